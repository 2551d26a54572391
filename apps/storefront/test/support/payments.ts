import { pino } from 'pino';
import type { ShopDatabase } from '../../src/database/index.ts';
import { workOutbox, type OutboxHandlers } from '../../src/outbox/index.ts';
import { paymentHandlers, type PaymentDependencies, type PaymentProvider } from '../../src/payments/index.ts';
import { TestProvider } from '../../src/payments/test-provider/test-provider.ts';

export const webhookSecret = 'w'.repeat(32);

/** A clock that a test moves by hand. */
export class Clock {
  at = new Date('2026-11-24T10:00:00.000Z');
  readonly now = () => this.at;

  advance(seconds: number): void {
    this.at = new Date(this.at.getTime() + seconds * 1000);
  }
}

/** A line of the log as a test reads it. */
export interface LogLine {
  readonly level: number;
  readonly msg: string;
  readonly [name: string]: unknown;
}

/** The payments of a shop with the test provider, a clock of its own, a log to read, and a line that can be cut. */
export function testPayments(
  database: ShopDatabase,
  {
    capture = 'at-once',
    deadlineMs = 150,
  }: { capture?: 'at-once' | 'on-dispatch'; deadlineMs?: number } = {},
) {
  const clock = new Clock();
  const log: LogLine[] = [];
  const posted: { url: URL; body: string; headers: Record<string, string> }[] = [];
  const publicUrl = new URL('http://shop.test');
  const provider = new TestProvider({
    database,
    publicUrl,
    webhookSecret,
    now: clock.now,
    postEvent: (url, body, headers) => {
      posted.push({ url, body, headers });
      return Promise.resolve();
    },
  });
  const line = { cut: false };
  const deps: PaymentDependencies = {
    config: { publicUrl, paymentCapture: capture, testPayments: true },
    database,
    payments: throughLine(provider, line),
    logger: pino({ level: 'debug' }, { write: (text: string) => log.push(JSON.parse(text) as LogLine) }),
    now: clock.now,
    providerDeadlineMs: deadlineMs,
  };
  return {
    deps,
    clock,
    log,
    posted,
    provider,
    line,
    /** Does what stands in the outbox and is due, except mails. */
    workOutbox: (handlers: OutboxHandlers = paymentHandlers(deps)) =>
      workOutbox({ database, handlers, now: clock.now, logger: deps.logger }),
  };
}

/** While the line is cut, every call fails as a network does; events still arrive. */
function throughLine(provider: PaymentProvider, line: { cut: boolean }): PaymentProvider {
  const over =
    <Arguments extends unknown[], Result>(call: (...given: Arguments) => Promise<Result>) =>
    (...given: Arguments): Promise<Result> =>
      line.cut ? Promise.reject(new Error('connect ECONNREFUSED')) : call(...given);
  return {
    name: provider.name,
    createIntent: over((...given) => provider.createIntent(...given)),
    lookup: over((...given) => provider.lookup(...given)),
    capture: over((...given) => provider.capture(...given)),
    void: over((...given) => provider.void(...given)),
    refund: over((...given) => provider.refund(...given)),
    parseEvent: (...given) => provider.parseEvent(...given),
  };
}

/** A promise that a test fulfils. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  let open!: () => void;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
