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

/** Product pages that the readers go round: all of them are read often enough to be kept by every app server. */
const knownProducts = 40;

interface ReadPage {
  readonly step: Step;
  readonly path: string;
}

/**
 * People who only look: single pages at a steady rate over few kept-alive connections, to measure how long a page takes.
 * They begin at the home page and learn the shop's other pages from it.
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
        const { html, outcome } = await browser.open(step, path);
        if (outcome === 'ok') learn(known, html);
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

function learn(known: Map<string, ReadPage>, html: string): void {
  if (known.size > knownProducts) return;
  for (const path of linksTo(html, '/categories/')) known.set(path, { step: 'category', path });
  for (const path of linksTo(html, '/products/')) {
    if (known.size > knownProducts) return;
    known.set(path, { step: 'product', path });
  }
}
