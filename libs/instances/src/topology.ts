/** Servers that are not app servers, each with a name of its own for good: two with data, one that only votes. */
export type NodeName = 'a' | 'b' | 'c';
export type DataNodeName = 'a' | 'b';
export type Role = 'app' | 'data' | 'witness';

export const nodeNames: readonly NodeName[] = ['a', 'b', 'c'];
export const dataNodeNames: readonly DataNodeName[] = ['a', 'b'];

/** Addresses inside the WireGuard tunnel. Galera and the failover agents listen on these alone. */
export const tunnelAddresses: Readonly<Record<NodeName, string>> = {
  a: '10.77.0.1',
  b: '10.77.0.2',
  c: '10.77.0.3',
};

export const tunnelNetwork = '10.77.0.0/24';

/** The network interface of the tunnel, unless the facts name another. */
export const tunnelInterface = 'wg-perfume';

/** The other data server of the pair. */
export function peerOf(node: DataNodeName): DataNodeName {
  return node === 'a' ? 'b' : 'a';
}
