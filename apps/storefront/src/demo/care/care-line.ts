import type { SizeUnit } from '../../catalogue/index.ts';
import type { Pack } from '../pictures/care-packs.ts';

/** One thing to wash, treat or style with. */
export interface Thing {
  /** As it ends a product's name. */
  readonly name: string;
  readonly category: string;
  readonly packs: readonly Pack[];
  /** Sizes in `unit`; one of the lists is chosen. */
  readonly amounts: readonly (readonly number[])[];
  readonly unit: SizeUnit;
  /** What the smallest size costs in the popular tier. */
  readonly dollars: number;
  /** What it does, as a sentence about "it" without its full stop. */
  readonly does: readonly string[];
  readonly use: readonly string[];
  /** What else is in it besides the line's own ingredients, as labels name it. */
  readonly inside: readonly string[];
  /** Sun care does what no other thing of a line does. */
  readonly concerns?: readonly string[];
}

/** A line shares an ingredient, a promise and a colour. */
export interface CareLineIdea {
  /** The ingredient as it stands in a name: "Argan". */
  readonly ingredient: string;
  /** As it stands in a sentence: "argan oil". */
  readonly extract: string;
  readonly promise: string;
  /** What it is for, after "for". */
  readonly purpose: string;
  readonly types: readonly string[];
  readonly concerns: readonly string[];
}

/** An ingredient and what it is good for. */
export type Ingredient = readonly [word: string, extract: string, promises: readonly string[]];

export interface Promise {
  readonly word: string;
  readonly purpose: string;
  readonly types: readonly string[];
  readonly concerns: readonly string[];
}
