import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { createHealth, drainOnSignal, setElbTimings } from '../index.ts';

/**
 * A server for the tests of health and draining. Each answer takes a little, or `?ms=` long; `/block?ms=` holds up the event
 * loop. Its port is the first line that it prints.
 */
const health = createHealth({ longestBlockMs: 400 });

const server = createServer((req, res) =>
  health.handler(req, res, () => {
    const { pathname, searchParams } = new URL(req.url ?? '/', 'http://server.test');
    const ms = Number(searchParams.get('ms') ?? 30);
    if (pathname === '/block') {
      const until = performance.now() + ms;
      while (performance.now() < until);
      res.end('blocked');
    } else void pause(ms).then(() => res.end('answered'));
  }),
);
setElbTimings(server);
drainOnSignal({
  server,
  health,
  drainSeconds: Number(process.env['DRAIN_SECONDS']),
  finishSeconds: 5,
  closeSeconds: 1,
  close: () => (process.env['CLOSE'] === 'hangs' ? new Promise(() => undefined) : Promise.resolve()),
});
server.listen(0, '127.0.0.1', () => {
  health.markReady();
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
