import { CfnOutput, Duration } from 'aws-cdk-lib';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { outputs, parameterNames, type ShopConfig } from '../config/index.ts';
import type { PinnedImages } from '../config/pinned-images.ts';
import { DataPair } from '../constructs/data-pair.ts';
import { DataSecrets } from '../constructs/data-secrets.ts';
import { Endpoint } from '../constructs/endpoint.ts';
import { PrivateBucket } from '../constructs/private-bucket.ts';
import { ServerLogs } from '../constructs/server-logs.ts';
import { SharedFiles } from '../constructs/shared-files.ts';
import { Witness } from '../constructs/witness.ts';
import { zones, type Zone } from '../network-plan.ts';
import type { NetworkStack } from './network-stack.ts';
import { ShopStack } from './shop-stack.ts';

export interface DataStackProps {
  readonly config: ShopConfig;
  readonly images: PinnedImages;
  readonly network: NetworkStack;
  readonly releases: IBucket;
}

/**
 * All that remembers: two data servers with their volumes, the witness, the address that one of the two holds, backups. It
 * exports a name and a secret, nothing more, and can neither be deleted by accident nor replaced by a deploy.
 */
export class DataStack extends ShopStack {
  readonly endpoint: Endpoint;
  readonly secrets: DataSecrets;
  constructor(scope: Construct, { config, images, network, releases }: DataStackProps) {
    super(scope, 'data', config, {
      description: `Data servers of ${config.name}`,
      terminationProtection: true,
    });
    this.endpoint = new Endpoint(this, 'Endpoint', { shop: config.name, region: config.region });
    this.secrets = new DataSecrets(this, 'Secrets', { shop: config.name });
    const backups = new PrivateBucket(this, 'Backups', {
      retain: true,
      // What is written over comes back for a week.
      versioned: true,
      lifecycleRules: [
        {
          // Two days more: to get to a moment, the full backup before it is needed as well.
          expiration: Duration.days(config.backups.keepDays + 2),
          noncurrentVersionExpiration: Duration.days(7),
        },
      ],
      whyNoAccessLog: 'The data servers alone can read and write it, and log each backup.',
    });
    const shared = {
      config,
      images,
      releases,
      sharedFiles: new SharedFiles(this, 'Shared'),
      parameters: parameterNames(config.name),
      addresses: { a: zones.a.serverAddress, b: zones.b.serverAddress, c: zones.c.serverAddress },
    };
    const pair = new DataPair(this, 'Pair', {
      ...shared,
      endpoint: this.endpoint,
      secrets: this.secrets,
      backups,
      logs: new ServerLogs(this, 'DataLogs', { config, role: 'data' }),
      securityGroup: network.securityGroups.data,
      subnetIds: network.network.subnetIds,
    });
    const witness = new Witness(this, 'Witness', {
      ...shared,
      logs: new ServerLogs(this, 'WitnessLogs', { config, role: 'witness' }),
      securityGroup: network.securityGroups.witness,
      subnetId: network.network.subnetIds.c,
    });
    this.#tell(backups, pair, witness);
  }

  /** For people and for a deploy; no other stack takes these: what another stack takes cannot change any more. */
  #tell(backups: IBucket, pair: DataPair, witness: Witness): void {
    const names = outputs.data;
    new CfnOutput(this, names.endpointName, { value: this.endpoint.dnsName });
    new CfnOutput(this, names.elasticIp, { value: this.endpoint.address });
    new CfnOutput(this, names.allocationId, { value: this.endpoint.allocationId });
    new CfnOutput(this, names.backupBucket, { value: backups.bucketName });
    const each = (prefix: string, ids: Readonly<Partial<Record<Zone, string>>>) => {
      for (const [node, value] of Object.entries(ids)) {
        new CfnOutput(this, `${prefix}${node.toUpperCase()}`, { value });
      }
    };
    each(names.instanceId, {
      ...pair.instanceIds,
      ...(witness.instanceId !== undefined && { c: witness.instanceId }),
    });
    each(names.networkInterfaceId, { ...pair.networkInterfaceIds, c: witness.networkInterfaceId });
  }
}
