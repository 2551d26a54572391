import type { NodeName } from './topology.ts';

/** SSM parameters that instances of a shop read and write. */
export function parameterNames(shop: string) {
  return {
    /** Id of the release of a kind that an instance installs when it boots. */
    release: (kind: 'app' | 'data') => `/${shop}/release/${kind}`,
    /** Public half of a node's tunnel key; written by that node alone. */
    tunnelKey: (node: NodeName) => `/${shop}/tunnel/${node}`,
    /** Made once, by the data server that makes the shop's database: whoever finds it never starts from nothing. */
    cluster: `/${shop}/cluster/founder`,
    /** How far the database has got, written by data servers that are in the majority; tells old data from new. */
    position: `/${shop}/cluster/position`,
    /** The certificate of the authority that MariaDB's own is signed by. */
    authority: `/${shop}/tls/authority`,
  };
}

/** Secrets in Secrets Manager, a JSON object each. */
export function secretNames(shop: string) {
  return {
    /** Secret settings of the storefront; each key becomes an environment variable. */
    app: `${shop}/app`,
    /** `username` and `password` of the storefront's account in MariaDB. */
    database: `${shop}/database`,
    /** MariaDB's certificate and key, and those of the authority that signs it. */
    tls: `${shop}/tls`,
  };
}

/** Keys in the buckets of a shop. */
export const objectKeys = {
  release: (id: string, kind: 'app' | 'data', architecture: 'arm64' | 'x64') =>
    `releases/${id}/${kind}-${architecture}.tar.gz`,
  /** A full backup's folder; its `backup.json` is written last, so one without it is none. */
  fullBackup: (id: string) => `backups/full/${id}/`,
  fullBackups: 'backups/full/',
  /** Binary logs of one node; each file's parts are named by the range of bytes that they hold. */
  binaryLogs: (node: NodeName) => `backups/binlog/${node}/`,
} as const;
