import { describe, expect, it } from 'vitest';
import { sizeLabel } from '../../catalogue/index.ts';
import { findSize, parseSize } from './size.ts';

const label = (text: string) => {
  const found = findSize(text);
  return found && sizeLabel(found.size);
};

describe('findSize', () => {
  it.each([
    ['Nuit Ambre 100 ml', '100 ml'],
    ['Nuit Ambre 100ML', '100 ml'],
    ['Nuit Ambre 3.4 oz', '100 ml'],
    ['Nuit Ambre 3.4 fl. oz', '100 ml'],
    ['Nuit Ambre 3.40oz.', '100 ml'],
    ['Nuit Ambre 3,4 FL OZ', '100 ml'],
    ['Nuit Ambre 1.7oz', '50 ml'],
    ['Nuit Ambre 1 oz', '30 ml'],
    ['Nuit Ambre .5 oz', '15 ml'],
    ['Nuit Ambre 10 oz', '300 ml'],
    ['Nuit Ambre 7.5ml', '7.5 ml'],
    ['Nuit Ambre 0.25 fl oz / 7.5 ml', '7.5 ml'],
    ['Nuit Ambre (3.4 oz/100 ml)', '100 ml'],
    ['Body cream 250 g', '250 g'],
    ['Body cream 250gr', '250 g'],
    ['Set 3 pcs', '3 pieces'],
    ['Shampoo 1 L', '1000 ml'],
    ['Shampoo 0.5 litre', '500 ml'],
    ['Nuit Ambre 9.3 oz', '275 ml'],
  ])('finds the size in "%s"', (title, size) => {
    expect(label(title)).toBe(size);
  });

  it.each([
    '212 VIP',
    'No. 5',
    '1 Million',
    '4711 Original',
    'CK One',
    'Light Blue',
    '100 mlle',
    '5th Avenue',
    '',
  ])('finds none in "%s"', (title) => {
    expect(label(title)).toBeNull();
  });

  it('leaves the size open where several bottles are named', () => {
    expect(label('Set: 50 ml and 100 ml')).toBeNull();
  });
});

describe('parseSize', () => {
  it('reads back whatever is written on a variant', () => {
    for (const unit of ['ml', 'g', 'piece'] as const)
      for (const amount of [1, 5, 50, 100, 150, 200, 750, 755, 3050, 10_000, 123_456])
        expect(parseSize(sizeLabel({ amount, unit }))).toEqual({ amount, unit });
  });

  it('takes an empty cell for no size and refuses what is none', () => {
    expect(parseSize(' ')).toBeNull();
    for (const text of ['big', '100', '0 ml', '-5 ml', '100 ml spray', '99999999 ml'])
      expect(() => parseSize(text)).toThrow(/not a size/);
  });
});
