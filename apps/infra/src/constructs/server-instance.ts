import { Fn, Stack, Validations } from 'aws-cdk-lib';
import {
  CfnEIP,
  CfnEIPAssociation,
  CfnInstance,
  CfnNetworkInterface,
  type ISecurityGroup,
} from 'aws-cdk-lib/aws-ec2';
import { CfnInstanceProfile, type IRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { zones, type Zone } from '../network-plan.ts';
import { rootVolume } from './root-volume.ts';

export interface ServerAddressProps {
  readonly zone: Zone;
  readonly subnetId: string;
  readonly securityGroup: ISecurityGroup;
}

/**
 * The addresses of a server that keeps them: a network interface with a fixed private address, and an Elastic IP of its own
 * for the way out. On a data server the latter belongs to a second private address, because the first one is where the
 * endpoint's Elastic IP comes and goes: Amazon's API must be reached by who does not hold it.
 */
export class ServerAddress extends Construct {
  readonly zone: Zone;
  readonly networkInterfaceId: string;
  /** Wait for it before starting an instance: its first boot already needs the way out. */
  readonly wayOut: CfnEIPAssociation;

  constructor(scope: Construct, id: string, { zone, subnetId, securityGroup }: ServerAddressProps) {
    super(scope, id);
    this.zone = zone;
    const plan = zones[zone];
    const outwards = 'ownAddress' in plan ? plan.ownAddress : plan.serverAddress;
    const name = `${Stack.of(this).stackName}-${zone}`;
    const networkInterface = new CfnNetworkInterface(this, 'Interface', {
      subnetId,
      description: `Server ${zone}; kept when the server is replaced`,
      groupSet: [securityGroup.securityGroupId],
      privateIpAddresses: [
        { privateIpAddress: plan.serverAddress, primary: true },
        ...('ownAddress' in plan ? [{ privateIpAddress: plan.ownAddress, primary: false }] : []),
      ],
      tags: [{ key: 'Name', value: name }],
    });
    const own = new CfnEIP(this, 'OwnAddress', { domain: 'vpc', tags: [{ key: 'Name', value: name }] });
    this.networkInterfaceId = networkInterface.ref;
    this.wayOut = new CfnEIPAssociation(this, 'WayOut', {
      allocationId: own.attrAllocationId,
      networkInterfaceId: networkInterface.ref,
      privateIpAddress: outwards,
    });
  }
}

export interface ServerInstanceProps {
  readonly address: ServerAddress;
  readonly instanceType: string;
  readonly imageId: string;
  readonly role: IRole;
  /** The same over all releases: a change would stop the server. */
  readonly userData: string;
  /** Why it may be terminated by the API. */
  readonly whyTerminable: string;
}

/** A server on its own, on its fixed interface; encrypted, reached by Session Manager only. */
export class ServerInstance extends Construct {
  readonly instanceId: string;

  constructor(scope: Construct, id: string, props: ServerInstanceProps) {
    super(scope, id);
    const { address, instanceType, imageId, role, userData } = props;
    const profile = new CfnInstanceProfile(this, 'Profile', { roles: [role.roleName] });
    const instance = new CfnInstance(this, 'Instance', {
      imageId,
      instanceType,
      iamInstanceProfile: profile.ref,
      networkInterfaces: [{ deviceIndex: '0', networkInterfaceId: address.networkInterfaceId }],
      userData: Fn.base64(userData),
      ebsOptimized: true,
      monitoring: true,
      metadataOptions: { httpTokens: 'required', httpPutResponseHopLimit: 1, httpEndpoint: 'enabled' },
      blockDeviceMappings: [
        {
          deviceName: rootVolume.device,
          ebs: { volumeSize: rootVolume.gib, volumeType: 'gp3', encrypted: true, deleteOnTermination: true },
        },
      ],
      propagateTagsToVolumeOnCreation: true,
      tags: [{ key: 'Name', value: `${Stack.of(this).stackName}-${address.zone}` }],
    });
    instance.addResourceDependency(address.wayOut);
    this.instanceId = instance.ref;
    Validations.of(instance).acknowledge(
      { id: 'AwsSolutions-EC29', reason: props.whyTerminable },
      {
        id: 'CloudFormation-Validate::W9010',
        reason:
          'The image is a constant on purpose: a server is never replaced because a newer image came out.',
      },
    );
  }
}
