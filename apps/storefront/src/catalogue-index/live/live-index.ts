import type { Logger } from 'pino';
import { readCollections, type Collection } from '../../catalogue/index.ts';
import type { ShopDatabase } from '../../database/index.ts';
import type { CatalogueIndex } from '../../listing/model.ts';
import { CatalogueEngine } from '../engine.ts';
import type { CatalogueChanges, CataloguePosition, ProductChange } from './changes.ts';
import { FeedReader } from './feed-reader.ts';
import { OpenChanges } from './open-changes.ts';
import { differenceOf, everything, stateOf } from './product-state.ts';
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
  /** The collections of the shop as the feed last told of them. */
  collections(): readonly Collection[];
  /** Calls back, in one go, with everything that was taken in or that the clock changed. */
  onChanges(listener: (changes: CatalogueChanges) => void): void;
  position(): CataloguePosition;
  /** When the feed was last read to its end, on the clock of `performance.now()`. */
  lastReadAt(): number;
  close(): void;
}

const followEveryMs = 1_000;
/** The longest wait after failed reads: short, as pages are unsure of stock until the first one that succeeds. */
const longestWaitMs = 1_500;
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
  const listeners: ((changes: CatalogueChanges) => void)[] = [];
  let collections: readonly Collection[] = [];
  let { store, loadedId, loadedAt } = await load();
  let engine = new CatalogueEngine(store, currency, now);
  /** Everything up to this entry of the feed has been taken in. */
  let takenInId = feed.lastId;
  let takenInFinalId = feed.finalId;
  let lastReadAt = performance.now();
  let timer: NodeJS.Timeout | undefined;
  let clock: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  const open = new OpenChanges();
  /** What was taken in and not told yet. */
  let untold: ProductChange[] = [];
  let failures = 0;
  let closed = false;

  async function load() {
    const startedAt = performance.now();
    await feed.begin();
    const beganId = feed.lastId;
    const beganAt = now();
    collections = await readCollections(source.queries);
    const loaded = await loadStore(source);
    loaded.aroundSaleChange = (rows, apply) => {
      const ids = Array.from(rows, (row) => loaded.products.ids[row]!);
      const before = ids.map(state);
      apply();
      if (loaded !== store) return;
      tell({ products: ids.map((id, at) => changeOf(id, [], before[at]!, state(id))) });
    };
    logger.info(
      {
        products: loaded.active.count,
        variants: loaded.variantCount,
        milliseconds: Math.round(performance.now() - startedAt),
      },
      'catalogue loaded',
    );
    return { store: loaded, loadedId: beganId, loadedAt: beganAt };
  }

  const state = (productId: number) => stateOf(store, collections, productId, now());

  function changeOf(
    productId: number,
    feedIds: readonly number[],
    before: ReturnType<typeof state>,
    after: ReturnType<typeof state>,
  ): ProductChange {
    const scopes = { before: before?.scopes ?? null, after: after?.scopes ?? null };
    return { productId, feedIds, ...differenceOf(before, after), ...scopes };
  }

  /** A change of which only that it happened is known: on the listings that the product is in, anything may be different. */
  function unknownChange(productId: number, feedIds: readonly number[]): ProductChange {
    const scopes = state(productId)?.scopes ?? null;
    return { productId, feedIds, ...everything, before: scopes, after: scopes };
  }

  function tell(changes: Partial<CatalogueChanges>): void {
    const told = { products: [], named: [], everyPage: [], loadedAnew: false, ...changes };
    for (const listener of listeners) listener(told);
  }

  async function loadAnew(): Promise<void> {
    ({ store, loadedId, loadedAt } = await load());
    engine = new CatalogueEngine(store, currency, now);
    open.clear();
    wasTakenIn();
    tell({ loadedAnew: true });
  }

  function wasTakenIn(): void {
    takenInId = feed.lastId;
    takenInFinalId = feed.finalId;
    lastReadAt = performance.now();
  }

  async function takeInChanges(): Promise<void> {
    for (const entry of await feed.read()) open.add(entry);
    const wasteful = store.waste > mostWaste && store.products.count > tinyCatalogue;
    if (open.everything || wasteful) return loadAnew();
    try {
      await takeInOpen();
    } catch (error) {
      // Their pages are known to be wrong from here on, even if nobody can say yet what would be right.
      for (const [id, feedIds] of open.products) untold.push(unknownChange(id, feedIds));
      tellProducts({});
      throw error;
    }
  }

  async function takeInOpen(): Promise<void> {
    if (open.names) await takeInNames(store, source);
    const before = collections;
    if (open.hasCollections) collections = await readCollections(source.queries);
    await takeInChanged(store, source, [...open.products.keys()], (productId, change) => {
      const old = state(productId);
      change();
      untold.push(changeOf(productId, open.products.get(productId)!, old, state(productId)));
    });
    store.passTime(now());
    const { named, bearers, tooMany } = open.renamed(store);
    for (const [id, feedIds] of bearers) untold.push(unknownChange(id, feedIds));
    const changes = {
      named: [...named, ...open.changedCollections([...before, ...collections])],
      everyPage: [...open.categories, ...tooMany],
    };
    open.clear();
    wasTakenIn();
    tellProducts(changes);
  }

  function tellProducts(others: Pick<Partial<CatalogueChanges>, 'named' | 'everyPage'>): void {
    const { named = [], everyPage = [] } = others;
    const products = untold;
    untold = [];
    if (products.length + named.length + everyPage.length > 0) tell({ products, named, everyPage });
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
      // Sales begin and end on time for whoever listens, also while the feed cannot be read.
      clock = setInterval(() => store.passTime(now()), everyMs);
      clock.unref();
    },
    refresh,
    collections: () => collections,
    onChanges(listener) {
      listeners.push(listener);
    },
    position: () => ({
      finalId: takenInFinalId,
      loadedId,
      loadedAt,
      nextSaleChange: Number.isFinite(store.nextSaleChange) ? new Date(store.nextSaleChange) : null,
    }),
    lastReadAt: () => lastReadAt,
    close() {
      closed = true;
      clearTimeout(timer);
      clearInterval(clock);
    },
  };
}
