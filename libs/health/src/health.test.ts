import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createHealth, type Health } from './index.ts';

let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function serve(health: Health): Promise<(path: string) => Promise<Response>> {
  const listening = createServer((req, res) => health.handler(req, res, () => res.end('shop')));
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const { port } = listening.address() as AddressInfo;
  return (path) => fetch(`http://127.0.0.1:${port}${path}`);
}

describe('health', () => {
  it('lets the load balancer in when the shop is ready and out when it drains', async () => {
    const health = createHealth();
    const get = await serve(health);
    const statuses = [(await get('/health/ready')).status];
    health.markReady();
    statuses.push((await get('/health/ready?elb')).status);
    health.markDraining();
    statuses.push((await get('/health/ready')).status);
    expect(statuses).toEqual([503, 200, 503]);
    expect((await get('/health/live')).status).toBe(200);
  });

  it('still serves while draining, and asks the connection to go', async () => {
    const health = createHealth();
    const get = await serve(health);
    health.markDraining();
    const answer = await get('/products/x');
    expect([await answer.text(), answer.headers.get('connection')]).toEqual(['shop', 'close']);
  });

  it('tells people the details, kept by no cache', async () => {
    const health = createHealth({ details: () => ({ database: { breaker: 'closed' } }) });
    const get = await serve(health);
    const answer = await get('/health/details');
    expect(await answer.json()).toMatchObject({ status: 'starting', database: { breaker: 'closed' } });
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });
});
