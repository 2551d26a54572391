import { shippingZones } from './table.ts';
import type { ShippingZone } from './model.ts';

const names = new Intl.DisplayNames(['en'], { type: 'region', style: 'short' });
const zoneByCountry = new Map(
  shippingZones.flatMap((zone) => zone.countries.map((code) => [code, zone] as const)),
);

/** The English name of a country by its ISO 3166-1 code: "Germany" for DE. */
export function countryName(code: string): string {
  return fullNames.get(code) ?? names.of(code) ?? code;
}

/** Names whose short form is an abbreviation. */
const fullNames = new Map([
  ['US', 'United States'],
  ['GB', 'United Kingdom'],
]);

/** The zone of a country, or undefined where nothing is delivered to. */
export function zoneOf(country: string): ShippingZone | undefined {
  return zoneByCountry.get(country);
}

/** Every country that is delivered to, by name. */
export const deliveryCountries: readonly { readonly code: string; readonly name: string }[] = [
  ...zoneByCountry.keys(),
]
  .map((code) => ({ code, name: countryName(code) }))
  .sort((a, b) => a.name.localeCompare(b.name, 'en'));

const withArticle = new Set(['GB', 'NL', 'US']);

/** A country's name inside a sentence: "the United States", "Germany". */
export function countryInSentence(code: string): string {
  return withArticle.has(code) ? `the ${countryName(code)}` : countryName(code);
}
