import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { CfnSecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { secretNames } from '../config/index.ts';

/**
 * The secrets of the data servers: the logins of the storefront and of the failover agent, made here, and the authority
 * behind their certificates, which the first data server makes and which never leaves the secret and the servers.
 */
export class DataSecrets extends Construct {
  readonly databaseArn: string;
  readonly authorityArn: string;
  /** All that a data server reads. */
  readonly all: readonly string[];

  constructor(scope: Construct, id: string, { shop }: { readonly shop: string }) {
    super(scope, id);
    const names = secretNames(shop);
    const login = (construct: string, secretName: string, username: string) =>
      new Secret(this, construct, {
        secretName,
        description: `Login of ${username} to MariaDB of ${shop}`,
        generateSecretString: {
          secretStringTemplate: JSON.stringify({ username }),
          generateStringKey: 'password',
          // It becomes part of a URL.
          excludePunctuation: true,
          passwordLength: 40,
        },
        removalPolicy: RemovalPolicy.DESTROY,
      });
    const database = login('Database', names.database, 'shop');
    const agent = login('Agent', names.agent, 'agent');
    const authority = new CfnSecret(this, 'Authority', {
      name: names.tls,
      description: `Authority of the certificates of ${shop}; written by the first data server`,
    });
    for (const secret of [database, agent, authority]) {
      Validations.of(secret).acknowledge({
        id: 'AwsSolutions-SMG4',
        reason:
          'Changing it has to reach both data servers and all app servers in order, which a person starts: docs/guides/rotate-secrets.md.',
      });
    }
    this.databaseArn = database.secretArn;
    this.authorityArn = authority.ref;
    this.all = [database.secretArn, agent.secretArn, authority.ref];
  }
}
