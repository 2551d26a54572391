import { setTimeout as sleep } from 'node:timers/promises';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import type { CatalogueChanges, LiveCatalogueIndex } from '../catalogue-index/index.ts';
import { setPageKeeper, type DrawnPage } from '../web/page-keeper.ts';
import type { Header } from '../web/security.ts';
import { answerWithoutStock, answerWithPage } from './answer.ts';
import { finishPage, keepInProcess, type FinishedPage, type KeptPage } from './kept-page.ts';
import { KeptPages } from './kept-pages.ts';
import { PagesInTheMaking } from './making.ts';
import { pageKeyOf, type PageKey } from './page-key.ts';
import type { SharedPages } from './shared-pages.ts';
import { times } from './times.ts';
import { TouchLog } from './touch-log.ts';
import { touchesOf } from './touched-tags.ts';
import { decodePage, encodePage } from './wire-format.ts';

export interface PageCacheDependencies {
  readonly index: Pick<LiveCatalogueIndex, 'onChanges' | 'position' | 'lastReadAt'>;
  /** Undefined: this process keeps its pages to itself. */
  readonly shared: SharedPages | undefined;
  /** Headers of every answer of the shop. */
  readonly headers: readonly Header[];
  readonly logger: Pick<Logger, 'isLevelEnabled' | 'debug'>;
  readonly now: () => Date;
  /** Milliseconds that only move forward, the clock of `index.lastReadAt()`. Default: performance.now. */
  readonly clock?: () => number;
  /** Bytes of pages in this process. Default: 24 MiB, some 1,700 pages. */
  readonly mostBytes?: number;
}

export interface PageCacheState {
  readonly pages: number;
  readonly bytes: number;
  readonly hits: number;
  readonly misses: number;
  /** Misses that another server had made already. */
  readonly sharedHits: number;
  /** Answered with a page past its age while it was made anew, or because it could not be. */
  readonly stale: number;
  /** Answered without a word about stock, as the change feed could not be read. */
  readonly withoutStock: number;
  /** Pages dropped because something that they were made of changed. */
  readonly dropped: number;
  /** Pages not kept because something that they were made of changed while they were made. */
  readonly refused: number;
  /** 'behind': changes have not been read for longer than pages may be trusted with stock. */
  readonly feed: 'followed' | 'behind';
  readonly feedReadSecondsAgo: number;
}

export interface PageCache {
  /** Answers with a page that is kept; lets every other request pass and keeps what it is answered with. */
  readonly handler: RequestHandler;
  state(): PageCacheState;
}

/** How often a request waits for somebody else's making of its page before it makes the page itself. */
const mostTurns = 3;

