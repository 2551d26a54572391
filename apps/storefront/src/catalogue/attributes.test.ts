import { describe, expect, it } from 'vitest';
import { attributeDefinitions, attributeProblems, attributesOfKind, knownAttributes } from './attributes.ts';
import { productKinds } from './model.ts';

describe('attributes', () => {
  it('give every kind of product a vocabulary of its own', () => {
    for (const kind of productKinds) expect(attributesOfKind(kind)).not.toEqual([]);
    expect(attributesOfKind('hair-care').map(({ code }) => code)).toEqual(['hair-type', 'hair-concern']);
  });

  it('have codes and values that can stand in an address', () => {
    const codes = attributeDefinitions.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    const words = [
      ...codes,
      ...attributeDefinitions.flatMap(({ values }) => values.map(({ value }) => value)),
    ];
    for (const word of words) expect(word).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  it('are refused when the kind does not have them or does not know the value', () => {
    expect(attributeProblems('perfume', { season: ['winter'] })).toEqual([]);
    expect(attributeProblems('perfume', { 'skin-type': ['dry'] })).toEqual([
      'a product of kind perfume has no attribute "skin-type"',
    ]);
    expect(attributeProblems('perfume', { season: ['winter', 'monsoon'] })).toEqual([
      '"monsoon" is not a value of the attribute "season"',
    ]);
  });

  it('are read in one order, without repeats, empty lists and what is no longer known', () => {
    const read = knownAttributes('perfume', {
      'time-of-day': ['night', 'night'],
      season: ['winter', 'monsoon', 'spring'],
      weather: ['fog'],
    });
    expect(JSON.stringify(read)).toBe('{"season":["spring","winter"],"time-of-day":["night"]}');
    expect(knownAttributes('perfume', { season: [] })).toEqual({});
  });

  it.each([[null], ['winter'], [[]], [{ season: 'winter' }]])(
    'come to nothing when the column holds %j',
    (json) => {
      expect(knownAttributes('perfume', json)).toEqual({});
    },
  );
});
