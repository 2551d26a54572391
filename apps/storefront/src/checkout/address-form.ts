import { zoneOf } from '../shipping/index.ts';
import { postcodeFormats, type PostcodeFormat } from './postcodes.ts';
import { regionFields, type RegionField } from './regions.ts';

/** What the address form of a country asks for. */
export interface AddressForm {
  readonly country: string;
  readonly city: string;
  /** Null where addresses carry no region. */
  readonly region: RegionField | null;
  /** Null where there are no postcodes. */
  readonly postcode: PostcodeFormat | null;
  /** Whether the carrier has to be able to call. */
  readonly phone: boolean;
}

const cityLabels: Readonly<Record<string, string>> = {
  AU: 'Suburb',
  GB: 'Town or city',
  HK: 'District',
  IE: 'Town or city',
  NZ: 'Town or city',
};

/** Where there is but one city, it is not asked for. */
export const onlyCity: Readonly<Record<string, string>> = { SG: 'Singapore' };

/** The form of a country; null where nothing is delivered to. */
export function addressForm(country: string): AddressForm | null {
  const zone = zoneOf(country);
  if (!zone) return null;
  return {
    country,
    city: cityLabels[country] ?? 'City',
    region: regionFields[country] ?? null,
    postcode: postcodeFormats[country] ?? null,
    phone: zone.phoneNeeded,
  };
}
