import type { PriceRecord } from './price-record.ts';

/** One version of a price as the history keeps it: in force from `recordedAt` until the next version's. */
export interface PriceVersion extends Pick<
  PriceRecord,
  'baseCents' | 'saleCents' | 'saleStartsAt' | 'saleEndsAt'
> {
  readonly recordedAt: Date;
}

/** The price that a reduction is measured by is the lowest of this many days before it began. */
export const referenceDays = 30;

const referenceMs = referenceDays * 24 * 60 * 60 * 1000;

/** A stretch of time, start inclusive, end exclusive, in milliseconds. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * The lowest price that was really asked in the 30 days before the sale of the newest version begins, in cents: earlier sales
 * in those days count, and so does what will be asked until a sale that is still to come. A younger history is used as far
 * as it goes. A reduction that follows on another without a gap and goes deeper is the same reduction and keeps its first
 * day; one that goes less deep is a new one.
 * @param versions every version in order, the newest last
 * @returns null without a sale, and when nothing was sold before it
 */
export function referencePrice(versions: readonly PriceVersion[]): number | null {
  const begins = saleBegins(versions);
  if (begins === null) return null;
  const window: Stretch = { from: begins - referenceMs, to: begins };
  let lowest: number | null = null;
  for (const [index, version] of versions.entries()) {
    const next = versions[index + 1];
    const inForce: Stretch = {
      from: version.recordedAt.getTime(),
      to: next ? next.recordedAt.getTime() : Infinity,
    };
    for (const cents of pricesDuring(version, overlap(inForce, window)))
      lowest = lowest === null ? cents : Math.min(lowest, cents);
  }
  return lowest;
}

/** A reduction as it stood when a version was recorded. */
interface Reduction {
  readonly cents: number;
  readonly begins: number;
  readonly to: number;
}

/** When the reduction that the newest version describes begins, in milliseconds; null when it describes none. */
function saleBegins(versions: readonly PriceVersion[]): number | null {
  let reduction: Reduction | null = null;
  for (const version of versions) reduction = followingReduction(reduction, version);
  return reduction?.begins ?? null;
}

function followingReduction(before: Reduction | null, version: PriceVersion): Reduction | null {
  const { saleCents, recordedAt } = version;
  const { from, to } = saleStretch(version);
  if (saleCents === null || from >= to) return null;
  const recorded = recordedAt.getTime();
  const sameReduction =
    before !== null &&
    before.begins <= recorded &&
    before.to >= recorded &&
    from <= recorded &&
    saleCents <= before.cents;
  return { cents: saleCents, begins: sameReduction ? before.begins : from, to };
}

/** The stretch in which the version's sale price would be asked if no other version followed. Empty without a sale. */
function saleStretch({ saleCents, saleStartsAt, saleEndsAt, recordedAt }: PriceVersion): Stretch {
  const recorded = recordedAt.getTime();
  if (saleCents === null) return { from: recorded, to: recorded };
  return {
    from: Math.max(recorded, saleStartsAt?.getTime() ?? recorded),
    to: saleEndsAt?.getTime() ?? Infinity,
  };
}

/** The prices that a version asks during a stretch, of which it may be in force for part of. */
function pricesDuring(version: PriceVersion, stretch: Stretch): readonly number[] {
  if (isEmpty(stretch)) return [];
  const onSale = overlap(saleStretch(version), stretch);
  if (version.saleCents === null || isEmpty(onSale)) return [version.baseCents];
  const always = onSale.from <= stretch.from && onSale.to >= stretch.to;
  return always ? [version.saleCents] : [version.saleCents, version.baseCents];
}

const overlap = (one: Stretch, other: Stretch): Stretch => ({
  from: Math.max(one.from, other.from),
  to: Math.min(one.to, other.to),
});

const isEmpty = ({ from, to }: Stretch) => from >= to;
