import type { ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { parameterNames, ShopConfig } from '../config/index.ts';
import type { PinnedImages } from '../config/pinned-images.ts';
import { servingZones, zones, type ServingZone, type Zone } from '../network-plan.ts';
import {
  allowBackups,
  allowMovingTheAddress,
  allowSecrets,
  allowSharedParameters,
} from './data-permissions.ts';
import type { DataSecrets } from './data-secrets.ts';
import { DataVolume } from './data-volume.ts';
import type { Endpoint } from './endpoint.ts';
import { imageId } from './image.ts';
import { InstanceRole } from './instance-role.ts';
import type { SharedFiles } from './shared-files.ts';
import { ServerAddress, ServerInstance } from './server-instance.ts';
import { dataServerUserData } from './user-data.ts';
import type { ServerLogs } from './server-logs.ts';

/** What the data servers and the witness have in common. */
export interface ServerGroupProps {
  readonly config: ShopConfig;
  readonly images: PinnedImages;
  readonly releases: IBucket;
  readonly logs: ServerLogs;
  readonly securityGroup: ISecurityGroup;
  readonly secrets: DataSecrets;
  readonly parameters: ReturnType<typeof parameterNames>;
  readonly sharedFiles: SharedFiles;
  /** The fixed private address of each. */
  readonly addresses: Readonly<Record<Zone, string>>;
}

export interface DataPairProps extends ServerGroupProps {
  readonly endpoint: Endpoint;
  readonly backups: IBucket;
  readonly subnetIds: Readonly<Record<Zone, string>>;
}

/** The two data servers, each with an interface, a volume and an address of its own that stay when it is replaced. */
export class DataPair extends Construct {
  /** Without a server that the settings call absent. */
  readonly instanceIds: Readonly<Partial<Record<ServingZone, string>>>;
  readonly networkInterfaceIds: Readonly<Record<ServingZone, string>>;

  constructor(scope: Construct, id: string, props: DataPairProps) {
    super(scope, id);
    const role = this.#role(props);
    const servers = servingZones.map((zone) => this.#server(zone, role, props));
    this.networkInterfaceIds = record(servers, ({ networkInterfaceId }) => networkInterfaceId);
    this.instanceIds = record(
      servers.filter(({ instanceId }) => instanceId !== undefined),
      ({ instanceId }) => instanceId!,
    );
    allowMovingTheAddress(role, {
      allocationId: props.endpoint.allocationId,
      networkInterfaceIds: Object.values(this.networkInterfaceIds),
      instanceIds: Object.values(this.instanceIds),
    });
  }

  #role({ config, logs, releases, secrets, parameters, backups }: DataPairProps): InstanceRole {
    const role = new InstanceRole(this, 'Role', {
      description: `Data servers of ${config.name}`,
      logs,
      releases,
      release: 'data',
    });
    role.readParameters(parameters.dataRelease);
    allowSharedParameters(role, 'TunnelKeys', parameters.tunnel);
    allowSharedParameters(role, 'Cluster', parameters.cluster);
    role.publishParameter(parameters.authority);
    allowSecrets(role, { read: secrets.all, write: [secrets.authorityArn] });
    allowBackups(role, backups);
    return role;
  }

  #server(zone: ServingZone, role: InstanceRole, props: DataPairProps) {
    const { config, endpoint, securityGroup, subnetIds } = props;
    const settings = config.data[zone];
    const name = zone.toUpperCase();
    const address = new ServerAddress(this, `Address${name}`, {
      zone,
      subnetId: subnetIds[zone],
      securityGroup,
    });
    const anew = settings.volume === 1 ? '' : settings.volume;
    const volume = new DataVolume(this, `Volume${name}${anew}`, { zone, settings: config.data });
    const image = imageId(this, zone, props);
    const { networkInterfaceId } = address;
    if (settings.absent) return { zone, networkInterfaceId, instanceId: undefined };
    const { instanceId } = new ServerInstance(this, `Server${name}`, {
      address,
      role,
      imageId: image,
      instanceType: settings.instanceType ?? config.data.instanceType,
      userData: props.sharedFiles.share(
        dataServerUserData({
          shop: config.name,
          region: config.region,
          node: zone,
          addresses: props.addresses,
          endpointName: endpoint.dnsName,
          elasticIp: endpoint.address,
          elasticIpAllocationId: endpoint.allocationId,
          dataBucket: props.backups.bucketName,
          releaseBucket: props.releases.bucketName,
          dataVolumeId: volume.volumeId,
          outgoingAddress: zones[zone].ownAddress,
        }),
      ),
      whyTerminable:
        'Its data is on a retained volume and on the other server; a protected instance could not be replaced by a deploy that is meant to.',
    });
    volume.attachTo(instanceId);
    return { zone, networkInterfaceId, instanceId };
  }
}

function record<Entry extends { readonly zone: ServingZone }>(
  entries: readonly Entry[],
  value: (entry: Entry) => string,
): Record<ServingZone, string> {
  return Object.fromEntries(entries.map((entry) => [entry.zone, value(entry)])) as Record<
    ServingZone,
    string
  >;
}
