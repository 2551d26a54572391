import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gate } from '../../test/support/payments.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/test-database.ts';
import { messageId } from '../mail/mailer.ts';
import {
  enqueue,
  readBacklog,
  removeDoneWork,
  workOutbox,
  type OutboxHandler,
  type OutboxJob,
} from './index.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.close());

let at = new Date('2026-11-24T10:00:00.000Z');
const later = (seconds: number) => {
  at = new Date(at.getTime() + seconds * 1000);
};
const logger = pino({ level: 'silent' });
const promise = (kind: string, dedupeKey: string) =>
  test.database.transaction((trx) => enqueue(trx, { kind, dedupeKey, payload: { id: 1 }, at }));
const worker =
  (kind: string, run: OutboxHandler['run'], attempts = 5) =>
  () =>
    workOutbox({ database: test.database, handlers: { [kind]: { run, attempts } }, now: () => at, logger });
const rows = (kind: string) =>
  test.database.query.selectFrom('outbox').selectAll().where('kind', '=', kind).execute();

describe('the outbox', () => {
  it('keeps nothing of a transaction that was rolled back', async () => {
    await expect(
      test.database.transaction(async (trx) => {
        await enqueue(trx, { kind: 'a', dedupeKey: '1', payload: {}, at });
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    expect(await rows('a')).toEqual([]);
  });

  it('does each piece of work once under several workers', async () => {
    for (let id = 0; id < 40; id += 1) await promise('b', String(id));
    await promise('b', '0');
    const done: string[] = [];
    const work = worker('b', (job) => {
      done.push(job.dedupeKey);
      return Promise.resolve();
    });
    for (let round = 0; round < 4; round += 1) await Promise.all([work(), work(), work()]);
    expect([...done].sort()).toEqual(Array.from({ length: 40 }, (_, id) => String(id)).sort());
    expect(await work()).toBe(0);
  });

  it('leaves work alone that another worker has leased', async () => {
    await promise('c', '1');
    const running = gate();
    const finish = gate();
    const first = worker('c', async () => {
      running.open();
      await finish.opened;
    })();
    await running.opened;
    expect(await worker('c', () => Promise.reject(new Error('must not run')))()).toBe(0);
    finish.open();
    await first;
    expect((await rows('c'))[0]?.done_at).toEqual(at);
  });

  it('does work again after a crash between doing and noting, under the same Message-ID', async () => {
    await promise('d', '1');
    const sent: string[] = [];
    const send = (job: OutboxJob) => sent.push(messageId(`${job.kind}:${job.dedupeKey}`, 'shop.test'));
    const crashed = gate();
    void worker('d', async (job) => {
      send(job);
      crashed.open();
      await new Promise(() => undefined);
    })();
    await crashed.opened;
    const next = worker('d', (job) => {
      send(job);
      return Promise.resolve();
    });
    expect(await next()).toBe(0);
    later(121);
    expect(await next()).toBe(1);
    expect(sent).toHaveLength(2);
    expect(new Set(sent).size).toBe(1);
  });

  it('ignores the outcome of a worker whose lease was taken over', async () => {
    await promise('e', '1');
    const started = gate();
    const slow = gate();
    const first = worker('e', async () => {
      started.open();
      await slow.opened;
      throw new Error('too slow');
    })();
    await started.opened;
    later(121);
    await worker('e', () => Promise.resolve())();
    slow.open();
    await first;
    expect((await rows('e'))[0]).toMatchObject({ last_error: null, failed_at: null });
  });

  it('tries again later and later, then asks for a person for an hour, and keeps no message that may hold an address', async () => {
    await promise('f', '1');
    let tries = 0;
    const work = worker(
      'f',
      () => {
        tries += 1;
        return Promise.reject(
          Object.assign(new Error('no such user ada@example.com'), { code: 'EENVELOPE' }),
        );
      },
      3,
    );
    await work();
    expect(await work()).toBe(0);
    later(7);
    await work();
    later(7);
    expect(await work()).toBe(0);
    later(7);
    await work();
    const failed = async () => (await readBacklog(test.database.query, at)).failed;
    expect(await failed()).toBe(1);
    later(3_600);
    await work();
    expect(tries).toBe(3);
    expect(await failed()).toBe(0);
    expect((await rows('f'))[0]).toMatchObject({ last_error: 'Error EENVELOPE', done_at: null });
    expect((await rows('f'))[0]?.failed_at).not.toBeNull();
  });

  it('removes what was done long ago and keeps what failed', async () => {
    later(31 * 86_400);
    expect(await removeDoneWork(test.database.query, at)).toBeGreaterThan(40);
    expect((await rows('f')).length).toBe(1);
  });
});
