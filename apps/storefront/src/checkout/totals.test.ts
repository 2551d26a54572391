import { describe, expect, it } from 'vitest';
import { deliveryCountries, methodsFor } from '../shipping/index.ts';
import { taxFor } from '../tax/index.ts';
import { regionFields } from './regions.ts';
import { totalsOf, type TotalsLine } from './totals.ts';

const ohio = taxFor({ country: 'US', region: 'OH' });

describe('totalsOf', () => {
  it('adds the tax where it comes on top', () => {
    // 5.75 % of 99.98 is 5.74885, of 19.99 is 1.149425, of 5.95 is 0.342125.
    const lines = [
      { quantity: 2, unitCents: 4_999 },
      { quantity: 1, unitCents: 1_999 },
    ];
    expect(totalsOf(lines, 595, ohio)).toEqual({
      lines: [
        { lineCents: 9_998, taxCents: 575 },
        { lineCents: 1_999, taxCents: 115 },
      ],
      goodsCents: 11_997,
      shippingCents: 595,
      shippingTaxCents: 34,
      taxCents: 724,
      taxIncluded: false,
      totalCents: 11_997 + 595 + 724,
    });
  });

  it('finds the tax inside where the prices hold it', () => {
    const totals = totalsOf([{ quantity: 1, unitCents: 11_900 }], 0, taxFor({ country: 'DE' }));
    expect(totals).toMatchObject({ taxCents: 1_900, totalCents: 11_900, taxIncluded: true });
  });

  it('rounds once a line and never once a piece', () => {
    // 3 x 0.33 at 4.75 %: a line of 99 has 4.7025 cents of tax; by the piece it would be 3 x 2.
    const northCarolina = taxFor({ country: 'US', region: 'NC' });
    expect(totalsOf([{ quantity: 3, unitCents: 33 }], 0, northCarolina).taxCents).toBe(5);
  });

  it('keeps its promises for random carts to every place', () => {
    const random = generator(20_261_124);
    const upTo = (most: number) => Math.floor(random() * most) + 1;
    for (let run = 0; run < 1_000; run += 1) {
      const country = deliveryCountries[upTo(deliveryCountries.length) - 1]?.code ?? 'US';
      const regions = Object.keys(regionFields[country]?.regions ?? {});
      const tax = taxFor({ country, region: regions[upTo(regions.length || 1) - 1] });
      const lines: TotalsLine[] = Array.from({ length: upTo(50) }, () => ({
        quantity: upTo(10),
        unitCents: upTo(90_000),
      }));
      const goods = lines.reduce((sum, { quantity, unitCents }) => sum + quantity * unitCents, 0);
      for (const { cents } of methodsFor(country, goods)) {
        const totals = totalsOf(lines, cents, tax);
        const sumOf = (key: 'lineCents' | 'taxCents') =>
          totals.lines.reduce((sum, line) => sum + line[key], 0);
        const where = `run ${run}: ${country}`;
        expect(totals.goodsCents, where).toBe(goods);
        expect(sumOf('lineCents'), where).toBe(goods);
        expect(sumOf('taxCents') + totals.shippingTaxCents, where).toBe(totals.taxCents);
        expect(totals.totalCents, where).toBe(goods + cents + (tax.included ? 0 : totals.taxCents));
        // Rounding once a line is never off by more than half a cent a line.
        const base = goods + (tax.shippingTaxed ? cents : 0);
        const exact = (base * tax.rateBasisPoints) / (tax.included ? 10_000 + tax.rateBasisPoints : 10_000);
        expect(Math.abs(totals.taxCents - exact), where).toBeLessThanOrEqual((lines.length + 1) / 2 + 1e-6);
        expect(Object.values(totals).flat().every(isWhole), where).toBe(true);
      }
    }
  });
});

function isWhole(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.values(value).every(isWhole);
  return typeof value === 'boolean' || (Number.isSafeInteger(value) && Number(value) >= 0);
}

/** The same numbers from 0 to 1 on every run. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
