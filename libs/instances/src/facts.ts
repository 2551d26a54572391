import type { DataNodeName, NodeName } from './topology.ts';

/** What every instance of a shop is told. Strings may be CDK tokens: nothing here looks into them. */
export interface CommonFacts {
  /** The shop's name, which begins the names of all that belongs to it. */
  readonly shop: string;
  readonly region: string;
  readonly releaseBucket: string;
  /** CloudWatch log group of this kind of instance. Default `/<shop>/<role>`. */
  readonly logGroup?: string;
  /** What only the instance itself knows. Absent in a template: there the instance asks its metadata service. */
  readonly instance?: InstanceFacts;
  /** Further variables for instance.env: a rehearsal sets AWS_ENDPOINT_URL and its credentials here. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** What the instance metadata service knows of an instance, and its memory. */
export interface InstanceFacts {
  readonly instanceId: string;
  readonly zone: string;
  /** The first network interface. */
  readonly networkInterfaceId: string;
  readonly privateAddress: string;
  /** All memory of the instance, in MiB: sizes of buffers follow it. */
  readonly memoryMiB: number;
}

export interface AppServerFacts extends CommonFacts {
  /** The public DNS name of the Elastic IP: where MariaDB and memcached are dialled. */
  readonly endpointName: string;
  /** The storefront's settings that are no secrets: PUBLIC_URL, ASSET_BASE_URL and the like. */
  readonly settings: Readonly<Record<string, string>>;
  /** The release to run. Default: the one that the parameter `/<shop>/release/app` names when the instance boots. */
  readonly releaseId?: string;
  /** The Auto Scaling group to which the instance reports that it serves, and that it has ended. Default: none. */
  readonly lifecycle?: {
    readonly group: string;
    readonly launchHook: string;
    readonly terminateHook: string;
  };
}

/** What the data servers and the witness are told. */
export interface TunnelFacts extends CommonFacts {
  /** The fixed private addresses of all three. */
  readonly addresses: Readonly<Record<NodeName, string>>;
  /** Default `wg-perfume`. Several rehearsed nodes that share /run/wireguard need names of their own. */
  readonly tunnelInterface?: string;
  /** Where peers are dialled in the tunnel, `host:port`, where that is not their private address at 51820. */
  readonly tunnelEndpoints?: Readonly<Partial<Record<NodeName, string>>>;
  /** Addresses in the tunnel. Default 10.77.0.1 to .3. A test without namespaces sets loopback addresses and `tunnel: false`. */
  readonly tunnelAddresses?: Readonly<Record<NodeName, string>>;
  /** False where addresses are there already and nothing is to be encrypted. Default true. */
  readonly tunnel?: boolean;
}

export interface DataServerFacts extends TunnelFacts {
  readonly node: DataNodeName;
  readonly endpointName: string;
  readonly elasticIp: string;
  readonly elasticIpAllocationId: string;
  readonly dataBucket: string;
  /**
   * A private address of the server's own, with an Elastic IP that stays: its way out to Amazon's API, whoever holds the
   * endpoint's. Absent where the first address has a way out.
   */
  readonly outgoingAddress?: string;
  /** The data volume; absent where the data directory is a plain directory. */
  readonly dataVolumeId?: string;
}

export interface WitnessFacts extends TunnelFacts {
  readonly node?: 'c';
}

export type Facts =
  | ({ readonly role: 'app' } & AppServerFacts)
  | ({ readonly role: 'data' } & DataServerFacts)
  | ({ readonly role: 'witness' } & WitnessFacts);
