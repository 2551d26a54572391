import { describe, expect, it } from 'vitest';
import type { ProductRecord } from '../shapes/shape.ts';
import { Seen } from './seen.ts';

const record = (
  line: number,
  words: Partial<ProductRecord> & { name?: string; skus?: string[]; cents?: number },
) => ({
  line,
  sourceKey: words.sourceKey ?? 'k',
  supplier: words.supplier ?? false,
  remarks: [],
  product: { brandName: 'A', name: words.name ?? 'B' },
  variants: (words.skus ?? []).map((sku) => ({ line, sku, price: { baseCents: words.cents ?? 100 } })),
});

describe('Seen', () => {
  it('passes an exact repeat over and names the line that it repeats', () => {
    const seen = new Seen();
    expect(seen.admit(record(2, {}), '').record).toBeDefined();
    expect(seen.admit(record(9, {}), 'A B')).toEqual({
      refused: [],
      repeated: [{ line: 9, label: 'A B', sameAs: 2 }],
    });
  });

  it('refuses the same product with other words: nothing is overwritten silently', () => {
    const seen = new Seen();
    seen.admit(record(2, {}), '');
    const later = seen.admit(record(9, { name: 'b' }), 'A b');
    expect(later.record).toBeUndefined();
    expect(later.refused).toMatchObject([{ line: 9, reason: expect.stringContaining('line 2') as string }]);
  });

  it('lets further sizes of a product come from elsewhere in the file', () => {
    const seen = new Seen();
    seen.admit(record(2, { skus: ['S1'] }), '');
    expect(seen.admit(record(9, { skus: ['S2'] }), '').record?.variants).toHaveLength(1);
  });

  it('lets a supplier say other words of a product and keeps to the first', () => {
    const seen = new Seen();
    seen.admit(record(2, { supplier: true, skus: ['S1'] }), '');
    const later = seen.admit(record(9, { supplier: true, name: 'b', skus: ['S2'] }), '');
    expect(later).toMatchObject({ refused: [], record: { variants: [{ sku: 'S2' }] } });
  });

  it('takes each SKU once: a repeat is passed over, another price is refused', () => {
    const seen = new Seen();
    seen.admit(record(2, { skus: ['S1'] }), '');
    expect(seen.admit(record(3, { skus: ['S1'] }), '').repeated).toMatchObject([{ line: 3, sameAs: 2 }]);
    expect(seen.admit(record(4, { skus: ['S1'], cents: 90 }), '').refused).toMatchObject([
      { line: 4, reason: expect.stringContaining('SKU S1 stands on line 2') as string },
    ]);
    expect(seen.admit(record(5, { sourceKey: 'other', skus: ['S1'] }), '').record).toBeUndefined();
  });
});
