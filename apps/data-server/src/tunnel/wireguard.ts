import { join } from 'node:path';
import {
  addressesInTunnel,
  nodeNames,
  ports,
  tunnelInterface,
  type Layout,
  type NodeName,
  type TunnelFacts,
} from '@perfume/instances';
import { ProgramFailed, run } from '../system/program.ts';
import { writeWhole } from '../system/files.ts';
import type { TunnelKey } from './key.ts';

/** Public keys of the peers that are known. */
export type PeerKeys = Readonly<Partial<Record<NodeName, string>>>;

/** An idle tunnel says something so often, in seconds: a cut is then seen by the age of the handshake. */
const keepaliveSeconds = 5;

/** What `wg setconf` reads: own key and port, and each peer that is known. */
export function renderWireGuard(facts: TunnelFacts, node: NodeName, key: TunnelKey, peers: PeerKeys): string {
  const inTunnel = addressesInTunnel(facts);
  const blocks = nodeNames.flatMap((peer) => {
    const publicKey = peer === node ? undefined : peers[peer];
    if (publicKey === undefined) return [];
    const endpoint = facts.tunnelEndpoints?.[peer] ?? `${facts.addresses[peer]}:${ports.tunnelOnData.port}`;
    return [
      [
        '[Peer]',
        `PublicKey = ${publicKey}`,
        `Endpoint = ${endpoint}`,
        `AllowedIPs = ${inTunnel[peer]}/32`,
        `PersistentKeepalive = ${keepaliveSeconds}`,
        '',
      ].join('\n'),
    ];
  });
  return [
    `[Interface]\nPrivateKey = ${key.privateKey}\nListenPort = ${ports.tunnelOnData.port}\n`,
    ...blocks,
  ].join('\n');
}

/** The interface with its address, by the kernel's WireGuard or, where that is missing, by wireguard-go. Safe to repeat. */
export async function bringUp(facts: TunnelFacts, node: NodeName): Promise<void> {
  const name = interfaceName(facts);
  if (!(await exists(name))) await make(name);
  await run(['ip', 'address', 'replace', `${addressesInTunnel(facts)[node]}/24`, 'dev', name]);
  await run(['ip', 'link', 'set', 'dev', name, 'up']);
}

/** Sets key and peers as they are now; what did not change keeps its session. */
export async function setPeers(layout: Layout, facts: TunnelFacts, config: string): Promise<void> {
  const path = join(layout.settings, 'tunnel', 'wireguard.conf');
  await writeWhole(path, config, { mode: 0o600 });
  await run(['wg', 'syncconf', interfaceName(facts), path]);
}

/** What the interface knows of a peer. */
export interface PeerState {
  /** Seconds since the last handshake; Infinity for none. */
  readonly handshakeAge: number;
  /** Bytes that have come from it. */
  readonly received: number;
}

/** The state of each peer, by its public key. */
export async function peerStates(
  facts: TunnelFacts,
  now = Date.now(),
): Promise<ReadonlyMap<string, PeerState>> {
  const { stdout } = await run(['wg', 'show', interfaceName(facts), 'dump']);
  return parseDump(stdout, now);
}

/** What `wg show INTERFACE dump` prints: a line for the interface, then one for each peer. */
export function parseDump(dump: string, now: number): ReadonlyMap<string, PeerState> {
  return new Map(
    dump
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => {
        const [publicKey = '', , , , at = '0', received = '0'] = line.split('\t');
        const handshakeAge = at === '0' ? Infinity : Math.max(0, now / 1_000 - Number(at));
        return [publicKey, { handshakeAge, received: Number(received) }];
      }),
  );
}

export const interfaceName = (facts: TunnelFacts) => facts.tunnelInterface ?? tunnelInterface;

async function exists(name: string): Promise<boolean> {
  try {
    await run(['ip', 'link', 'show', 'dev', name]);
    return true;
  } catch (error) {
    if (error instanceof ProgramFailed) return false;
    throw error;
  }
}

async function make(name: string): Promise<void> {
  try {
    await run(['ip', 'link', 'add', 'dev', name, 'type', 'wireguard']);
  } catch (error) {
    if (!(error instanceof ProgramFailed)) throw error;
    // It goes to the background once the interface is there, by starting itself with WG_PROCESS_FOREGROUND=1 added: a
    // value that is set already would win over that one, and it would start itself without end.
    await run(['wireguard-go', name], { env: { ...process.env, WG_PROCESS_FOREGROUND: undefined } });
  }
}
