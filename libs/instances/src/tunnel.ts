import type { TunnelFacts } from './facts.ts';
import { tunnelAddresses, type NodeName } from './topology.ts';

/** The addresses of all three in the tunnel. */
export function addressesInTunnel(facts: TunnelFacts): Readonly<Record<NodeName, string>> {
  return facts.tunnelAddresses ?? tunnelAddresses;
}
