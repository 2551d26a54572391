/**
 * What became of a request. `kept-page`: a page that is shown although nobody can say what is in stock. `one-moment`: the
 * shop itself asks to try again (503 with Retry-After). `error`: any other answer that a shopper cannot use, or one that
 * broke off. `timeout`: no whole answer within the deadline. `refused`: no connection could be made.
 */
export const outcomes = ['ok', 'kept-page', 'one-moment', 'error', 'timeout', 'refused'] as const;

export type Outcome = (typeof outcomes)[number];

/** Outcomes with which the platform let a shopper down; "one moment" is a promise that the shopper's own retry redeems. */
export const failures: ReadonlySet<Outcome> = new Set(['error', 'timeout', 'refused']);

/** The steps of a journey, in their order. */
export const steps = [
  'home',
  'category',
  'search',
  'product',
  'add',
  'cart',
  'contact',
  'delivery',
  'payment',
  'place',
  'bank',
  'pay-again',
  'order',
] as const;

export type Step = (typeof steps)[number];

/** Times are milliseconds since 1970 on the clock of this machine, which every process of a rehearsal shares. */
export interface RequestRecord {
  readonly who: 'shopper' | 'reader';
  readonly step: Step;
  readonly method: 'GET' | 'POST';
  /** When it was sent. */
  readonly at: number;
  /** How long the whole answer, or the failure, took. */
  readonly ms: number;
  readonly outcome: Outcome;
  /** Undefined without an answer. */
  readonly status?: number;
  /** Why there was none, as Node names it. */
  readonly code?: string;
}

/** A line of an order as the payment page showed it. */
export interface AgreedLine {
  readonly variantId: number;
  readonly quantity: number;
  readonly unitCents: number;
}

/** What the shopper agreed to by pressing the button. */
export interface Agreement {
  readonly lines: readonly AgreedLine[];
  readonly totalCents: number;
}

/**
 * What a shopper who pressed the button knows in the end. `confirmed`: the order's page says that it is paid. `placed`:
 * there is an order, but it was not seen paid. `nothing`: the shop said that nothing was ordered. `unknown`: no answer
 * that tells.
 */
export interface OrderAnswer {
  /** The address that the order was placed with; each shopper has one of its own and buys once. */
  readonly email: string;
  readonly knows: 'confirmed' | 'placed' | 'nothing' | 'unknown';
  readonly agreed: Agreement;
  /** When the button was pressed first. */
  readonly pressedAt: number;
  /** When the press was sent that was answered with an order, and when that answer came. */
  readonly acceptedPressAt?: number;
  readonly acceptedAt?: number;
  /** When the shopper saw that it is paid. */
  readonly confirmedAt?: number;
  /** How often it was pressed. */
  readonly presses: number;
  /** What the order's page and its address say. */
  readonly token?: string;
  readonly number?: string;
  readonly totalCents?: number;
}

/** How a journey ended. `left`: the shopper lost patience before anything was ordered. `broken`: a page made no sense. */
export type JourneyEnd = 'ordered' | 'unknown' | 'sold-out' | 'left' | 'broken';

export interface JourneyRecord {
  readonly at: number;
  readonly ms: number;
  readonly end: JourneyEnd;
  /** Of a broken one: what made no sense. */
  readonly why?: string;
}

/** The process that makes the load stood still: whatever it measured meanwhile says more of this machine than of the shop. */
export interface Stall {
  /** When it went on. */
  readonly at: number;
  readonly ms: number;
}

/** An arrival that was turned away because too many were under way: the load could not be kept up. */
export interface Drop {
  readonly who: 'shopper' | 'reader';
  readonly at: number;
}
