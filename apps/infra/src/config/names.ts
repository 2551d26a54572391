/** The stacks of a shop, in the order in which they are deployed. */
export const stackKinds = ['network', 'static', 'data', 'app', 'monitoring'] as const;

export type StackKind = (typeof stackKinds)[number];

/** The name of a stack in CloudFormation, such as `perfume-app`. */
export function stackName(shop: string, kind: StackKind): string {
  return `${shop}-${kind}`;
}

/** SSM parameters of a shop. */
export function parameterNames(shop: string) {
  return {
    /** Id of the release that app servers run; read by people and by a deploy, set after a release was rolled out. */
    appRelease: `/${shop}/release/app`,
    /** Id of the release that data servers and witness install when they first boot. */
    dataRelease: `/${shop}/release/data`,
    /** Under it each data server and the witness publish the public half of their tunnel key. */
    tunnel: `/${shop}/tunnel`,
  };
}

/** Secrets in Secrets Manager, a JSON object each. */
export function secretNames(shop: string) {
  return {
    /** Settings of the storefront that are secret; each key becomes an environment variable. `COOKIE_SECRET` is made. */
    app: `${shop}/app`,
    /** Database users: `username` and `password` of the storefront's. */
    database: `${shop}/database`,
    /** The authority that signs the certificates of MariaDB and replication; written by the first data server. */
    tls: `${shop}/tls`,
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
  monitoring: { alarmTopicArn: 'AlarmTopicArn', dashboard: 'Dashboard' },
} as const;

/** Parameters of the templates that a deploy gives. */
export const templateParameters = {
  /** Of the app stack: the release that app servers run. Each launch template version names its own. */
  release: 'Release',
  /** Of the data and app stacks, only where images of the region are not pinned (`nx pin-images infra`). */
  image: { app: 'AppImage', a: 'ImageA', b: 'ImageB', c: 'ImageC' },
} as const;
