import type { Logger } from 'pino';
import type { ShopDatabase } from '../../database/index.ts';
import type { CatalogueIndex } from '../../listing/model.ts';
import { CatalogueEngine } from '../engine.ts';
import { FeedReader } from './feed-reader.ts';
import { loadStore, takeInChanged, takeInNames, type Source } from './take-in.ts';

export interface CatalogueIndexDependencies {
  readonly database: ShopDatabase;
  /** ISO 4217; only prices in it count. */
  readonly currency: string;
  readonly now: () => Date;
  readonly logger: Pick<Logger, 'info' | 'warn'>;
  /** From 0 (inclusive) to 1 (exclusive); jitter comes from it. Default: Math.random. */
  readonly random?: () => number;
}

export interface LiveCatalogueIndex extends CatalogueIndex {
  /** Begins to follow the change feed. Default: every 1,000 ms. */
  follow(everyMs?: number): void;
  /**
   * Takes in, now, everything that has changed.
   * @throws when the database does not answer; what was known before is served on
   */
  refresh(): Promise<void>;
  close(): void;
}

const followEveryMs = 1_000;
/** The longest wait after failed reads. */
const longestWaitMs = 15_000;
/** Columns are built anew when more than this share of them is no longer used, and they are not tiny. */
const mostWaste = 0.4;
const tinyCatalogue = 2_000;

/**
 * The catalogue in memory, loaded in full.
 * @throws DatabaseUnavailable when it cannot be read
 */
export async function createCatalogueIndex({
  database,
  currency,
  now,
  logger,
  random = Math.random,
}: CatalogueIndexDependencies): Promise<LiveCatalogueIndex> {
  const source: Source = { queries: database.query, currency, now };
  const feed = new FeedReader(source.queries, () => performance.now());
  let store = await load();
  let engine = new CatalogueEngine(store, currency, now);
  let loadedAt = now();
  /** Everything up to this entry of the feed has been taken in. */
  let takenInId = feed.lastId;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  /** Changes that were read from the feed and could not be taken in yet. */
  const open = { products: new Set<number>(), names: false, everything: false };
  let failures = 0;
  let closed = false;

  async function load() {
    const startedAt = performance.now();
    await feed.begin();
    const loaded = await loadStore(source);
    logger.info(
      {
        products: loaded.active.count,
        variants: loaded.variantCount,
        milliseconds: Math.round(performance.now() - startedAt),
      },
      'catalogue loaded',
    );
    return loaded;
  }

  async function loadAnew(): Promise<void> {
    const loaded = await load();
    store = loaded;
    engine = new CatalogueEngine(store, currency, now);
    loadedAt = now();
    takenInId = feed.lastId;
  }

  async function takeInChanges(): Promise<void> {
    for (const { subject, subjectId } of await feed.read()) {
      if (subject === 'product') {
        if (subjectId === 0) open.everything = true;
        else open.products.add(subjectId);
      } else if (subject !== 'collection') open.names = true;
    }
    const wasteful = store.waste > mostWaste && store.products.count > tinyCatalogue;
    if (open.everything || wasteful) {
      await loadAnew();
      Object.assign(open, { everything: false, names: false });
      open.products.clear();
      return;
    }
    if (open.names) {
      await takeInNames(store, source);
      open.names = false;
    }
    const changed = [...open.products];
    if (changed.length > 0) await takeInChanged(store, source, changed);
    for (const id of changed) open.products.delete(id);
    store.passTime(now());
    takenInId = feed.lastId;
  }

  /** One reading at a time: a call while one runs waits for a reading that begins after it. */
  function refresh(): Promise<void> {
    const before = running ?? Promise.resolve();
    const mine = before
      .catch(() => undefined)
      .then(takeInChanges)
      .finally(() => {
        if (running === mine) running = undefined;
      });
    running = mine;
    return mine;
  }

  async function followOnce(everyMs: number): Promise<void> {
    try {
      await refresh();
      if (failures > 0) logger.info({ failures }, 'catalogue follows its changes again');
      failures = 0;
    } catch (error) {
      if (failures === 0)
        logger.warn({ err: error }, 'catalogue cannot read its changes and serves what it has');
      failures += 1;
    }
    if (closed) return;
    const wait =
      failures === 0 ? everyMs : Math.min(longestWaitMs, everyMs * 2 ** failures) * (0.5 + random());
    timer = setTimeout(() => void followOnce(everyMs), wait);
    timer.unref();
  }

  return {
    list: (query) => engine.list(query),
    suggest: (text, limit) => engine.suggest(text, limit),
    similar: (productId, limit) => engine.similar(productId, limit),
    card: (productId) => engine.card(productId),
    categories: () => engine.categories(),
    brands: () => engine.brands(),
    notes: () => engine.notes(),
    products: () => engine.products(),
    state: () => ({
      products: store.active.count,
      variants: store.variantCount,
      loadedAt,
      lastChangeId: takenInId,
    }),
    follow(everyMs = followEveryMs) {
      if (closed || timer) return;
      timer = setTimeout(() => void followOnce(everyMs), everyMs);
      timer.unref();
    },
    refresh,
    close() {
      closed = true;
      clearTimeout(timer);
    },
  };
}
