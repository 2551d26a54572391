import { gtinCheckDigit, type VariantDraft } from '../../catalogue/index.ts';
import type { Random } from '../random.ts';
import { cheaper, type PlainOffer } from './plain-offers.ts';

/** What one variant costs and how many there are, in cents and pieces. */
export interface DemoOffer {
  readonly variant: VariantDraft;
  readonly baseCents: number;
  readonly supplierListCents: number | null;
  readonly onHand: number;
  readonly sale: DemoSale | null;
}

export interface DemoSale {
  readonly cents: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** The identity and fate of a product's offers. */
export interface OfferContext {
  /** The product's number in the catalogue: SKUs and GTINs are made of it. */
  readonly number: number;
  readonly fame: number;
  readonly now: Date;
  /** Only what has been sold here long enough has a price to come down from. */
  readonly mayBeOnSale: boolean;
}

const day = 86_400_000;

/** Gives plain offers their numbers, stock and, for about one product in seven, a sale. */
export function finishOffers(
  random: Random,
  plain: readonly PlainOffer[],
  context: OfferContext,
): readonly DemoOffer[] {
  const { number, fame, now, mayBeOnSale } = context;
  const onSale = mayBeOnSale && random.chance(0.178);
  const saved = random.weighted([
    [0.1, 2],
    [0.15, 4],
    [0.2, 5],
    [0.25, 4],
    [0.3, 3],
    [0.4, 1.4],
    [0.5, 0.6],
  ] as const);
  const startsAt = midnight(now, -random.int(1, 26));
  const endsAt = midnight(now, random.int(2, 24));
  const soldOut = random.chance(0.04);
  const listed = random.chance(0.3) ? random.between(1.18, 1.7) : null;
  return plain.map(({ size, condition, baseCents }, place): DemoOffer => ({
    variant: {
      sku: `P${String(number + 1).padStart(7, '0')}-${size.amount / 100}${size.unit === 'piece' ? 'P' : size.unit.toUpperCase()}${{ sealed: '', tester: '-T', unboxed: '-U' }[condition]}`,
      gtin: inStoreGtin(number * 10 + place),
      size,
      condition,
    },
    baseCents,
    supplierListCents:
      listed === null || condition !== 'sealed' ? null : Math.round((baseCents * listed) / 500) * 500,
    onHand:
      soldOut || random.chance(0.032)
        ? 0
        : random.chance(0.105)
          ? random.int(1, 4)
          : Math.round(random.between(6, 30) + 90 * fame * random.next()),
    sale: onSale ? { cents: cheaper(baseCents, saved), startsAt, endsAt } : null,
  }));
}

/** Sales begin and end with a day, so many days from now. */
function midnight(now: Date, days: number): Date {
  const moment = now.getTime() + days * day;
  return new Date(moment - (moment % day));
}

/** A GTIN-13 of the range that shops number things with for themselves (prefix 2): no company's product has it. */
function inStoreGtin(number: number): string {
  const digits = `2${String(number).padStart(11, '0')}`;
  return digits + String(gtinCheckDigit(digits));
}
