import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createHealth, elbTimings, setElbTimings, watchEventLoop, type Health } from './index.ts';

let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function serve(
  health: Health,
): Promise<(path: string, headers?: Record<string, string>) => Promise<Response>> {
  const listening = createServer((req, res) => health.handler(req, res, () => res.end('shop')));
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const { port } = listening.address() as AddressInfo;
  return (path, headers = {}) => fetch(`http://127.0.0.1:${port}${path}`, { headers });
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

  it('is out while its event loop has stood still lately, and back in by itself', async () => {
    let longestMs = 0;
    const health = createHealth({ eventLoop: () => ({ longestMs, longestEverMs: 9_000 }) });
    const get = await serve(health);
    health.markReady();
    const statuses: number[] = [];
    for (const delay of [4_000, 4_001, 20]) {
      longestMs = delay;
      statuses.push((await get('/health/ready')).status);
    }
    expect(statuses).toEqual([200, 503, 200]);
  });

  it('tells people the details, kept by no cache', async () => {
    const health = createHealth({ details: () => Promise.resolve({ database: { breaker: 'closed' } }) });
    const get = await serve(health);
    const answer = await get('/health/details');
    expect(await answer.json()).toMatchObject({ status: 'starting', database: { breaker: 'closed' } });
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('tells them to nobody who comes through a load balancer', async () => {
    const get = await serve(createHealth({ details: () => ({ database: 'away' }) }));
    const answer = await get('/health/details', { 'X-Forwarded-For': '203.0.113.7' });
    expect(await answer.text()).toBe('shop');
  });

  it('tells everybody which release runs', async () => {
    const get = await serve(createHealth({ release: '2026-11-24-1a2b3c' }));
    const answer = await get('/health/live', { 'X-Forwarded-For': '203.0.113.7' });
    expect(await answer.json()).toEqual({ status: 'live', release: '2026-11-24-1a2b3c' });
  });

  it('tells what it can when the details cannot be had', async () => {
    const health = createHealth({ details: () => Promise.reject(new Error('the database is away')) });
    const answer = await (await serve(health))('/health/details');
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ status: 'starting', details: 'the database is away' });
  });
});

describe('the event loop', () => {
  it('is known by how late its turns come, for ten seconds', () => {
    vi.useFakeTimers();
    let at = 0;
    const state = watchEventLoop(() => at);
    const pass = (ms: number) => {
      at += ms;
      vi.advanceTimersByTime(100);
    };
    try {
      pass(100);
      pass(130);
      expect(state()).toEqual({ longestMs: 30, longestEverMs: 30 });
      at += 5_100;
      expect(state().longestMs).toBe(5_000);
      pass(0);
      expect(state().longestMs).toBe(5_000);
      for (let turn = 0; turn < 110; turn += 1) pass(100);
      expect(state()).toEqual({ longestMs: 0, longestEverMs: 5_000 });
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('the timings of the load balancer', () => {
  it('leave a server that never hangs up first', () => {
    const elb = createServer();
    setElbTimings(elb);
    expect(elb.keepAliveTimeout).toBe(65_000);
    expect(elb.headersTimeout).toBe(66_000);
    expect(elb.keepAliveTimeout).toBeGreaterThan(elbTimings.idleSeconds * 1_000);
  });
});
