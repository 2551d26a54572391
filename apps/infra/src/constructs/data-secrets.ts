import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { CfnSecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { secretNames } from '../config/index.ts';

/**
 * The secrets of the data servers: the storefront's login, made here, and the authority behind their certificates, which the
 * first data server makes and which never leaves the secret and the servers.
 */
export class DataSecrets extends Construct {
  readonly databaseArn: string;
  readonly authorityArn: string;
  /** All that a data server reads. */
  readonly all: readonly string[];

  constructor(scope: Construct, id: string, { shop }: { readonly shop: string }) {
    super(scope, id);
    const names = secretNames(shop);
    const database = new Secret(this, 'Database', {
      secretName: names.database,
      description: `The storefront's login to MariaDB of ${shop}`,
      generateSecretString: {
        secretStringTemplate: JSON.stringify({ username: 'shop' }),
        generateStringKey: 'password',
        // It becomes part of a URL.
        excludePunctuation: true,
        passwordLength: 40,
      },
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const authority = new CfnSecret(this, 'Authority', {
      name: names.tls,
      description: `Authority of the certificates of ${shop}; written by the first data server`,
    });
    for (const secret of [database, authority]) {
      Validations.of(secret).acknowledge({
        id: 'AwsSolutions-SMG4',
        reason:
          'Changing it has to reach both data servers and all app servers in order, which a person starts: docs/guides/rotate-secrets.md.',
      });
    }
    this.databaseArn = database.secretArn;
    this.authorityArn = authority.ref;
    this.all = [database.secretArn, authority.ref];
  }
}
