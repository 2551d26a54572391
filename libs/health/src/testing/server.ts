import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHealth, drainOnSignal, setElbTimings } from '../index.ts';

/** A server for the tests of draining: each answer takes a little, and its port is the first line that it prints. */
const answerMs = 30;

const health = createHealth();
const server = createServer((req, res) =>
  health.handler(req, res, () => setTimeout(() => res.end('answered'), answerMs)),
);
setElbTimings(server);
drainOnSignal({
  server,
  health,
  drainSeconds: Number(process.env['DRAIN_SECONDS']),
  finishSeconds: 1,
  close: () => Promise.resolve(),
});
server.listen(0, '127.0.0.1', () => {
  health.markReady();
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
