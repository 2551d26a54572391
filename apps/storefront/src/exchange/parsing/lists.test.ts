import { describe, expect, it } from 'vitest';
import {
  readAccords,
  readAttributes,
  readImages,
  readList,
  readLongevityVotes,
  votesFrom,
  weighAccords,
  writeAccords,
  writeAttributes,
  writeImages,
  writeList,
  writeVotes,
} from './lists.ts';

describe('lists in a cell', () => {
  it('read back what was written, whatever stands in the parts', () => {
    const characters = ['a', 'é', '|', '\\', ' ', ';', ',', ':', '"', "'", '\n', '1', '-', '日'];
    let seed = 7;
    const random = (most: number) => (seed = (seed * 48_271) % 2_147_483_647) % most;
    for (let round = 0; round < 500; round += 1) {
      const parts = Array.from({ length: random(5) }, () =>
        Array.from({ length: 1 + random(8) }, () => characters[random(characters.length)])
          .join('')
          .trim(),
      ).filter((part) => part !== '');
      expect(readList(writeList(parts))).toEqual(parts);
    }
  });

  it('take names without weights in order of strength', () => {
    expect(readAccords('woody | amber')).toEqual([
      { name: 'woody', weight: 100 },
      { name: 'amber', weight: 85 },
    ]);
    expect(weighAccords(Array.from({ length: 9 }, String)).every(({ weight }) => weight >= 10)).toBe(true);
  });

  it('round trip accords, votes, attributes and images', () => {
    const accords = [
      { name: 'Woody: dry', weight: 100 },
      { name: 'A|b', weight: 1 },
    ];
    expect(readAccords(writeAccords(accords))).toEqual(accords);
    expect(readLongevityVotes(writeVotes([4, 0, 9, 14, 31]))).toEqual([4, 0, 9, 14, 31]);
    const attributes = { season: ['summer', 'spring'], 'time-of-day': ['day'] };
    expect(readAttributes(writeAttributes(attributes))).toEqual(attributes);
    const images = [
      { assetKey: 'products/ab.svg', alt: 'A bottle | tall', width: 800, height: 1000 },
      { assetKey: 'x.webp', alt: '', width: 1, height: 1 },
    ];
    expect(readImages(writeImages(images))).toEqual(images);
  });

  it.each(['woody: 0', 'woody: 101', 'woody: -1', 'woody: 5 | amber'])('refuse the accords "%s"', (cell) => {
    expect(() => readAccords(cell)).toThrow(/weight/);
  });

  it('refuse pictures that are not in the shop’s own store', () => {
    expect(() => readImages('https://example.com/x.jpg 10x10 x')).toThrow(/not an image/);
    expect(() => readImages('x.jpg 0x10')).toThrow(/not an image/);
  });
});

describe('votesFrom', () => {
  it('counts what is below zero as none', () => {
    expect(votesFrom(['-1', '0', '9', '2'], 4)).toEqual([0, 0, 9, 2]);
  });

  it.each([[['1', '2', '3']], [['1', '2', '3', 'x']], [['1', '2', '3', '1.5']], [[1, 2, 3, null]]])(
    'refuses %j for four votes',
    (parts) => {
      expect(() => votesFrom(parts, 4)).toThrow(/4 whole numbers/);
    },
  );
});
