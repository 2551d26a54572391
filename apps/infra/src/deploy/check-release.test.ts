import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { checkRelease } from './check-release.ts';

let server: Server | undefined;

afterEach(async () => {
  server?.close();
  if (server) await once(server, 'close');
  server = undefined;
});

async function listen(listener: RequestListener): Promise<string> {
  server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const page = '<!doctype html><html><link rel="stylesheet" href="/assets/shop-abc.css"><p>Hello</html>';

/** A shop whose requests for its health are answered by these releases in turn, the last one for good. */
function shop(
  releases: string[],
  answers: Readonly<Record<string, string>> = { '/': page, '/assets/shop-abc.css': '' },
) {
  const connections = new Set<unknown>();
  const listener: RequestListener = (req, res) => {
    connections.add(req.socket);
    const path = req.url ?? '';
    const release = releases.length > 1 ? releases.shift() : releases[0];
    if (path === '/health/live') res.end(JSON.stringify({ release }));
    else if (answers[path] === undefined) res.writeHead(404).end();
    else res.end(answers[path]);
  };
  return { listener, connections };
}

/** Long enough for a machine that does other things too, where the release does come into service. */
const patient = { answers: 3, everyMs: 1, longestMs: 60_000 };
const quick = { ...patient, longestMs: 300 };

vi.setConfig({ testTimeout: 60_000 });

describe('a release', () => {
  it('is in service once it answers again and again, over connections of their own, and its page comes', async () => {
    const { listener, connections } = shop(['old', 'new', 'new', 'old', 'new']);
    await checkRelease({ url: await listen(listener), release: 'new', ...patient });
    // Two right answers before the last wrong one do not count.
    expect(connections.size).toBe(5 + 2 + 2);
  });

  it('is asked for at the load balancer under the name of the shop, before its DNS leads there', async () => {
    const hosts = new Set<string | undefined>();
    const { listener } = shop(['new']);
    const url = await listen((req, res) => {
      hosts.add(req.headers.host);
      listener(req, res);
    });
    const { port } = new URL(url);
    await checkRelease({
      url: `http://www.shop.invalid:${port}`,
      connectTo: '127.0.0.1',
      release: 'new',
      ...patient,
    });
    expect([...hosts]).toEqual([`www.shop.invalid:${port}`]);
  });

  it('is not in service while another one answers too', async () => {
    const { listener } = shop(
      Array.from({ length: 10_000 }, (_, index) => (index % 3 === 2 ? 'old' : 'new')),
    );
    await expect(checkRelease({ url: await listen(listener), release: 'new', ...quick })).rejects.toThrow(
      /does not answer with release new 3 times in a row .* instead: old/,
    );
  });

  it.each([
    ['its start page does not come', { '/assets/shop-abc.css': '' }, /start page does not come \(404\)/],
    [
      'a file that its page names is not there',
      { '/': page },
      /names \/assets\/shop-abc\.css, which does not come \(404\)/,
    ],
  ])('is not in service when %s', async (_, answers, words) => {
    const { listener } = shop(['new'], answers);
    await expect(checkRelease({ url: await listen(listener), release: 'new', ...patient })).rejects.toThrow(
      words,
    );
  });

  it('is not in service when nobody answers', async () => {
    const url = await listen(() => undefined);
    server?.close();
    await expect(checkRelease({ url, release: 'new', ...quick })).rejects.toThrow(/instead: .*ECONNREFUSED/);
    server = undefined;
  });
});
