import { firstOrder } from '../drills/from-records.ts';
import { failures, type Load } from '../shoppers/index.ts';
import type { Terminal } from './terminal.ts';

/** The line that changes looks back this far, in ms. */
const lookBackMs = 5_000;
const everyMs = 1_000;

/**
 * Keeps the terminal's last line up to date with how the shoppers fare.
 * @returns ends it
 */
export function showLoad(terminal: Terminal, title: string, load: () => Load | undefined): () => void {
  const timer = setInterval(() => {
    const current = load();
    if (current) terminal.status(`${title}  ${loadInWords(current, Date.now())}`);
  }, everyMs);
  return () => {
    clearInterval(timer);
    terminal.status('');
  };
}

/** "12.4 requests/s, 2.8 orders/s, 0 failed, 3 “one moment”", of the last seconds. */
export function loadInWords(load: Pick<Load, 'requests' | 'orders'>, now: number): string {
  const since = now - lookBackMs;
  const recent = load.requests.filter(({ at, ms }) => at + ms >= since);
  const orders = load.orders.filter(({ acceptedAt = 0 }) => acceptedAt >= since);
  const perSecond = (count: number) => (count / (lookBackMs / 1_000)).toFixed(1);
  const failed = recent.filter(({ outcome }) => failures.has(outcome)).length;
  const moments = recent.filter(({ outcome }) => outcome === 'one-moment').length;
  const any = firstOrder(load.orders, 0) !== null;
  return (
    `${perSecond(recent.length)} requests/s, ${perSecond(orders.length)} orders/s, ` +
    `${failed} failed, ${moments} “one moment”${any ? '' : ', no order yet'}`
  );
}
