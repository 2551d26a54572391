import { dataNodeNames, nodeNames } from '@perfume/instances';
import { backupPlace } from './backup/full.ts';
import { listBackups } from './backup/manifest.ts';
import { lookAtDatabase } from './database/look.ts';
import { askPeer } from './database/peer.ts';
import type { DatabaseReport } from './database/report.ts';
import { asDataServer, type TunnelInstance } from './instance.ts';
import { findLogs } from './restore/logs.ts';
import { rememberedPeers } from './tunnel/peers.ts';
import { peerStates } from './tunnel/wireguard.ts';

/** Lines for people about this server, its peers and its backups. What cannot be asked says so. */
export async function describeStatus(instance: TunnelInstance, now = Date.now()): Promise<readonly string[]> {
  const { facts, node } = instance;
  const lines = [
    `Server ${node} (${facts.role}) of ${facts.shop}, ${facts.instance?.instanceId ?? 'unknown instance'}`,
  ];
  lines.push(...(await orSay('tunnel', () => tunnelLines(instance))));
  if (facts.role !== 'data') return lines;
  const server = asDataServer(instance);
  const peer = dataNodeNames.find((other) => other !== node)!;
  lines.push(`database   ${sentence(await lookAtDatabase(server.layout))}`);
  lines.push(`peer ${peer}     ${sentence(await askPeer(server))}`);
  lines.push(
    ...(await orSay('backup', async () => {
      const last = (await listBackups(backupPlace(server))).at(-1);
      const logs = await findLogs(backupPlace(server));
      return [
        last
          ? `backup     ${last.id}, ${age(now - Date.parse(last.finishedAt))} old, ${Math.ceil(last.bytes / 2 ** 20)} MiB`
          : 'backup     none yet',
        ...logs.map((stored) => `binlogs    of ${stored.node} stored until ${stored.lastAt.toISOString()}`),
      ];
    })),
  );
  return lines;
}

async function tunnelLines(instance: TunnelInstance): Promise<readonly string[]> {
  if (instance.facts.tunnel === false) return [];
  const states = await peerStates(instance.facts);
  const keys = await rememberedPeers(instance);
  return nodeNames
    .filter((peer) => peer !== instance.node)
    .map((peer) => {
      const key = keys[peer];
      const seconds = key === undefined ? undefined : states.get(key)?.handshakeAge;
      const state =
        seconds === undefined
          ? 'has no key yet'
          : Number.isFinite(seconds)
            ? `last heard ${Math.round(seconds)} s ago`
            : 'never heard';
      return `tunnel     to ${peer}: ${state}`;
    });
}

function sentence(look: DatabaseReport | { readonly phase: 'unreachable' }): string {
  switch (look.phase) {
    case 'running':
      return `${look.primary ? 'in the majority' : 'OUTSIDE the majority'}, ${look.synced ? 'synced' : 'NOT synced'}, ${look.size} members, ${look.open ? 'open to the shop' : 'closed to the shop'}, at ${look.seqno}`;
    case 'starting':
      return `waits to start (${look.data}${look.position ? `, at ${look.position.seqno}` : ''}); perfume-database.log says for what`;
    case 'joining':
      return 'looks for the majority or copies data';
    case 'beginning':
      return 'begins the cluster';
    case 'stopped':
      return `does not run (${look.data})`;
    case 'unreachable':
      return 'does not answer over the tunnel';
  }
}

async function orSay(what: string, work: () => Promise<readonly string[]>): Promise<readonly string[]> {
  try {
    return await work();
  } catch (error) {
    return [
      `${what.padEnd(10)} cannot be asked: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`,
    ];
  }
}

function age(ms: number): string {
  const hours = ms / 3_600_000;
  return hours < 48 ? `${Math.round(hours)} h` : `${Math.round(hours / 24)} days`;
}
