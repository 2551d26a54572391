import type { ShippingMethod } from './model.ts';

const dayMs = 86_400_000;

/** The first and the last day on which a parcel is expected, as UTC midnights. */
export interface DeliveryDates {
  readonly earliest: Date;
  readonly latest: Date;
}

/**
 * When an order placed now arrives: whole working days after the day of the order, Saturdays and Sundays left out.
 * Days are UTC days. Public holidays differ by country and are within the range, not in the count.
 */
export function deliveryDates(
  { minDays, maxDays }: Pick<ShippingMethod, 'minDays' | 'maxDays'>,
  now: Date,
): DeliveryDates {
  return { earliest: workingDaysAfter(now, minDays), latest: workingDaysAfter(now, maxDays) };
}

function workingDaysAfter(now: Date, days: number): Date {
  const day = new Date(Math.floor(now.getTime() / dayMs) * dayMs);
  let left = days;
  while (left > 0) {
    day.setTime(day.getTime() + dayMs);
    if (day.getUTCDay() !== 0 && day.getUTCDay() !== 6) left -= 1;
  }
  return day;
}

const dayFormat = new Intl.DateTimeFormat('en-US', {
  weekday: 'short',
  month: 'short',
  day: 'numeric',
  timeZone: 'UTC',
});

/** "Fri, Nov 27 to Wed, Dec 2", or one day alone. */
export function datesInWords({ earliest, latest }: DeliveryDates): string {
  const first = dayFormat.format(earliest);
  const last = dayFormat.format(latest);
  return first === last ? first : `${first} to ${last}`;
}

/** "3 to 5 working days": what can be said without knowing today. */
export function daysInWords({ minDays, maxDays }: Pick<ShippingMethod, 'minDays' | 'maxDays'>): string {
  if (minDays !== maxDays) return `${minDays} to ${maxDays} working days`;
  return minDays === 1 ? '1 working day' : `${minDays} working days`;
}
