import type { ShippingRate, ShippingZone } from './model.ts';

const standard = (
  fullCents: number,
  freeFromCents: number,
  minDays: number,
  maxDays: number,
): ShippingRate => ({
  code: 'standard',
  name: 'Standard delivery',
  fullCents,
  freeFromCents,
  minDays,
  maxDays,
});

const express = (fullCents: number, minDays: number, maxDays: number): ShippingRate => ({
  code: 'express',
  name: 'Express delivery',
  fullCents,
  freeFromCents: null,
  minDays,
  maxDays,
});

/** Where most parcels go: what a cart is shown before it has an address. */
export const homeCountry = 'US';

/**
 * The one table of delivery: every page, the cart, the checkout and the order read it. Amounts are cents of the shop's
 * currency (the setting CURRENCY); a shop that sells in another currency writes its own amounts here. A country that
 * stands in no zone is not delivered to.
 */
export const shippingZones: readonly ShippingZone[] = [
  {
    code: 'us',
    name: 'United States',
    countries: ['US'],
    phoneNeeded: false,
    rates: [standard(595, 5_900, 3, 5), express(1_495, 1, 2)],
  },
  {
    code: 'ca',
    name: 'Canada',
    countries: ['CA'],
    phoneNeeded: false,
    rates: [standard(995, 9_900, 4, 7), express(2_495, 2, 3)],
  },
  {
    code: 'europe',
    name: 'European Union and United Kingdom',
    countries: [
      ...[
        'AT',
        'BE',
        'BG',
        'CY',
        'CZ',
        'DE',
        'DK',
        'EE',
        'ES',
        'FI',
        'FR',
        'GB',
        'GR',
        'HR',
        'HU',
        'IE',
        'IT',
      ],
      ...['LT', 'LU', 'LV', 'MT', 'NL', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK'],
    ],
    phoneNeeded: false,
    rates: [standard(995, 9_900, 5, 8), express(2_295, 2, 4)],
  },
  {
    code: 'europe-customs',
    name: 'Norway and Switzerland',
    countries: ['CH', 'NO'],
    phoneNeeded: true,
    rates: [standard(1_295, 12_900, 5, 9), express(2_795, 3, 5)],
  },
  {
    code: 'asia-pacific',
    name: 'Asia and Pacific',
    countries: ['AU', 'HK', 'JP', 'NZ', 'SG'],
    phoneNeeded: true,
    rates: [standard(1_495, 14_900, 7, 12), express(3_495, 3, 5)],
  },
];
