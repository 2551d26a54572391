import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnVolume, CfnVolumeAttachment } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import type { ShopConfig } from '../config/index.ts';
import type { ServingZone } from '../network-plan.ts';
import { zoneName } from './zoned-network.ts';

export interface DataVolumeProps {
  readonly zone: ServingZone;
  readonly settings: Pick<ShopConfig['data'], 'volumeGiB' | 'volumeIops' | 'volumeMiBps'>;
}

/** The volume that holds a data server's database: it outlives the server, and the stack. */
export class DataVolume extends Construct {
  readonly volumeId: string;
  readonly #volume: CfnVolume;

  constructor(scope: Construct, id: string, { zone, settings }: DataVolumeProps) {
    super(scope, id);
    this.#volume = new CfnVolume(this, 'Volume', {
      availabilityZone: zoneName(zone),
      size: settings.volumeGiB,
      volumeType: 'gp3',
      iops: settings.volumeIops,
      throughput: settings.volumeMiBps,
      encrypted: true,
      tags: [{ key: 'Name', value: `${Stack.of(this).stackName}-${zone}` }],
    });
    this.#volume.applyRemovalPolicy(RemovalPolicy.RETAIN);
    this.volumeId = this.#volume.ref;
  }

  attachTo(instanceId: string): void {
    new CfnVolumeAttachment(this, 'Attachment', {
      volumeId: this.#volume.ref,
      instanceId,
      device: '/dev/sdf',
    });
  }
}
