import { describe, expect, it } from 'vitest';
import { sizeLabel, sizeSlug, variantLabel, variantSlug } from './sizes.ts';

describe('sizes', () => {
  it.each([
    [{ amount: 10_000, unit: 'ml' }, '100 ml', '100-ml'],
    [{ amount: 750, unit: 'ml' }, '7.5 ml', '7-5-ml'],
    [{ amount: 5, unit: 'ml' }, '0.05 ml', '0-05-ml'],
    [{ amount: 25_010, unit: 'g' }, '250.1 g', '250-1-g'],
    [{ amount: 300, unit: 'piece' }, '3 pieces', '3-pieces'],
    [{ amount: 100, unit: 'piece' }, '1 piece', '1-piece'],
  ] as const)('%j is "%s" and %s', (size, label, slug) => {
    expect(sizeLabel(size)).toBe(label);
    expect(sizeSlug(size)).toBe(slug);
  });

  it('names the condition only when it is not what one expects', () => {
    const size = { amount: 10_000, unit: 'ml' } as const;
    expect(variantSlug(size, 'sealed')).toBe('100-ml');
    expect(variantSlug(size, 'tester')).toBe('100-ml-tester');
    expect(variantSlug(null, 'unboxed')).toBe('one-size-unboxed');
    expect(variantLabel({ size, condition: 'sealed' })).toBe('100 ml');
    expect(variantLabel({ size, condition: 'tester' })).toBe('100 ml, tester');
    expect(variantLabel({ size: null, condition: 'sealed' })).toBe('One size');
    expect(variantLabel({ size: null, condition: 'tester' })).toBe('Tester');
  });
});
