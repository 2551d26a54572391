import { parameterNames as onInstances, secretNames } from '@perfume/instances';

export { secretNames };

/** The stacks of a shop, in the order in which they are deployed. */
export const stackKinds = ['network', 'static', 'data', 'app', 'monitoring'] as const;

export type StackKind = (typeof stackKinds)[number];

/** The name of a stack in CloudFormation, such as `perfume-app`. */
export function stackName(shop: string, kind: StackKind): string {
  return `${shop}-${kind}`;
}

/** SSM parameters of a shop, as its servers name them. */
export function parameterNames(shop: string) {
  const { release, authority } = onInstances(shop);
  return {
    /** Id of the release that app servers run; for people and a deploy, set after a release was rolled out. */
    appRelease: release('app'),
    /** Id of the release that data servers and witness install when they first boot. */
    dataRelease: release('data'),
    /** Under it each data server and the witness publish the public half of their tunnel key. */
    tunnel: `/${shop}/tunnel`,
    /** Under it data servers note that the shop's database was made, and how far it has got. */
    cluster: `/${shop}/cluster`,
    /** The certificate of the authority that MariaDB's own is signed by. */
    authority,
  };
}

/** Keys of stack outputs, by which a deploy finds what it needs. */
export const outputs = {
  network: { vpcId: 'VpcId', subnetIds: 'SubnetIds' },
  static: {
    assetsBucket: 'AssetsBucket',
    releaseBucket: 'ReleaseBucket',
    assetBaseUrl: 'AssetBaseUrl',
    distributionId: 'DistributionId',
  },
  data: {
    endpointName: 'EndpointName',
    elasticIp: 'ElasticIp',
    allocationId: 'ElasticIpAllocationId',
    backupBucket: 'BackupBucket',
    /** Followed by A, B or C. */
    instanceId: 'InstanceId',
    /** Followed by A, B or C. */
    networkInterfaceId: 'NetworkInterfaceId',
  },
  app: {
    shopUrl: 'ShopUrl',
    loadBalancerName: 'LoadBalancerName',
    targetGroupArn: 'TargetGroupArn',
    groupName: 'GroupName',
    release: 'ReleaseInService',
  },
  monitoring: { alarmTopicArn: 'AlarmTopicArn', dashboard: 'DashboardUrl' },
} as const;

/** Parameters of the templates that a deploy gives. */
export const templateParameters = {
  /** Of the app stack: the release that app servers run. Each launch template version names its own. */
  release: 'Release',
  /** Of the data and app stacks, only where images of the region are not pinned (`nx pin-images infra`). */
  image: { app: 'AppImage', a: 'ImageA', b: 'ImageB', c: 'ImageC' },
} as const;
