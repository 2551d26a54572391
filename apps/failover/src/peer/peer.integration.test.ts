import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { freePort } from '@perfume/local-services';
import type { PublishedState } from '../decide/observation.ts';
import { peerIsWell } from '../testing/scenario.ts';
import { peerClient, type PeerClient } from './peer-client.ts';
import { peerServer, type PeerServer } from './peer-server.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function serve(state: () => PublishedState | undefined): Promise<number> {
  const port = await freePort(24_570);
  const server: PeerServer = peerServer({ host: '127.0.0.1', port, state, onTrouble: () => undefined });
  open.push(server);
  await pause(50);
  return port;
}

function ask(port: number, peer: 'a' | 'b' = 'b'): PeerClient {
  const client = peerClient({ host: '127.0.0.1', port, peer, deadlineMs: 500 });
  open.push(client);
  return client;
}

describe('two agents over the tunnel', () => {
  it('tell each other everything that the decision takes', async () => {
    const state: PublishedState = {
      ...peerIsWell,
      writer: { node: 'b', term: 7 },
      relief: 'its disk is full',
      asksForWriting: true,
      holdMs: 12_000,
    };
    expect(await ask(await serve(() => state)).ask()).toEqual(state);
  });

  it('have no answer for each other before the first decision', async () => {
    await expect(ask(await serve(() => undefined)).ask()).rejects.toThrow();
  });

  it('take no answer of themselves for one of the peer', async () => {
    await expect(ask(await serve(() => peerIsWell), 'a').ask()).rejects.toThrow('is b, not a');
  });

  it('are over with a peer that hangs in time', async () => {
    const hanging = createServer(() => undefined);
    await new Promise<void>((resolve) => hanging.listen(0, '127.0.0.1', resolve));
    open.push({
      close: () => {
        hanging.closeAllConnections();
        hanging.close();
      },
    });
    await expect(ask((hanging.address() as AddressInfo).port).ask()).rejects.toThrow();
  });

  it('answer nothing but the question for the state', async () => {
    const port = await serve(() => peerIsWell);
    for (const [method, path] of [
      ['POST', '/v1/state'],
      ['GET', '/'],
    ] as const) {
      const { ok } = await fetch(`http://127.0.0.1:${port}${path}`, { method });
      expect(ok).toBe(false);
    }
  });

  it('listen as soon as the address is there', async () => {
    const port = await freePort(24_600);
    const blocker = createServer();
    await new Promise<void>((resolve) => blocker.listen(port, '127.0.0.1', resolve));
    const troubles: string[] = [];
    const server = peerServer({
      host: '127.0.0.1',
      port,
      state: () => peerIsWell,
      onTrouble: (reason) => troubles.push(reason),
    });
    open.push(server);
    await pause(100);
    expect(troubles).toEqual(['EADDRINUSE']);
    await new Promise((resolve) => blocker.close(resolve));
    await expect
      .poll(
        () =>
          ask(port)
            .ask()
            .catch(() => undefined),
        { timeout: 10_000 },
      )
      .toEqual(peerIsWell);
  });
});