/** Keeps finished pages, in this process and for all servers, until what they were made of changes. */
export function createPageCache(deps: PageCacheDependencies): PageCache {
  const { index, shared, headers, logger, now } = deps;
  const clock = deps.clock ?? (() => performance.now());
  const pages = new KeptPages(deps.mostBytes ?? 24 * 2 ** 20);
  const log = new TouchLog(index.position());
  const making = new PagesInTheMaking();
  const counts = { hits: 0, misses: 0, sharedHits: 0, stale: 0, withoutStock: 0, dropped: 0, refused: 0 };
  const logsRequests = logger.isLevelEnabled('debug');

  index.onChanges((changes: CatalogueChanges) => {
    const at = now().getTime();
    if (changes.loadedAnew) {
      log.startAnew(index.position());
      counts.dropped += pages.clear();
    }
    if (changes.everyPage.length > 0) {
      log.touchEveryPage(changes.everyPage, at);
      counts.dropped += pages.clear();
    }
    for (const touch of touchesOf(changes)) {
      log.touch(touch, at);
      counts.dropped += pages.dropMadeOf(touch.tags);
    }
  });

  /** Whether every change up to a moment ago is known: else others may have sold what a page still offers. */
  const isFollowing = (time: number) => time - index.lastReadAt() < times.trustedMs;

  const handler: RequestHandler = (req, res, next) => {
    if (req.method !== 'GET' && req.method !== 'HEAD') {
      next();
      return;
    }
    // Every link of the shop is spelt as its key is: most hits need no look at the URL's parts.
    const page = pages.get(req.url);
    const time = clock();
    if (page !== undefined && time < page.freshUntil && isFollowing(time)) {
      hit(req, res, page);
      return;
    }
    const key = pageKeyOf(req.url);
    if (key === undefined) next();
    else return lookUp(key, req, res, next);
  };

  function hit(req: Request, res: Response, page: KeptPage): void {
    counts.hits += 1;
    page.used = true;
    answerWithPage(req, res, page, headers);
    if (logsRequests)
      logger.debug({ method: req.method, route: '(kept page)', status: res.statusCode }, 'request');
  }

  async function lookUp(key: PageKey, req: Request, res: Response, next: NextFunction): Promise<void> {
    for (let turn = 0; turn < mostTurns; turn += 1) {
      if (await answerWithKept(key.key, req, res)) return;
      const end = making.endOf(key.key);
      if (end === undefined) break;
      await end;
    }
    await make(key, req, res, next);
  }

  /** Answers with the page that is kept, if there is one that may still be shown. */
  async function answerWithKept(key: string, req: Request, res: Response): Promise<boolean> {
    const page = pages.get(key);
    if (page === undefined) return false;
    const time = clock();
    if (!isFollowing(time)) {
      if (time - page.madeAt > times.longestMs) return false;
      page.used = true;
      counts.hits += 1;
      if (page.withoutStock === null) answerWithPage(req, res, page, headers);
      else {
        counts.withoutStock += 1;
        await answerWithoutStock(req, res, page, headers);
      }
      return true;
    }
    if (time < page.freshUntil) {
      hit(req, res, page);
      return true;
    }
    if (time < page.freshUntil + times.staleMs && making.endOf(key) !== undefined) {
      counts.stale += 1;
      hit(req, res, page);
      return true;
    }
    return false;
  }

  async function make(key: PageKey, req: Request, res: Response, next: NextFunction): Promise<void> {
    const end = making.begin(key.key);
    const found = shared && (await fromOthers(shared, key));
    if (found?.page) {
      end();
      counts.sharedHits += 1;
      if (await answerWithKept(key.key, req, res)) return;
    }
    counts.misses += 1;
    let kept = false;
    const finished = () => {
      end();
      if (found?.claimed === true) void shared?.release(key.key);
    };
    res.once('close', () => {
      if (!kept) finished();
    });
    const beginning = log.begin(index.position(), now().getTime());
    const madeAt = clock();
    setPageKeeper(res, {
      async keep(drawn: DrawnPage) {
        const { madeOf } = drawn;
        const forms = await finishPage(key.key, drawn);
        // From here to the end nothing waits: no change can come between the question and the keeping.
        const made = { ...forms, stamp: log.stamp(madeOf, beginning) };
        const page = keepInProcess(made, { madeAt, freshUntil: madeAt + times.freshMs }, headers);
        if (log.isUntouched(madeOf, beginning)) {
          kept = true;
          pages.put(page);
          end();
          void share(made)
            .finally(finished)
            .catch(() => undefined);
        } else {
          counts.refused += 1;
        }
        answerWithPage(req, res, page, headers);
      },
      answerWithKept() {
        const page = pages.get(key.key);
        if (page === undefined || clock() - page.madeAt > times.longestMs) return false;
        counts.stale += 1;
        void answerWithoutStock(req, res, page, headers).catch(next);
        return true;
      },
    });
    next();
  }

  async function share(page: FinishedPage): Promise<void> {
    await shared?.set(page.key, encodePage(page), times.freshMs / 1000);
  }

  /** The page as another server made it; else whether this one has claimed to make it. */
  async function fromOthers(
    others: SharedPages,
    key: PageKey,
  ): Promise<{ readonly page?: FinishedPage | undefined; readonly claimed: boolean }> {
    const askedAt = clock();
    const page = await readShared(others, key.key);
    // A cache that takes this long is in trouble: it is not asked twice for one page.
    const isSlow = clock() - askedAt > times.slowCacheMs;
    if (page || !key.dear || isSlow) return { page, claimed: false };
    const claim = await others.claim(key.key, times.claimSeconds);
    if (claim !== 'taken') return { claimed: claim === 'mine' };
    const until = clock() + times.waitForOthersMs;
    while (clock() < until) {
      await sleep(times.askAgainMs);
      const made = await readShared(others, key.key);
      if (made) return { page: made, claimed: false };
    }
    return { claimed: false };
  }

  async function readShared(others: SharedPages, key: string): Promise<FinishedPage | undefined> {
    const bytes = await others.get(key);
    const page = bytes && decodePage(bytes);
    if (page?.key !== key) return undefined;
    const age = Math.max(0, now().getTime() - page.stamp.at);
    if (age >= times.freshMs || !log.holds(page.madeOf, page.stamp)) return undefined;
    const madeAt = clock() - age;
    pages.put(keepInProcess(page, { madeAt, freshUntil: madeAt + times.freshMs }, headers));
    return page;
  }

  return {
    handler,
    state: () => ({
      pages: pages.count,
      bytes: pages.bytes,
      ...counts,
      feed: isFollowing(clock()) ? 'followed' : 'behind',
      feedReadSecondsAgo: Math.round((clock() - index.lastReadAt()) / 1000),
    }),
  };
}
