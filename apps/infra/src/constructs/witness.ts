import { Construct } from 'constructs';
import { allowSharedParameters } from './data-permissions.ts';
import type { ServerGroupProps } from './data-pair.ts';
import { imageId } from './image.ts';
import { InstanceRole } from './instance-role.ts';
import { ServerAddress, ServerInstance } from './server-instance.ts';
import { witnessUserData } from './user-data.ts';

export interface WitnessProps extends Omit<ServerGroupProps, 'secrets'> {
  readonly subnetId: string;
}

/** The third vote, in a zone of its own; it stores nothing and may do nothing to the address. */
export class Witness extends Construct {
  /** None while the settings call it absent. */
  readonly instanceId: string | undefined;
  readonly networkInterfaceId: string;

  constructor(scope: Construct, id: string, props: WitnessProps) {
    super(scope, id);
    const { config, logs, releases, parameters, securityGroup, subnetId } = props;
    const role = new InstanceRole(this, 'Role', {
      description: `Witness of ${config.name}`,
      logs,
      releases,
      release: 'data',
    });
    role.readParameters(parameters.dataRelease);
    allowSharedParameters(role, 'TunnelKeys', parameters.tunnel);
    const address = new ServerAddress(this, 'Address', { zone: 'c', subnetId, securityGroup });
    this.networkInterfaceId = address.networkInterfaceId;
    const image = imageId(this, 'c', props);
    if (config.witness.absent) return;
    this.instanceId = new ServerInstance(this, 'Server', {
      address,
      role,
      imageId: image,
      instanceType: config.witness.instanceType,
      userData: props.sharedFiles.share(
        witnessUserData({
          shop: config.name,
          region: config.region,
          addresses: props.addresses,
          releaseBucket: releases.bucketName,
        }),
      ),
      whyTerminable: 'It stores nothing; a new one votes as well.',
    }).instanceId;
  }
}
