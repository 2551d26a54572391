import { describe, expect, it } from 'vitest';
import { regionFields } from '../checkout/regions.ts';
import { deliveryCountries } from '../shipping/index.ts';
import { rateInWords, taxFor, taxOf } from './index.ts';

describe('taxFor', () => {
  it('knows every place that an address can be in', () => {
    for (const { code: country } of deliveryCountries) {
      const regions = country === 'US' || country === 'CA' ? regionFields[country]?.regions : undefined;
      for (const region of regions ? Object.keys(regions) : [undefined])
        expect(taxFor({ country, region }).rateBasisPoints, `${country} ${region}`).toBeGreaterThanOrEqual(0);
    }
  });

  it('puts the tax on top in the United States and Canada and finds it in the price elsewhere', () => {
    expect(taxFor({ country: 'US', region: 'NJ' })).toMatchObject({
      rateBasisPoints: 662.5,
      included: false,
    });
    expect(taxFor({ country: 'CA', region: 'QC' })).toMatchObject({
      rateBasisPoints: 1497.5,
      included: false,
    });
    expect(taxFor({ country: 'DE' })).toEqual({
      name: 'VAT',
      rateBasisPoints: 1900,
      included: true,
      shippingTaxed: true,
    });
  });

  it('taxes delivery as the state does', () => {
    expect(taxFor({ country: 'US', region: 'TX' }).shippingTaxed).toBe(true);
    expect(taxFor({ country: 'US', region: 'CA' }).shippingTaxed).toBe(false);
  });

  it.each([
    { country: 'BR' },
    { country: 'US' },
    { country: 'US', region: 'ON' },
    { country: 'CA', region: 'TX' },
  ])('refuses a place that it does not know: %j', (place) => expect(() => taxFor(place)).toThrow(RangeError));
});

describe('taxOf', () => {
  it.each([
    // On top: 10.00 at 6.625 % is 66.25 cents; 2.00 at 7.25 % is 14.5 cents, which go up.
    [1_000, 662.5, false, 66],
    [200, 725, false, 15],
    [10_000, 1_497.5, false, 1_498],
    // Within: of 119.00, 19.00 are the tax; of 1.00 at 25 %, 0.20.
    [11_900, 1_900, true, 1_900],
    [100, 2_500, true, 20],
    [1, 2_000, true, 0],
    [3, 2_000, true, 1],
    [0, 2_000, false, 0],
    [4_294_967_295, 2_700, false, 1_159_641_170],
  ])('of %d cents at %d basis points (included: %s) is %d', (cents, rateBasisPoints, included, tax) => {
    expect(taxOf(cents, { rateBasisPoints, included })).toBe(tax);
  });
});

describe('rateInWords', () => {
  it.each([
    [2_000, '20%'],
    [662.5, '6.625%'],
    [1_497.5, '14.975%'],
    [810, '8.1%'],
  ])('%d basis points are %s', (rate, words) => expect(rateInWords(rate)).toBe(words));
});
