import { setTimeout as sleep } from 'node:timers/promises';
import { createMetrics, metricsToStdout } from '@perfume/telemetry';
import { serveReports } from '../database/report-server.ts';
import { watchDatabase } from '../database/watch.ts';
import { asDataServer, type TunnelInstance } from '../instance.ts';
import { serveWitness } from '../witness/serve.ts';
import { watchWitness } from '../witness/watch.ts';
import { provideKey } from './key.ts';
import { askForPeers, publishKey, rememberedPeers, rememberPeers } from './peers.ts';
import { bringUp, handshakeAges, renderWireGuard, setPeers, type PeerKeys } from './wireguard.ts';

/** While a peer is unknown or silent, its key is asked for so often, in ms: a replaced server has a new one. */
const searchMs = 5_000;
/** While all peers are heard, in ms. */
const calmMs = 60_000;
/** With WireGuard's own timers a peer that is there was heard within 3 minutes; in seconds. */
const silentSeconds = 190;

/** Keeps the tunnel, for as long as the process lives, and tells the peers what the database of this node is doing. */
export async function serveTunnel(instance: TunnelInstance): Promise<never> {
  const { facts, log } = instance;
  if (facts.role === 'data') {
    const server = asDataServer(instance);
    serveReports(server);
    void watchDatabase(server);
  } else {
    serveWitness(instance);
    void watchWitness(instance);
  }
  if (facts.tunnel === false) {
    log.info('no tunnel is wanted here');
    while (true) await sleep(calmMs);
  }
  return keepTunnel(instance);
}

async function keepTunnel(instance: TunnelInstance): Promise<never> {
  const { facts, node, layout, log } = instance;
  const key = await provideKey(layout);
  let peers: PeerKeys = await rememberedPeers(instance);
  let published = false;
  const metrics = createMetrics({
    shop: facts.shop,
    server: node,
    sink: metricsToStdout(),
    onError: (error) => log.warn({ err: error }, 'metrics were not written'),
  });
  metrics.collect(async () => {
    const oldest = Math.max(...(await handshakeAges(facts)).values());
    if (Number.isFinite(oldest)) metrics.gauge('TunnelHandshakeAge', Math.round(oldest));
  });
  while (true) {
    let isComplete = false;
    try {
      await bringUp(facts, node);
      // First with the keys that are known: after a reboot nothing waits for Amazon's API.
      await setPeers(layout, facts, renderWireGuard(facts, node, key, peers));
      if (!published) {
        await publishKey(instance, key.publicKey);
        published = true;
      }
      const now = await askForPeers(instance);
      if (JSON.stringify(now) !== JSON.stringify(peers)) {
        peers = { ...peers, ...now };
        await rememberPeers(instance, peers);
        await setPeers(layout, facts, renderWireGuard(facts, node, key, peers));
        log.info({ peers: Object.keys(peers) }, 'the tunnel has these peers');
      }
      isComplete = Object.keys(peers).length === 2 && (await silentPeers(instance, peers)).length === 0;
    } catch (error) {
      log.warn({ err: error }, 'the tunnel is not complete yet');
    }
    await sleep(isComplete ? calmMs : searchMs);
  }
}

async function silentPeers({ facts }: TunnelInstance, peers: PeerKeys): Promise<readonly string[]> {
  const ages = await handshakeAges(facts);
  return Object.entries(peers)
    .filter(([, key]) => (ages.get(key) ?? Infinity) > silentSeconds)
    .map(([peer]) => peer);
}
