import { describe, expect, it } from 'vitest';
import {
  cheapestMethod,
  datesInWords,
  daysInWords,
  deliveryCountries,
  deliveryDates,
  methodsFor,
  missingForFree,
  shippingZones,
} from './index.ts';

describe('the delivery table', () => {
  it('has every country in one zone only', () => {
    const countries = shippingZones.flatMap((zone) => zone.countries);
    expect(new Set(countries).size).toBe(countries.length);
  });

  it('names every country in full, in the order of the names', () => {
    const names = deliveryCountries.map(({ name }) => name);
    expect(names).toContain('United States');
    expect(names).toContain('United Kingdom');
    expect(names).toContain('Hong Kong');
    expect(names.every((name) => name.length > 3)).toBe(true);
    expect([...names].sort((a, b) => a.localeCompare(b, 'en'))).toEqual(names);
  });
});

describe('methodsFor', () => {
  it('offers nothing where nothing is delivered to', () => {
    expect(methodsFor('BR', 10_000)).toEqual([]);
    expect(cheapestMethod('BR', 10_000)).toBeUndefined();
  });

  it('is free from the limit on, to the cent', () => {
    const [standard] = methodsFor('US', 5_899);
    expect(standard).toMatchObject({ code: 'standard', cents: 595, freeFromCents: 5_900 });
    expect(standard && missingForFree(standard, 5_899)).toBe(1);
    expect(methodsFor('US', 5_900)[0]).toMatchObject({ code: 'standard', cents: 0, fullCents: 595 });
  });

  it('never makes express free, and says so', () => {
    const express = methodsFor('US', 100_000).find(({ code }) => code === 'express');
    expect(express?.cents).toBe(1_495);
    expect(express && missingForFree(express, 100_000)).toBeNull();
  });
});

describe('deliveryDates', () => {
  const range = (now: string, minDays: number, maxDays: number) => {
    const { earliest, latest } = deliveryDates({ minDays, maxDays }, new Date(now));
    return [earliest.toISOString().slice(0, 10), latest.toISOString().slice(0, 10)];
  };

  it.each([
    ['on a Tuesday', '2026-11-24T10:00:00Z', ['2026-11-27', '2026-12-01']],
    ['on a Friday, over the weekend', '2026-11-27T10:00:00Z', ['2026-12-02', '2026-12-04']],
    ['on a Saturday, as from Monday on', '2026-11-28T10:00:00Z', ['2026-12-02', '2026-12-04']],
    ['on a Sunday in its last millisecond', '2026-11-29T23:59:59.999Z', ['2026-12-02', '2026-12-04']],
    ['over the end of a year', '2026-12-31T00:00:00Z', ['2027-01-05', '2027-01-07']],
  ])('counts working days of UTC: %s', (_when, now, expected) => {
    expect(range(now, 3, 5)).toEqual(expected);
  });

  it('says a range or one day', () => {
    const now = new Date('2026-11-24T10:00:00Z');
    expect(datesInWords(deliveryDates({ minDays: 3, maxDays: 5 }, now))).toBe('Fri, Nov 27 to Tue, Dec 1');
    expect(datesInWords(deliveryDates({ minDays: 1, maxDays: 1 }, now))).toBe('Wed, Nov 25');
    expect(daysInWords({ minDays: 1, maxDays: 2 })).toBe('1 to 2 working days');
    expect(daysInWords({ minDays: 1, maxDays: 1 })).toBe('1 working day');
  });
});
