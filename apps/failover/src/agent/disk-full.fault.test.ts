import { closeSync, existsSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createConnection } from 'mysql2';
import { whyNoGalera } from '../testing/galera-pair.ts';
import { whyNoNetwork } from '../testing/network.ts';
import { until } from '../testing/process.ts';
import { startTopology, type Topology } from '../testing/topology.ts';

/** Writers that run and cannot write: their disk is full, or their writes hang. */
const missing = whyNoNetwork() ?? whyNoGalera();
if (missing !== undefined)
  // eslint-disable-next-line no-console -- nobody may take a skipped proof for a passed one
  console.warn(`SKIPPED: full disks of real servers are not tested, as ${missing}.`);

type Server = 'a' | 'b';
const other = (server: Server): Server => (server === 'a' ? 'b' : 'a');
let t: Topology;
const figures: [what: string, figure: string][] = [];
const seconds = (since: number) => `${((performance.now() - since) / 1_000).toFixed(1)} s`;

describe.skipIf(missing !== undefined)('a server that runs and cannot write', () => {
  beforeAll(async () => {
    t = await startTopology({ diskMiB: 400 });
    t.startAgent('a');
    t.startAgent('b');
    await t.settled('a', 60_000);
  });

  afterAll(async () => {
    await t.remove();
    const lines = figures.map(([what, figure]) => `  ${what.padEnd(44)}  ${figure}`);
    // eslint-disable-next-line no-console -- the figures are what this run was for
    console.info(['Servers that cannot write', ...lines].join('\n'));
  });

  let writer: Server;

  beforeEach(async () => {
    await wholeAgain();
    for (const server of ['a', 'b'] as const)
      if ((await t.status(server))?.writer?.node === server) writer = server;
    await t.settled(writer);
  });

  afterEach(async () => {
    for (const server of ['a', 'b'] as const) rmSync(filling(server), { force: true });
    for (const server of ['a', 'b'] as const) {
      if (t.agent(server).hasEnded()) t.startAgent(server);
      // Its hanging commits would be tried again within a minute only.
      if ((await t.status(server))?.self.members === 3) continue;
      await t.nodes[server].process().end();
      await t.nodes[server].start({});
    }
  });

  async function wholeAgain(): Promise<void> {
    await until(
      'three members and two agents that see each other',
      async () => {
        const all = await Promise.all([t.status('a'), t.status('b')]);
        return all.every(
          (status) =>
            status?.self.members === 3 &&
            status.self.canTakeOver &&
            (status.peer.answeredMsAgo ?? 9e9) < 1_000,
        );
      },
      90_000,
    );
  }

  const filling = (server: Server) => join(t.nodes[server].dataPath, 'filling');

  /** Leaves no byte, and lets a shopper find that out. */
  function fillDisk(server: Server): void {
    const file = openSync(filling(server), 'w');
    const block = Buffer.alloc(1 << 20);
    try {
      for (;;) writeSync(file, block);
    } catch (error) {
      expect((error as NodeJS.ErrnoException).code).toBe('ENOSPC');
    } finally {
      closeSync(file);
    }
    void (async () => {
      for (let n = 0; n < 40; n += 1) await t.tryOrder(server, 'x'.repeat(1_900));
    })();
  }

  it('gives the writing up when its disk is full, and the other one goes on without it', async () => {
    const filledAt = performance.now();
    fillDisk(writer);
    await t.settled(other(writer), 40_000);
    figures.push(['disk of the writer full', seconds(filledAt)]);
    expect(await t.tryOrder(other(writer), 'after')).toBe('taken');
  });

  it('leaves the cluster when it is the standby whose disk is full, and the writer goes on', async () => {
    fillDisk(other(writer));
    await until(
      'the standby to be out of the cluster',
      async () => (await t.status(writer))?.self.peerIsMember === false,
      40_000,
    );
    for (let n = 0; n < 40; n += 1) expect(await t.tryOrder(writer, `with one server ${n}`)).toBe('taken');
    expect(await t.holder()).toBe(writer);
  });

  it('is put out by the other one when its agent is dead too, and asks for a restart when it is back', async () => {
    const filledAt = performance.now();
    await t.agent(writer).end();
    fillDisk(writer);
    await t.settled(other(writer), 60_000);
    figures.push(['disk of the writer full and its agent dead', seconds(filledAt)]);
    expect(t.story(other(writer))).toContain('the other data server was put out of the cluster');
    rmSync(filling(writer));
    t.startAgent(writer);
    await until('a request for a restart', () => existsSync(t.restartRequest(writer)), 90_000);
  });

  it('gives the writing up when its writes hang for long', async () => {
    const connection = createConnection({ socketPath: t.nodes[writer].socketPath, user: 'root' });
    connection.on('error', () => undefined);
    const hangsAt = performance.now();
    await new Promise((resolve) => connection.query('FLUSH TABLES WITH READ LOCK', resolve));
    await t.settled(other(writer), 40_000);
    figures.push(['writes of the writer hang', seconds(hangsAt)]);
    connection.destroy();
  });
});
