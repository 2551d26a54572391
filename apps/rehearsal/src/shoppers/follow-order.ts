import { stepOfPath, type Page } from './browser.ts';
import { linksTo } from './html.ts';
import { orderToken, readOrderPage } from './pages.ts';
import { LostPatience, pause } from './patience.ts';
import type { OrderAnswer } from './records.ts';
import { BrokenJourney, fillForm, follow, openPage, sendForm, think, type Visit } from './visit.ts';

/** What the pages after the press told of an order. */
export type SeenOrder = Pick<OrderAnswer, 'knows' | 'token' | 'number' | 'totalCents' | 'confirmedAt'>;

/** Where a page says nothing of when to look again, in seconds. */
const lookAgainSeconds = 4;

/**
 * Goes on from where the press led: confirms with the bank, pays another way after a decline, and looks at the order's
 * page until it is paid or the shopper's patience ends.
 */
export async function followOrder(
  visit: Visit,
  location: string,
): Promise<{ readonly seen: SeenOrder; readonly broken?: BrokenJourney }> {
  const startedAt = performance.now();
  let seen: SeenOrder = { knows: 'unknown' };
  try {
    let page = await openPage(visit, stepOfPath(location) ?? 'order', location);
    for (;;) {
      const token = orderToken(page.path);
      const order = readOrderPage(page.html);
      if (token !== undefined) seen = { ...seen, knows: 'placed', token };
      if (order) seen = { ...seen, number: order.number, totalCents: order.totalCents };
      if (order?.payment === 'paid')
        return { seen: { ...seen, knows: 'confirmed', confirmedAt: Date.now() } };
      if (order?.payment === 'cancelled' || order?.payment === 'refunded')
        return { seen: { ...seen, knows: 'nothing' } };
      if (visit.signal.aborted || performance.now() - startedAt > visit.patience.giveUpAfterMs)
        return { seen };
      page = await goOn(visit, page);
    }
  } catch (error) {
    if (error instanceof LostPatience) return { seen };
    // What was seen before counts, whatever comes after.
    if (error instanceof BrokenJourney) return { seen, broken: error };
    throw error;
  }
}

/** What a person does next on a page after the press that does not say "paid". */
async function goOn(visit: Visit, page: Page): Promise<Page> {
  if (page.path.startsWith('/test-provider/')) {
    await think(visit);
    const approval = fillForm(page, page.path, { decision: 'approve' });
    return follow(visit, await sendForm(visit, 'bank', approval));
  }
  if (/^\/orders\/[^/]+\/payment$/.test(page.path)) {
    await think(visit);
    const paying = fillForm(page, page.path, { behaviour: 'succeed' });
    return follow(visit, await sendForm(visit, 'pay-again', paying));
  }
  const pay = linksTo(page.html, '/orders/').find((path) => path.endsWith('/payment'));
  if (pay !== undefined) return openPage(visit, 'pay-again', pay);
  if (!readOrderPage(page.html)) throw new BrokenJourney(`${page.path} (${page.status}) is no order's page`);
  await pause(1000 * (Number(page.headers.refresh) || lookAgainSeconds), visit.signal);
  return openPage(visit, 'order', page.path);
}
