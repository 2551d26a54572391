import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { durationMs } from '../cli/orders.ts';
import { holdFile } from './hold-file.ts';
import { orderBook } from './orders.ts';
import { wellStatus as status } from '../testing/status.ts';
import { describeStatus, forHowLong } from './status.ts';

let folder: string;
let clock: number;
const book = () =>
  orderBook({
    hold: holdFile(join(folder, 'state/hold.json'), () => clock),
    switchMs: 30_000,
    now: () => clock,
  });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'perfume-orders-'));
  clock = Date.parse('2026-11-24T12:00:00Z');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('an ordered switch', () => {
  it('goes to the server that is not the writer, wherever it was ordered', () => {
    expect(book().orderSwitch(status)).toMatchObject({ ok: true, switchTo: 'b' });
    const atStandby = { ...status, node: 'b', peer: { ...status.peer, node: 'a' } } as const;
    expect(book().orderSwitch(atStandby)).toMatchObject({ ok: true, switchTo: 'b' });
  });

  it('is over when it has come to pass, or when its time is up', () => {
    const done = book();
    done.orderSwitch(status);
    expect(done.current('a').switchTo).toBe('b');
    expect(done.current('b').switchTo).toBeUndefined();
    const late = book();
    late.orderSwitch(status);
    clock += 30_000;
    expect(late.current('a').switchTo).toBeUndefined();
  });

  it.each([
    ['moves are on hold', { holdMs: 61_000 }, 'moves are on hold for 1 min 1 s more (failover release)'],
    ['there is no writer', { writer: null }, 'nobody is the writer yet'],
    ['another one is under way', { switchTo: 'b' as const }, 'a switch to b is under way already'],
    ['the peer is gone', { self: { ...status.self, peerIsMember: false } }, 'b is not in the cluster'],
    [
      'the tunnel is cut',
      { peer: { ...status.peer, answeredMsAgo: 5_000 } },
      'does not answer through the tunnel',
    ],
    [
      'the peer could not serve',
      { peer: { ...status.peer, canTakeOver: false, reason: 'its disk is full' } },
      'b could not take over: its disk is full',
    ],
  ])('is refused with the reason when %s', (_, change, reason) => {
    const reply = book().orderSwitch({ ...status, ...change });
    expect(reply.ok).toBe(false);
    expect(reply.message).toContain(reason);
  });
});

describe('a hold', () => {
  it('lasts as long as was ordered, also when the agent is started anew', async () => {
    const orders = book();
    const { message } = await orders.hold(1_800_000);
    expect(message).toContain('Automatic moves are on hold for 30 min');
    expect(message).toContain('Order it on the other data server too');
    clock += 600_000;
    expect(book().current('a').holdMs).toBe(1_200_000);
    clock += 1_200_000;
    expect(orders.current('a').holdMs).toBe(0);
  });

  it('ends when it is released', async () => {
    const orders = book();
    await orders.hold(60_000);
    expect((await orders.release()).message).toBe('The hold is over.');
    expect(orders.current('a').holdMs).toBe(0);
    expect(book().current('a').holdMs).toBe(0);
    expect((await orders.release()).message).toBe('There was no hold here.');
  });

  it('is never longer than a day, whatever the file says', async () => {
    await book().hold(1_000);
    const path = join(folder, 'state/hold.json');
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ until: '2026-11-24T12:00:01.000Z' });
    clock -= 10 * 86_400_000;
    expect(book().current('a').holdMs).toBe(86_400_000);
  });

  it.each([
    ['90s', 90_000],
    ['30m', 1_800_000],
    ['24h', 86_400_000],
  ])('takes %s', (text, ms) => expect(durationMs(text)).toBe(ms));

  it.each(['', '30', '0s', '25h', '1d', '-5m'])('does not take "%s"', (text) => {
    expect(() => durationMs(text)).toThrow('write it as 90s, 30m or 2h');
  });
});

describe('the status', () => {
  it('says in a few lines what is so', () => {
    expect(
      describeStatus({ ...status, alarms: ['The witness is not in the cluster.'], holdMs: 60_000 }),
    ).toBe(
      `a is the writer and holds the address.
  writer   a (term 3, for 1 min 30 s)
  address  a (eni-a), asked 0.7 s ago
  a, here  Synced, in the majority of 3; gate open; looked at 0.1 s ago, wrote 0.4 s ago; disk 20000 MiB free; could take over
  b        a member; its agent answered 0.1 s ago; gate closed; could take over
  hold     automatic moves are on hold for 1 min more
  alarm    The witness is not in the cluster.`,
    );
  });

  it('writes times as people read them', () => {
    expect([400, 61_000, 3_600_000, 93_784_000].map(forHowLong)).toEqual([
      '0 s',
      '1 min 1 s',
      '1 h',
      '1 d 2 h',
    ]);
  });
});
