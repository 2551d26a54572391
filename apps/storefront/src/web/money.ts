const formats = new Map<string, Intl.NumberFormat>();

/** An amount for people: 4999 USD cents become "$49.99". `currency` is ISO 4217. */
export function formatMoney(cents: number, currency: string): string {
  let format = formats.get(currency);
  if (!format) {
    format = new Intl.NumberFormat('en-US', { style: 'currency', currency });
    formats.set(currency, format);
  }
  return format.format(cents / 100);
}

const counts = new Intl.NumberFormat('en-US');

/** A number of things for people: 12000 becomes "12,000". */
export function formatCount(count: number): string {
  return count < 1_000 ? String(count) : counts.format(count);
}
