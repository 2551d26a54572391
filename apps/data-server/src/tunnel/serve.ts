import { setTimeout as sleep } from 'node:timers/promises';
import { nodeNames } from '@perfume/instances';
import { createMetrics, metricsToStdout } from '@perfume/telemetry';
import { serveReports } from '../database/report-server.ts';
import { watchDatabase } from '../database/watch.ts';
import { asDataServer, type TunnelInstance } from '../instance.ts';
import { serveWitness } from '../witness/serve.ts';
import { watchWitness } from '../witness/watch.ts';
import { provideKey } from './key.ts';
import { askForPeers, publishKey, rememberedPeers, rememberPeers } from './peers.ts';
import { Hearing } from './hearing.ts';
import { bringUp, peerStates, renderWireGuard, setPeers, type PeerKeys } from './wireguard.ts';

/** Between two looks at the interface, in ms. */
const lookMs = 5_000;
/** While a peer is unknown or silent, its key is asked for so often, in ms: a replaced server has a new one. */
const searchMs = 10_000;
/** While all peers are heard, in ms. */
const calmMs = 300_000;

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
  const hearing = new Hearing();
  let peers: PeerKeys = await rememberedPeers(instance);
  let askedAt = 0;
  tellHandshakes(instance);
  while (true) {
    try {
      await bringUp(facts, node);
      // First with the keys that are known: after a reboot nothing waits for Amazon's API.
      await setPeers(layout, facts, renderWireGuard(facts, node, key, peers));
      const now = Date.now();
      hearing.note(await peerStates(facts), now);
      const known = Object.values(peers);
      const isComplete =
        known.length === nodeNames.length - 1 && known.every((peer) => hearing.hears(peer, now));
      if (now - askedAt >= (isComplete ? calmMs : searchMs)) {
        askedAt = now;
        await publishKey(instance, key.publicKey);
        const found = { ...peers, ...(await askForPeers(instance)) };
        if (JSON.stringify(found) !== JSON.stringify(peers)) {
          peers = found;
          await rememberPeers(instance, peers);
          log.info({ peers: Object.keys(peers) }, 'the tunnel has these peers');
          continue;
        }
      }
    } catch (error) {
      log.warn({ err: error }, 'the tunnel is not complete yet');
    }
    await sleep(lookMs);
  }
}

/** The age of the oldest handshake, once a minute. */
function tellHandshakes({ facts, node, log }: TunnelInstance): void {
  const metrics = createMetrics({
    shop: facts.shop,
    server: node,
    sink: metricsToStdout(),
    onError: (error) => log.warn({ err: error }, 'metrics were not written'),
  });
  metrics.collect(async () => {
    const ages = [...(await peerStates(facts)).values()].map(({ handshakeAge }) => handshakeAge);
    const oldest = Math.max(...ages);
    if (Number.isFinite(oldest)) metrics.gauge('TunnelHandshakeAge', Math.round(oldest));
  });
}
