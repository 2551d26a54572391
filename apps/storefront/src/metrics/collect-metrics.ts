import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Cache } from '@perfume/cache-client';
import { DatabaseUnavailable } from '@perfume/db-client';
import type { Metrics } from '@perfume/telemetry';
import type { LiveCatalogueIndex } from '../catalogue-index/index.ts';
import type { ShopDatabase } from '../database/index.ts';
import { readBacklog } from '../outbox/index.ts';
import type { PageCache } from '../page-cache/index.ts';

/** How often the event loop is looked at, in ms: a delay is known to within this. */
const lookEveryMs = 20;

/** What keeps figures of its own, read once per interval. */
export interface MetricSources {
  readonly database: ShopDatabase;
  readonly cache: Cache;
  /** The cache that pages are shared through. */
  readonly pages: Cache;
  readonly pageCache: PageCache | undefined;
  readonly index: Pick<LiveCatalogueIndex, 'lastReadAt'>;
  readonly now: () => Date;
}

/**
 * Tells the metrics what the parts of the shop have counted by themselves. The page cache counts its answers with plain
 * numbers; nothing here runs for a request.
 */
export function collectMetrics(metrics: Metrics, sources: MetricSources): void {
  const loop = monitorEventLoopDelay({ resolution: lookEveryMs });
  loop.enable();
  metrics.collect(() => {
    collectPages(metrics, sources);
    collectCache(metrics, sources);
    collectDatabase(metrics, sources);
    metrics.gauge('EventLoopDelay', Math.max(0, loop.max / 1e6 - lookEveryMs));
    loop.reset();
    metrics.gauge('ProcessMemory', process.memoryUsage.rss());
  });
  metrics.collect(() => collectOutbox(metrics, sources));
}

function collectPages(metrics: Metrics, { pageCache, index }: MetricSources): void {
  metrics.gauge('CatalogueFeedAge', (performance.now() - index.lastReadAt()) / 1_000);
  if (!pageCache) return;
  const { hits, misses, sharedHits, withoutStock, bytes } = pageCache.state();
  // Kept pages are answered before a request is logged and counted.
  metrics.countTotal('Requests', hits);
  metrics.countTotal('PageCacheHits', hits);
  metrics.countTotal('PageCacheMisses', misses);
  metrics.countTotal('PageCacheSharedHits', sharedHits);
  metrics.countTotal('PageCacheWithoutStock', withoutStock);
  metrics.gauge('PageCacheBytes', bytes);
}

function collectCache(metrics: Metrics, { cache, pages }: MetricSources): void {
  const { hits, misses, failures, shared } = cache.state();
  const ofPages = pages.state();
  metrics.countTotal('CacheHits', hits);
  metrics.countTotal('CacheMisses', misses);
  metrics.countTotal('CacheFailures', failures + ofPages.failures);
  const isAway = [shared, ofPages.shared].some((state) => state === 'open' || state === 'half-open');
  metrics.gauge('CacheBreakerOpen', Number(isAway));
}

function collectDatabase(metrics: Metrics, { database }: MetricSources): void {
  const state = database.state();
  const { '1': soon = 0, '500': slow = 0, more = 0 } = state.waits.upToMs;
  metrics.countTotal('DatabaseWaits', state.waits.count - soon);
  metrics.countTotal('DatabaseSlowWaits', slow + more);
  metrics.countTotal('DatabaseRefused', state.refused);
  metrics.countTotal('DatabaseFailovers', state.poolsDropped);
  metrics.countTotal('DatabaseTimeouts', state.queryTimeouts);
  metrics.countTotal('DatabaseRetries', state.transactionsRetried);
  metrics.gauge('DatabaseBreakerOpen', Number(state.breaker !== 'closed'));
}

/** While the database is away nobody knows how far the outbox is behind: then it is not told. */
async function collectOutbox(metrics: Metrics, { database, now }: MetricSources): Promise<void> {
  try {
    const { oldestSeconds, failed } = await readBacklog(database.query, now());
    metrics.gauge('OutboxAge', oldestSeconds);
    metrics.gauge('OutboxFailed', failed);
  } catch (error) {
    if (!(error instanceof DatabaseUnavailable)) throw error;
  }
}
