import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startComposedShop } from '../../test/support/composed-shop.ts';
import { fillSmallShop } from '../../test/support/small-shop.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/test-database.ts';
import { enqueue } from '../outbox/index.ts';

let test: TestDatabase;
let folder: string;
beforeAll(async () => {
  test = await createTestDatabase();
  await fillSmallShop(test.database);
  folder = await mkdtemp(join(tmpdir(), 'shop-metrics-'));
});
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true });
});

describe('the metrics of a shop', () => {
  it('tell what it has answered, kept pages included, and how far its work is behind', async () => {
    const at = new Date(Date.now() - 90_000);
    await test.database.transaction((trx) =>
      enqueue(trx, { kind: 'nobody works on this', dedupeKey: '1', payload: {}, at }),
    );
    const file = join(folder, 'metrics.log');
    const shop = await startComposedShop(test.url, {
      METRICS: file,
      SHOP_NAME: 'perfume-test',
      INSTANCE_ID: 'i-0abc',
    });
    // The first makes the page, the others get the one that was kept.
    for (let request = 0; request < 5; request += 1) await shop.text('/');
    await shop.text('/no/such/page');
    await shop.stop();

    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
    expect(lines).toHaveLength(1);
    const line = JSON.parse(lines[0] ?? '') as Record<string, number>;
    expect(line).toMatchObject({
      Shop: 'perfume-test',
      instance: 'i-0abc',
      Requests: 6,
      PageCacheHits: 4,
      Errors4xx: 1,
      DatabaseBreakerOpen: 0,
      DatabaseFailovers: 0,
      OutboxFailed: 0,
      RequestLatency: { Count: 2 },
    });
    expect(line.OutboxAge).toBeGreaterThanOrEqual(90);
    expect(line.OutboxAge).toBeLessThan(600);
    expect(line.CatalogueFeedAge).toBeLessThan(60);
    expect(line.ProcessMemory).toBeGreaterThan(10_000_000);
  });
});
