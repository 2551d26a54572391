import type { Role } from './topology.ts';

/** Who reaches a port: a kind of instance, the load balancer, or anyone. */
export type Source = Role | 'load-balancer' | 'world';

export interface Port {
  readonly name: string;
  readonly port: number;
  readonly protocol: 'tcp' | 'udp';
  /** Where it listens. */
  readonly on: Role | 'load-balancer';
  readonly from: readonly Source[];
  /**
   * `vpc`: a security group's rule lets it in. `tunnel`: it listens on a tunnel address alone and travels inside
   * WireGuard's port, so no security group sees it.
   */
  readonly network: 'vpc' | 'tunnel';
  readonly why: string;
}

const dataAndWitness: readonly Role[] = ['data', 'witness'];

/** Every port that anything listens on, and who may reach it. What is not here is closed. */
export const ports = {
  http: port(
    'http',
    80,
    'tcp',
    'load-balancer',
    ['world'],
    'vpc',
    'Sends shoppers on to https; serves a shop without a domain.',
  ),
  https: port('https', 443, 'tcp', 'load-balancer', ['world'], 'vpc', 'Shoppers.'),
  storefront: port(
    'storefront',
    8080,
    'tcp',
    'app',
    ['load-balancer'],
    'vpc',
    'The load balancer hands requests and health checks to the storefront.',
  ),
  database: port(
    'database',
    3306,
    'tcp',
    'data',
    ['app', 'data'],
    'vpc',
    'MariaDB for app servers through the Elastic IP endpoint; the other data server probes it. TLS is demanded of every account that may log in from elsewhere.',
  ),
  cache: port(
    'cache',
    11211,
    'tcp',
    'data',
    ['app', 'data'],
    'vpc',
    'memcached for app servers through the same endpoint; the other data server probes it.',
  ),
  tunnelOnData: port(
    'tunnel-data',
    51820,
    'udp',
    'data',
    dataAndWitness,
    'vpc',
    'WireGuard between the data servers and to the witness.',
  ),
  tunnelOnWitness: port(
    'tunnel-witness',
    51820,
    'udp',
    'witness',
    ['data'],
    'vpc',
    'WireGuard from the data servers to the witness.',
  ),
  group: port(
    'galera-group',
    4567,
    'tcp',
    'data',
    dataAndWitness,
    'tunnel',
    'Galera: membership, votes and every write set.',
  ),
  groupOnWitness: port(
    'galera-group-witness',
    4567,
    'tcp',
    'witness',
    ['data'],
    'tunnel',
    'garbd: the third vote, and a relay when the data servers do not reach each other.',
  ),
  incrementalTransfer: port(
    'galera-ist',
    4568,
    'tcp',
    'data',
    ['data'],
    'tunnel',
    'Galera: the write sets that a node missed.',
  ),
  fullTransfer: port(
    'galera-sst',
    4444,
    'tcp',
    'data',
    ['data'],
    'tunnel',
    'A full copy to a node without data, by mariadb-backup and socat.',
  ),
  agent: port(
    'failover-agent',
    4570,
    'tcp',
    'data',
    ['data'],
    'tunnel',
    'The failover agents tell each other what they see.',
  ),
  report: port(
    'database-report',
    4571,
    'tcp',
    'data',
    dataAndWitness,
    'tunnel',
    'What the database of a node is doing and how far it got: asked before a cluster is started, and before a new release is taken, on the witness too.',
  ),
  reportOnWitness: port(
    'witness-word',
    4571,
    'tcp',
    'witness',
    ['data'],
    'tunnel',
    'Before a data server begins the cluster, the witness leaves whatever it still votes in.',
  ),
} as const satisfies Record<string, Port>;

/** All of `ports`, in the order in which a document lists them. */
export const allPorts: readonly Port[] = Object.values(ports);

/** What instances dial outside the VPC; everything else may be closed for them. */
export const outgoing: readonly {
  readonly port: number;
  readonly protocol: 'tcp' | 'udp';
  readonly roles: readonly Role[];
  readonly why: string;
}[] = [
  {
    port: 443,
    protocol: 'tcp',
    roles: ['app', 'data', 'witness'],
    why: "Amazon's APIs and S3, payment providers, Debian's mirror.",
  },
  {
    port: 587,
    protocol: 'tcp',
    roles: ['app'],
    why: 'Mail to the SMTP server, where SMTP_URL is smtp://…:587.',
  },
  {
    port: 465,
    protocol: 'tcp',
    roles: ['app'],
    why: 'Mail to the SMTP server, where SMTP_URL is smtps://….',
  },
  {
    port: 80,
    protocol: 'tcp',
    roles: ['app', 'data', 'witness'],
    why: 'Debian’s mirror, where an image names it without TLS; its packages are signed.',
  },
];

function port(
  name: string,
  number: number,
  protocol: Port['protocol'],
  on: Port['on'],
  from: readonly Source[],
  network: Port['network'],
  why: string,
): Port {
  return { name, port: number, protocol, on, from, network, why };
}
