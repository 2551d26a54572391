import { CfnOutput, Fn } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { outputs } from '../config/index.ts';
import { SecurityGroups } from '../constructs/security-groups.ts';
import { ZonedNetwork } from '../constructs/zoned-network.ts';
import { ShopStack, type ShopStackProps } from './shop-stack.ts';

/** Zones, subnets, the way out, and who may reach whom. */
export class NetworkStack extends ShopStack {
  readonly network: ZonedNetwork;
  readonly securityGroups: SecurityGroups['groups'];

  constructor(scope: Construct, { config }: ShopStackProps) {
    super(scope, 'network', config, { description: `Network of ${config.name}` });
    this.network = new ZonedNetwork(this, 'Network');
    const { vpc, subnetIds } = this.network;
    this.securityGroups = new SecurityGroups(this, 'Security', {
      vpc,
      shop: config.name,
      tls: config.domain !== undefined,
    }).groups;
    new CfnOutput(this, outputs.network.vpcId, { value: vpc.vpcId });
    new CfnOutput(this, outputs.network.subnetIds, {
      value: Fn.join(',', [subnetIds.a, subnetIds.b, subnetIds.c]),
    });
  }
}
