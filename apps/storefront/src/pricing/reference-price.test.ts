import { describe, expect, it } from 'vitest';
import { currentPrice } from './current-price.ts';
import { referencePrice, type PriceVersion } from './reference-price.ts';

const day = (number: number, hours = 0) => new Date(Date.UTC(2026, 0, number, hours));

const version = (
  recordedOn: number,
  baseCents: number,
  sale: { cents: number; from?: number; to?: number } | null = null,
): PriceVersion => ({
  recordedAt: day(recordedOn),
  baseCents,
  saleCents: sale?.cents ?? null,
  saleStartsAt: sale?.from === undefined ? null : day(sale.from),
  saleEndsAt: sale?.to === undefined ? null : day(sale.to),
});

describe('referencePrice', () => {
  it('is null without a sale', () => {
    expect(referencePrice([version(1, 8000)])).toBeNull();
  });

  it('is the price before the sale', () => {
    expect(referencePrice([version(1, 8000), version(40, 8000, { cents: 6000 })])).toBe(8000);
  });

  it('finds the low price between two high ones: 80, 100, then 90 is no reduction', () => {
    expect(
      referencePrice([version(1, 8000), version(50, 10_000), version(60, 10_000, { cents: 9000 })]),
    ).toBe(8000);
  });

  it('forgets a low price that ended more than 30 days before the sale', () => {
    expect(
      referencePrice([version(1, 8000), version(50, 10_000), version(80, 10_000, { cents: 9000 })]),
    ).toBe(10_000);
    expect(
      referencePrice([version(1, 8000), version(50, 10_000), version(79, 10_000, { cents: 9000 })]),
    ).toBe(8000);
  });

  it('counts an earlier sale inside the 30 days, and only while it ran', () => {
    const earlier = version(1, 10_000, { cents: 5000, from: 10, to: 20 });
    expect(referencePrice([earlier, version(40, 10_000, { cents: 9000 })])).toBe(5000);
    expect(referencePrice([earlier, version(50, 10_000, { cents: 9000 })])).toBe(10_000);
  });

  it('counts a low price that was in force for part of a version, beside its sale', () => {
    expect(
      referencePrice([version(1, 7000, { cents: 5000, from: 2, to: 3 }), version(40, 9000, { cents: 6000 })]),
    ).toBe(7000);
  });

  it('is worked out for the start of a sale that is still to come', () => {
    expect(referencePrice([version(1, 8000), version(10, 10_000, { cents: 9000, from: 20 })])).toBe(8000);
    expect(referencePrice([version(1, 8000), version(10, 10_000, { cents: 9000, from: 45 })])).toBe(10_000);
  });

  it('uses a history shorter than 30 days as far as it goes', () => {
    expect(referencePrice([version(1, 8000), version(3, 8000, { cents: 6000 })])).toBe(8000);
  });

  it('is null when nothing was sold before the sale', () => {
    expect(referencePrice([version(1, 8000, { cents: 6000 })])).toBeNull();
    expect(referencePrice([version(5, 8000, { cents: 6000, from: 1 })])).toBeNull();
  });

  it('is null for a sale that has ended before it was recorded', () => {
    expect(
      referencePrice([version(1, 8000), version(20, 8000, { cents: 6000, from: 5, to: 10 })]),
    ).toBeNull();
  });

  it('starts a late-entered sale when it was entered, not before', () => {
    expect(
      referencePrice([version(1, 5000), version(20, 9000), version(52, 9000, { cents: 8000, from: 25 })]),
    ).toBe(9000);
  });

  it('keeps the first day of a reduction that goes deeper or is only described anew', () => {
    const first = [version(1, 10_000), version(40, 10_000, { cents: 8000 })];
    expect(referencePrice([...first, version(60, 10_000, { cents: 6000 })])).toBe(10_000);
    expect(referencePrice([...first, version(60, 12_000, { cents: 8000, to: 90 })])).toBe(10_000);
    expect(
      referencePrice([
        version(1, 10_000),
        version(40, 10_000, { cents: 8000, to: 60 }),
        version(60, 10_000, { cents: 8000, to: 70 }),
      ]),
    ).toBe(10_000);
  });

  it('takes a reduction that becomes smaller as a new one, measured by the deeper one before', () => {
    expect(
      referencePrice([
        version(1, 10_000),
        version(40, 10_000, { cents: 5000 }),
        version(50, 10_000, { cents: 9000 }),
      ]),
    ).toBe(5000);
  });

  it('takes a sale after a pause as a new one', () => {
    expect(
      referencePrice([
        version(1, 10_000),
        version(40, 10_000, { cents: 8000, to: 45 }),
        version(50, 10_000, { cents: 7000 }),
      ]),
    ).toBe(8000);
  });

  it('agrees with asking the price of every hour, for random histories', () => {
    let state = 20_261_124;
    const random = (below: number) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state % below;
    };
    for (let round = 0; round < 200; round += 1) {
      const versions = Array.from({ length: 1 + random(5) }, (_, index) => {
        const on = 1 + index * 12 + random(12);
        const from = on + random(10) - 4;
        return version(
          on,
          5000 + 100 * random(50),
          index % 2 === 1 && random(2) === 0
            ? null
            : { cents: 1000 + 100 * random(40), from, to: from + 1 + random(8) },
        );
      });
      // The last sale begins well after the others, so that its first day is beyond doubt.
      const begin = 80 + random(10);
      const last = version(78, 6000, { cents: 4000, from: begin });
      const history = [...versions, last];
      let lowest: number | null = null;
      for (let at = day(begin - 30); at < day(begin); at = new Date(at.getTime() + 3_600_000)) {
        const inForce = history.filter(({ recordedAt }) => recordedAt <= at).at(-1);
        if (!inForce) continue;
        const { cents } = currentPrice(
          {
            variantId: 1,
            currency: 'USD',
            version: 1,
            referenceCents: null,
            supplierListCents: null,
            ...inForce,
          },
          at,
        );
        lowest = lowest === null ? cents : Math.min(lowest, cents);
      }
      expect(referencePrice(history)).toBe(lowest);
    }
  });
});
