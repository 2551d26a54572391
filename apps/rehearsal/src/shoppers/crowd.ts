import { setTimeout as sleep } from 'node:timers/promises';
import { openArrivals } from './arrivals.ts';
import { Browser } from './browser.ts';
import { openConnections } from './exchange.ts';
import { runJourney } from './journey.ts';
import { shopperAddress, type LoadSettings } from './messages.ts';
import { usualPatience } from './patience.ts';
import { seededRandom } from './random.ts';
import { openReading } from './reading.ts';
import type { Drop, JourneyRecord, OrderAnswer, RequestRecord } from './records.ts';

/** Told of everything as it happens. */
export interface Witness {
  readonly request: (record: RequestRecord) => void;
  readonly order: (answer: OrderAnswer) => void;
  readonly journey: (record: JourneyRecord) => void;
  readonly drop: (drop: Drop) => void;
}

export interface Crowd {
  setRates(rates: { readonly journeysPerSecond: number; readonly pagesPerSecond: number }): void;
  /** Lets nobody in any more, waits for those who are there, and sends them home after this time. */
  finish(withinMs: number): Promise<void>;
}

/** Shoppers and readers at a shop, from now on. */
export function openCrowd(settings: LoadSettings, witness: Witness): Crowd {
  const {
    id,
    thinkMs = 150,
    lookOverMs = 8_000,
    deadlineMs = 10_000,
    mostJourneys = 200,
    mostReaders = 256,
    seed = 1,
  } = settings;
  const origin = new URL(settings.origin);
  const closing = new AbortController();
  const random = seededRandom(seed);
  let shoppers = 0;

  const shop = async () => {
    shoppers += 1;
    const connections = openConnections({ origin, ca: settings.ca, most: 6 });
    const at = Date.now();
    const startedAt = performance.now();
    const visit = {
      browser: new Browser({ connections, who: 'shopper', deadlineMs, record: witness.request }),
      random: seededRandom(seed * 1_000_003 + shoppers),
      email: shopperAddress(id, shoppers),
      patience: usualPatience,
      thinkMs,
      lookOverMs,
      signal: closing.signal,
    };
    try {
      const outcome = await runJourney(visit, witness.order);
      witness.journey({ at, ms: Math.round(performance.now() - startedAt), ...outcome });
    } finally {
      connections.close();
    }
  };

  const journeys = openArrivals({
    perSecond: settings.journeysPerSecond,
    mostInFlight: mostJourneys,
    random,
    arrive: shop,
    turnedAway: () => witness.drop({ who: 'shopper', at: Date.now() }),
  });
  const reading = openReading({
    connections: openConnections({ origin, ca: settings.ca, most: mostReaders }),
    perSecond: settings.pagesPerSecond,
    most: mostReaders,
    deadlineMs,
    random: seededRandom(seed + 1),
    record: witness.request,
    turnedAway: () => witness.drop({ who: 'reader', at: Date.now() }),
  });

  return {
    setRates({ journeysPerSecond, pagesPerSecond }) {
      journeys.setRate(journeysPerSecond);
      reading.setRate(pagesPerSecond);
    },
    async finish(withinMs) {
      const overdue = new AbortController();
      void sleep(withinMs, undefined, { signal: overdue.signal }).then(
        () => closing.abort(),
        () => undefined,
      );
      await Promise.all([journeys.finish(), reading.finish()]);
      overdue.abort();
    },
  };
}
