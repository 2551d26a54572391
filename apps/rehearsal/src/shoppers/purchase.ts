import type { Page } from './browser.ts';
import { followOrder } from './follow-order.ts';
import { findForm } from './html.ts';
import { agreementOf, orderToken } from './pages.ts';
import { LostPatience } from './patience.ts';
import { pickWeighted } from './random.ts';
import type { Agreement, JourneyEnd, OrderAnswer } from './records.ts';
import { BrokenJourney, fillForm, follow, lookOver, openPage, sendForm, think, type Visit } from './visit.ts';

/** What the test bank is asked to do, by how often people meet it. */
const behaviours = { succeed: 85, challenge: 6, decline: 4, late: 3, timeout: 2 } as const;

/** A whole address in Ohio, where tax comes on top. */
const address = {
  shown_country: 'US',
  country: 'US',
  name: 'Ada Byron',
  line1: '12 Elm Street',
  city: 'Columbus',
  region: 'OH',
  postcode: '43004',
};

/** From the cart to the order's page. */
export async function buy(visit: Visit, answered: (answer: OrderAnswer) => void): Promise<JourneyEnd> {
  await think(visit);
  const contact = await openPage(visit, 'contact', '/checkout');
  await think(visit);
  const typed = { ...address, email: visit.email };
  const delivery = await follow(
    visit,
    await sendForm(visit, 'contact', fillForm(contact, '/checkout', typed)),
  );
  await think(visit);
  const method = visit.random() < 0.2 ? 'express' : 'standard';
  const chosen = fillForm(delivery, '/checkout/delivery', { method });
  const payment = await follow(visit, await sendForm(visit, 'delivery', chosen));
  return order(visit, payment, answered);
}

/** An order that changed under the shopper's hands is looked over and sent again, this often at most. */
const mostPresses = 5;

const nothingAgreed: Agreement = { lines: [], totalCents: 0 };

/** Presses the button until it is known what became of it. */
async function order(
  visit: Visit,
  first: Page,
  answered: (answer: OrderAnswer) => void,
): Promise<JourneyEnd> {
  const behaviour = pickWeighted(visit.random, behaviours);
  let pressedAt: number | undefined;
  let page = first;
  for (let presses = 1; presses <= mostPresses; presses += 1) {
    const agreed = agreementOf(findForm(page.html, '/checkout/place')?.fields['shown']);
    if (!agreed) {
      if (presses === 1) throw new BrokenJourney(`${page.path} (${page.status}) has no button to pay`);
      break;
    }
    await lookOver(visit);
    pressedAt ??= Date.now();
    const pressed = await press(visit, page, behaviour);
    const told = { email: visit.email, agreed, pressedAt, presses };
    if (pressed === undefined) {
      answered({ ...told, knows: 'unknown' });
      return 'unknown';
    }
    if (pressed.answer.location === undefined) {
      page = pressed.answer;
      continue;
    }
    return afterwards(
      visit,
      { ...told, acceptedPressAt: pressed.sentAt, acceptedAt: pressed.at },
      pressed.answer,
      answered,
    );
  }
  answered({
    email: visit.email,
    agreed: nothingAgreed,
    pressedAt: pressedAt ?? Date.now(),
    presses: mostPresses,
    knows: 'nothing',
  });
  return 'sold-out';
}

/** One press, repeated with the very same form until it is answered; undefined when the shopper gave up before that. */
async function press(
  visit: Visit,
  page: Page,
  behaviour: string,
): Promise<{ readonly answer: Page; readonly sentAt: number; readonly at: number } | undefined> {
  try {
    const answer = await sendForm(visit, 'place', fillForm(page, '/checkout/place', { behaviour }));
    return { answer, sentAt: answer.sentAt, at: Date.now() };
  } catch (error) {
    if (error instanceof LostPatience) return undefined;
    throw error;
  }
}

/** Follows the answer to the press until the order is paid, or the shopper stops looking. */
async function afterwards(
  visit: Visit,
  told: Omit<OrderAnswer, 'knows'>,
  answer: Page,
  answered: (answer: OrderAnswer) => void,
): Promise<JourneyEnd> {
  const location = answer.location ?? '';
  if (!/^\/(orders|test-provider)\//.test(location)) {
    // Back to the cart or to a step before: the shop says that nothing was ordered.
    answered({ ...told, knows: 'nothing' });
    return 'sold-out';
  }
  const { seen, broken } = await followOrder(visit, location);
  const token = seen.token ?? orderToken(location);
  answered({ ...told, ...seen, ...(token && { token }) });
  if (broken) throw broken;
  return seen.knows === 'confirmed' ? 'ordered' : 'unknown';
}
