import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createMetrics, metricCatalogue, metricsToFile, type Metrics, type MetricsOptions } from './index.ts';

interface EmfLine {
  readonly [member: string]: unknown;
  readonly _aws: {
    readonly Timestamp: number;
    readonly CloudWatchMetrics: readonly {
      readonly Namespace: string;
      readonly Dimensions: readonly (readonly string[])[];
      readonly Metrics: readonly {
        readonly Name: string;
        readonly Unit: string;
        readonly StorageResolution?: number;
      }[];
    }[];
  };
}

const running: Metrics[] = [];
afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(running.splice(0).map((metrics) => metrics.stop()));
});

function metricsOf(options: Partial<MetricsOptions> = {}) {
  const lines: EmfLine[] = [];
  const write = (written: readonly string[]) => {
    lines.push(...written.map((line) => JSON.parse(line) as EmfLine));
    return Promise.resolve();
  };
  const metrics = createMetrics({
    shop: 'perfume',
    sink: { write },
    now: () => 1_795_000_000_000,
    ...options,
  });
  running.push(metrics);
  return { metrics, lines };
}

describe('metrics', () => {
  it('write what they gathered as one line that CloudWatch reads', async () => {
    const { metrics, lines } = metricsOf({ properties: { instance: 'i-0abc' } });
    metrics.count('OrdersPlaced');
    metrics.count('OrdersPlaced', 2);
    metrics.gauge('OutboxAge', 9);
    metrics.gauge('OutboxAge', 1.5);
    for (const ms of [10, 10, 200]) metrics.record('RequestLatency', ms);
    await metrics.flush();
    expect(lines).toEqual([
      {
        _aws: {
          Timestamp: 1_795_000_000_000,
          CloudWatchMetrics: [
            {
              Namespace: 'Perfume',
              Dimensions: [['Shop']],
              Metrics: [
                { Name: 'OrdersPlaced', Unit: 'Count' },
                { Name: 'OutboxAge', Unit: 'Seconds' },
                { Name: 'RequestLatency', Unit: 'Milliseconds' },
              ],
            },
          ],
        },
        instance: 'i-0abc',
        Shop: 'perfume',
        OrdersPlaced: 3,
        OutboxAge: 1.5,
        RequestLatency: {
          Values: [expect.closeTo(10, -0.2), 200],
          Counts: [2, 1],
          Min: 10,
          Max: 200,
          Sum: 220,
          Count: 3,
        },
      },
    ]);
  });

  it('say zero for a count that was not zero before, and nothing of a gauge that nobody told', async () => {
    const { metrics, lines } = metricsOf();
    metrics.count('Errors5xx', 4);
    metrics.gauge('OutboxAge', 3);
    await metrics.flush();
    await metrics.flush();
    expect(lines.map((line) => [line['Errors5xx'], line['OutboxAge']])).toEqual([
      [4, 3],
      [0, undefined],
    ]);
  });

  it('write nothing when there is nothing to say', async () => {
    const { metrics, lines } = metricsOf();
    await metrics.flush();
    expect(lines).toEqual([]);
  });

  it('count what a running total has grown by, also after it began anew', async () => {
    const { metrics, lines } = metricsOf();
    for (const total of [10, 25, 25, 4]) {
      metrics.countTotal('PageCacheHits', total);
      await metrics.flush();
    }
    expect(lines.map((line) => line['PageCacheHits'])).toEqual([10, 15, 0, 4]);
  });

  it('keep what belongs to one server apart from what belongs to the shop', async () => {
    const { metrics, lines } = metricsOf({ server: 'a' });
    metrics.gauge('HoldsAddress', 1);
    metrics.count('OrdersPaid');
    await metrics.flush();
    expect(lines.map((line) => line._aws.CloudWatchMetrics[0]?.Dimensions)).toEqual([
      [['Shop']],
      [['Shop', 'Server']],
    ]);
    expect(lines[1]).toMatchObject({ Shop: 'perfume', Server: 'a', HoldsAddress: 1 });
    expect(lines[0]).not.toHaveProperty('HoldsAddress');
  });

  it('are kept to the second where they are written more often than once a minute', async () => {
    const { metrics, lines } = metricsOf({ intervalSeconds: 10 });
    metrics.count('FailoverLoops');
    await metrics.flush();
    expect(lines[0]?._aws.CloudWatchMetrics[0]?.Metrics).toEqual([
      { Name: 'FailoverLoops', Unit: 'Count', StorageResolution: 1 },
    ]);
  });

  it('are written once per interval, and at the end', async () => {
    vi.useFakeTimers();
    const { metrics, lines } = metricsOf({ intervalSeconds: 60 });
    for (let request = 0; request < 10_000; request += 1) metrics.count('Requests');
    await vi.advanceTimersByTimeAsync(59_000);
    expect(lines).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1_000);
    metrics.count('Requests');
    await metrics.stop();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(lines.map((line) => line['Requests'])).toEqual([10_000, 1]);
  });

  it('ask those who keep figures of their own, and go on without one that fails or hangs', async () => {
    vi.useFakeTimers();
    const errors: unknown[] = [];
    const { metrics, lines } = metricsOf({ onError: (error) => errors.push(error) });
    metrics.collect(() => Promise.reject(new Error('away')));
    metrics.collect(() => new Promise(() => undefined));
    metrics.collect(() => metrics.gauge('ProcessMemory', 7));
    const flushed = metrics.flush();
    await vi.advanceTimersByTimeAsync(10_000);
    await flushed;
    expect(lines[0]).toMatchObject({ ProcessMemory: 7 });
    running.length = 0;
  });

  it('tell of a line that cannot be written', async () => {
    const errors: unknown[] = [];
    const full = new Error('no space left');
    const { metrics } = metricsOf({
      sink: { write: () => Promise.reject(full) },
      onError: (error) => errors.push(error),
    });
    metrics.count('Requests');
    await metrics.flush();
    expect(errors).toEqual([full]);
    running.length = 0;
  });

  it.each([
    [{ intervalSeconds: 5 }, /10 to 300 seconds/],
    [{ shop: 'my shop' }, /cannot name a shop/],
    [{ server: '' }, /cannot name a shop or a server/],
    [{ properties: { Shop: 'x' } }, /name of a metric or a dimension/],
  ])('refuse %j with what is wrong', (options, message) => {
    expect(() => metricsOf(options)).toThrow(message);
  });

  it('fit into what one line may hold, all of them at once', () => {
    expect(Object.keys(metricCatalogue).length).toBeLessThanOrEqual(100);
  });
});

describe('a file of metrics', () => {
  it('grows by whole lines, and is put aside when it is full', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'metrics-'));
    const path = join(folder, 'metrics.log');
    const sink = metricsToFile(path, 20);
    for (const line of ['first line', 'second line', 'third line']) await sink.write([line]);
    expect(await readFile(`${path}.1`, 'utf8')).toBe('first line\nsecond line\n');
    expect(await readFile(path, 'utf8')).toBe('third line\n');
    await rm(folder, { recursive: true });
  });
});
