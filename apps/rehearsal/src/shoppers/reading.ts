import { openArrivals, type Arrivals } from './arrivals.ts';
import { Browser } from './browser.ts';
import { NoAnswer, type Connections } from './exchange.ts';
import { linksTo } from './html.ts';
import { pick, type Random } from './random.ts';
import type { RequestRecord, Step } from './records.ts';

export interface ReadingOptions {
  readonly connections: Connections;
  readonly perSecond: number;
  readonly most: number;
  /** For one answer, in ms. */
  readonly deadlineMs: number;
  readonly random: Random;
  readonly record: (request: RequestRecord) => void;
  readonly turnedAway: () => void;
}

/** The page of a listing whose products are read and not bought. */
export const readersPage = 2;

/** So few that every app server soon keeps each of them: what is measured is pages that are kept. */
const knownProducts = 16;

interface ReadPage {
  readonly step: Step;
  readonly path: string;
}

/**
 * People who only look: single pages at a steady rate over few kept-alive connections, to measure how long a page takes.
 * They begin at the home page and learn the shop's other pages from it. The products that they look at stand on second
 * pages of listings, where shoppers do not buy: a purchase gives a page up that was kept, rightly, and then it is none of
 * those that must keep coming.
 */
export function openReading(options: ReadingOptions): Arrivals {
  const { connections, random, deadlineMs, record } = options;
  const known = new Map<string, ReadPage>([['/', { step: 'home', path: '/' }]]);
  const browser = new Browser({ connections, who: 'reader', deadlineMs, record });

  const arrivals = openArrivals({
    perSecond: options.perSecond,
    mostInFlight: options.most,
    random,
    turnedAway: options.turnedAway,
    async arrive() {
      const { step, path } = pick(random, [...known.values()])!;
      try {
        const page = await browser.open(step, path);
        if (page.outcome === 'ok') learn(known, page);
      } catch (error) {
        // It is on record.
        if (!(error instanceof NoAnswer)) throw error;
      }
    },
  });
  return {
    ...arrivals,
    async finish() {
      await arrivals.finish();
      connections.close();
    },
  };
}

function learn(
  known: Map<string, ReadPage>,
  { path, html }: { readonly path: string; readonly html: string },
): void {
  if (path === '/') {
    for (const category of linksTo(html, '/categories/'))
      known.set(category, { step: 'category', path: category });
  } else if (path.startsWith('/categories/')) {
    const next = linksTo(html, `${path}?`).find((link) => listingPage(link) === readersPage);
    if (next !== undefined && ![...known.keys()].some((other) => other.startsWith(`${path}?`)))
      known.set(next, { step: 'category', path: next });
    if (path.includes('?')) learnProducts(known, html);
  }
}

/** The number of a listing's page by its address. */
export function listingPage(path: string): number {
  return Number(new URLSearchParams(path.split('?')[1]).get('page') ?? 1);
}

function learnProducts(known: Map<string, ReadPage>, html: string): void {
  const count = [...known.values()].filter(({ step }) => step === 'product').length;
  for (const path of linksTo(html, '/products/').slice(0, Math.max(0, knownProducts - count)))
    known.set(path, { step: 'product', path });
}
