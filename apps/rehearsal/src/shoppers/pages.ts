import type { Agreement } from './records.ts';
import { unescapeHtml } from './html.ts';

/** True for a product's page that was kept from before and says nothing of stock. */
export function saysNothingOfStock(html: string): boolean {
  return html.includes('Stock is checked when you add it');
}

/** What the payment page shows, as its signed field carries it; undefined when the page has no such field. */
export function agreementOf(shown: string | undefined): Agreement | undefined {
  const [text] = shown?.split('.') ?? [];
  if (!text) return undefined;
  const value = JSON.parse(Buffer.from(text, 'base64url').toString()) as {
    readonly lines: readonly (readonly [number, number, number, number])[];
    readonly totalCents: number;
  };
  return {
    lines: value.lines.map(([variantId, quantity, unitCents]) => ({ variantId, quantity, unitCents })),
    totalCents: value.totalCents,
  };
}

export interface OrderPage {
  readonly number: string;
  readonly totalCents: number;
  readonly payment: 'paid' | 'unpaid' | 'cancelled' | 'refunded';
}

const paymentWords: Readonly<Record<string, OrderPage['payment']>> = {
  'Paid by card': 'paid',
  'Not paid yet': 'unpaid',
  Cancelled: 'cancelled',
  Refunded: 'refunded',
};

/** What an order's page says; undefined when it is none. */
export function readOrderPage(html: string): OrderPage | undefined {
  const number = /class="order__number">Order <strong>([^<]+)</.exec(html)?.[1];
  const total = /order-totals__row--total"><dt>[^<]*<\/dt><dd>([^<]+)</.exec(html)?.[1];
  const words = /id="order-payment">[^<]*<\/h2><p>([^<]+)</.exec(html)?.[1];
  const payment = paymentWords[words ?? ''];
  if (number === undefined || total === undefined || payment === undefined) return undefined;
  return { number, totalCents: centsOf(unescapeHtml(total)), payment };
}

/** "$1,234.50" in cents. */
export function centsOf(amount: string): number {
  return Math.round(Number(amount.replace(/[^\d.]/g, '')) * 100);
}

/** The secret in the address of an order's page; undefined for any other address. */
export function orderToken(path: string): string | undefined {
  return /^\/orders\/([\w-]{22})(?:[/?]|$)/.exec(path)?.[1];
}
