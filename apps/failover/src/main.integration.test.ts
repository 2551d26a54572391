import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { controlServer, type ControlServer } from './control/control-server.ts';
import { holdFile } from './control/hold-file.ts';
import { orderBook, type OrderBook } from './control/orders.ts';
import type { Status } from './control/status.ts';
import { wellStatus } from './testing/status.ts';

let runtime: string;
let server: ControlServer | undefined;
let status: Status | undefined;
let orders: OrderBook;

beforeEach(() => {
  runtime = mkdtempSync(join(tmpdir(), 'perfume-cli-'));
  status = wellStatus;
});
afterEach(async () => {
  await server?.close();
  server = undefined;
  rmSync(runtime, { recursive: true });
});

async function runAgent(): Promise<void> {
  orders = orderBook({
    hold: holdFile(join(runtime, 'hold.json')),
    switchMs: 30_000,
    now: () => performance.now(),
  });
  server = await controlServer(join(runtime, 'agent.sock'), orders, () => status);
}

async function failover(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], {
    env: { PATH: process.env['PATH'], FAILOVER_RUNTIME_PATH: runtime },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const code = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await code, out, err };
}

describe('failover, for people', () => {
  it('shows the status in words and as JSON', async () => {
    await runAgent();
    expect(await failover('status')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^a is the writer/) as string,
    });
    const { out } = await failover('status', '--json');
    expect(JSON.parse(out)).toEqual(wellStatus);
  });

  it('holds for a while and releases', async () => {
    await runAgent();
    expect((await failover('hold', '--for', '5m')).out).toContain('on hold for 5 min');
    expect(orders.current('a').holdMs).toBeGreaterThan(290_000);
    expect((await failover('release')).out).toContain('The hold is over.');
    expect(await failover('hold', '--for', 'long')).toMatchObject({ code: 1 });
  });

  it('switches and waits until it is done', async () => {
    await runAgent();
    const switching = failover('switch');
    await expect.poll(() => orders.current('a').switchTo, { timeout: 20_000 }).toBe('b');
    status = {
      ...wellStatus,
      sentence: 'b is the writer; a stands by.',
      writer: { node: 'b', term: 4, forMs: 1 },
      address: { ...wellStatus.address, holder: 'b' },
    };
    const { code, out } = await switching;
    expect(code).toBe(0);
    expect(out).toContain('The writing moves from a to b.');
    expect(out).toContain('Done: b is the writer and holds the address.');
  });

  it('says why it does not switch', async () => {
    await runAgent();
    status = { ...wellStatus, self: { ...wellStatus.self, peerIsMember: false } };
    expect(await failover('switch')).toMatchObject({ code: 1, err: 'No switch: b is not in the cluster.\n' });
  });

  it('says what to do where no agent runs', async () => {
    const { code, err } = await failover('status');
    expect(code).toBe(3);
    expect(err).toContain('No agent runs here');
  });

  it.each([['fly'], ['status', 'now'], ['status', '--for', '3m'], ['hold', '--json'], ['--nonsense']])(
    'explains itself to whoever types %s %s',
    async (...args) => {
      const { code, err } = await failover(...args);
      expect(code).toBe(2);
      expect(err).toContain('failover switch');
    },
  );

  it('names what an agent is missing at its start', async () => {
    const { code, err } = await failover('run');
    expect(code).toBe(2);
    expect(err).toContain('ELASTIC_IP_ALLOCATION_ID is not set');
  });
});
