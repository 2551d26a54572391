import { countryName } from '../shipping/index.ts';

/** Where an order goes. An order keeps its own copy. */
export interface Address {
  readonly name: string;
  readonly company?: string;
  readonly line1: string;
  readonly line2?: string;
  readonly city: string;
  /** A code where the country has a list of regions (US-style "CA"), else as it was typed. */
  readonly region?: string;
  /** In the country's own spelling. */
  readonly postcode?: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Only where the carrier needs one. */
  readonly phone?: string;
}

/** Countries that write city, region and postcode in one line with the postcode last. */
const postcodeLast = new Set(['US', 'CA', 'AU']);
/** Countries that give the postcode a line of its own. */
const postcodeAlone = new Set(['GB', 'IE', 'JP', 'SG', 'NZ']);

/** The address as it stands on a parcel, one line each, ending with the country's name. */
export function addressLines(address: Address): readonly string[] {
  const { name, company, line1, line2, country } = address;
  return [name, company, line1, line2, ...townLines(address), countryName(country)].filter(
    (line): line is string => line !== undefined && line !== '',
  );
}

function townLines({ city, region, postcode, country }: Address): readonly string[] {
  if (postcodeLast.has(country)) return [`${city}, ${words(region, postcode)}`];
  if (postcodeAlone.has(country)) return [words(city), words(region), words(postcode)];
  return [words(postcode, city), words(region)];
}

function words(...parts: readonly (string | undefined)[]): string {
  return parts.filter(Boolean).join(' ');
}
