import { RemovalPolicy } from 'aws-cdk-lib';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import type { Role } from '@perfume/instances';
import { Construct } from 'constructs';
import type { ShopConfig } from '../config/index.ts';

/** The log group of a kind of server, by the name under which its servers write: `/perfume/app`. */
export class ServerLogs extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: { readonly config: ShopConfig; readonly role: Role }) {
    super(scope, id);
    const { config, role } = props;
    const group = new CfnLogGroup(this, 'Group', {
      logGroupName: `/${config.name}/${role}`,
      retentionInDays: config.keepLogsDays,
    });
    group.applyRemovalPolicy(RemovalPolicy.DESTROY);
    this.arn = group.attrArn;
  }
}
