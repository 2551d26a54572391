import type {
  AttributeValues,
  Concentration,
  Gender,
  LongevityVotes,
  ProductKind,
  SillageVotes,
} from '../../catalogue/index.ts';
import type { PlainOffer } from '../offers/plain-offers.ts';
import type { Scent } from '../scents/compose.ts';

/** A product of a house as it was thought up, before it has numbers, stock and a place in the shop. */
export interface Concept {
  readonly kind: ProductKind;
  readonly categorySlug: string;
  readonly name: string;
  readonly description: string;
  readonly gender: Gender | null;
  readonly concentration: Concentration | null;
  readonly launchYear: number | null;
  readonly perfumer: string | null;
  readonly scent: Pick<Scent, 'form' | 'top' | 'heart' | 'base' | 'flat' | 'accords'>;
  readonly votes: { readonly longevity: LongevityVotes | null; readonly sillage: SillageVotes | null };
  readonly attributes: AttributeValues;
  readonly offers: readonly PlainOffer[];
  /** What it is to its house, from 0 to 1; with the house's fame it makes the popularity. */
  readonly weight: number;
  readonly pictures: readonly ConceptPicture[];
}

/** A picture that is yet to be drawn. */
export interface ConceptPicture {
  readonly alt: string;
  readonly draw: () => string;
}

export const unscented: Concept['scent'] = {
  form: 'none',
  top: [],
  heart: [],
  base: [],
  flat: [],
  accords: [],
};
export const noVotes: Concept['votes'] = { longevity: null, sillage: null };
