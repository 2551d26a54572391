import { stepOfPath, type Browser, type Page } from './browser.ts';
import { findForm, type Form } from './html.ts';
import { pause, persist, type Patience } from './patience.ts';
import { around, type Random } from './random.ts';
import type { Step } from './records.ts';

/** One shopper at the shop. */
export interface Visit {
  readonly browser: Browser;
  readonly random: Random;
  readonly email: string;
  readonly patience: Patience;
  /** Between two pages, on average, in ms. */
  readonly thinkMs: number;
  /** Before the button is pressed, on average, in ms: people look their order over. */
  readonly lookOverMs: number;
  /** Ends all waiting: the shopper goes home. */
  readonly signal: AbortSignal;
}

/** A page was not what it should be; the message says what was expected. */
export class BrokenJourney extends Error {
  override readonly name = 'BrokenJourney';
}

/** A moment of thought between two pages. */
export function think({ random, thinkMs, signal }: Visit): Promise<void> {
  return pause(around(random, thinkMs), signal);
}

/** Looks the order over before it is paid. */
export function lookOver({ random, lookOverMs, signal }: Visit): Promise<void> {
  return pause(around(random, lookOverMs), signal);
}

/** Opens a page, as often as it takes. */
export function openPage(visit: Visit, step: Step, path: string): Promise<Page> {
  return persist(() => visit.browser.open(step, path), visit);
}

/** Sends a form as often as it takes until it is answered: the same form each time, or the one of the "one moment" page. */
export function sendForm(visit: Visit, step: Step, form: Form): Promise<Page> {
  return persist(
    (again) => visit.browser.send(step, (again && findForm(again.html, form.action)) ?? form),
    visit,
  );
}

/** Goes where an answer leads; the page itself when it leads nowhere. */
export async function follow(visit: Visit, answer: Page): Promise<Page> {
  const { location, path } = answer;
  if (location === undefined) return answer;
  const step = stepOfPath(location);
  if (step === undefined) throw new BrokenJourney(`${path} leads to ${location}`);
  return openPage(visit, step, location);
}

/** The form of a page with what the shopper typed. */
export function fillForm(page: Page, action: string, typed: Readonly<Record<string, string>>): Form {
  const form = findForm(page.html, action);
  if (!form) throw new BrokenJourney(`${page.path} (${page.status}) has no form that goes to ${action}`);
  return { action: form.action, fields: { ...form.fields, ...typed } };
}
