import type { ProductCard, SimilarProduct } from '../listing/model.ts';
import { cardOf } from './listing/cards.ts';
import type { Posting } from './sets/posting.ts';
import type { CatalogueStore } from './store/catalogue-store.ts';
import { none } from './store/columns.ts';

/** Products with a note in common that are looked at for one likeness, those with its rarest notes first. */
const mostVisits = 12_000;
/** Of these, the ones with the rarest notes in common are compared in full. */
const mostCompared = 250;
const shareBuckets = 64;
/** Alike products that are kept for one product; more are never shown. */
const keptAlike = 24;
/** Products whose likenesses are kept. */
const mostKept = 20_000;
/** A likeness is worked out anew after so long, so that new products come into it. */
const keptForMs = 15 * 60_000;
/** Two products are alike from here on; 1 is the same. */
const leastLikeness = 0.18;
/** Of the brand itself no more than this many are shown: its flankers are on its own page. */
const mostOfBrand = 2;

interface Kept {
  readonly rows: Uint32Array<ArrayBuffer>;
  /** What the likeness rested on, of the product and of each that is like it. */
  readonly versions: Uint32Array<ArrayBuffer>;
  readonly version: number;
  readonly until: number;
}

/** Finds what smells alike, by notes (a rare one says more) and accords (by their weight). */
export class Likenesses {
  readonly #store: CatalogueStore;
  readonly #currency: string;
  readonly #kept = new Map<number, Kept>();

  constructor(store: CatalogueStore, currency: string) {
    this.#store = store;
    this.#currency = currency;
  }

  /** Products that can be had now and smell like this one, most alike first. */
  of(productId: number, limit: number, at: Date): readonly SimilarProduct[] {
    const store = this.#store;
    const row = store.rowOf(productId);
    if (row === undefined) return [];
    const own = cardOf(store, this.#currency, row, store.products.lead[row]!, at);
    return Array.from(this.#alike(row, at.getTime()).slice(0, limit), (other) =>
      this.#described(row, own, other, at),
    );
  }

  #alike(row: number, now: number): Uint32Array<ArrayBuffer> {
    const kept = this.#kept.get(row);
    if (kept && this.#stillHolds(row, kept, now)) return kept.rows;
    const rows = Uint32Array.from(this.#workOut(row));
    const { smellVersion } = this.#store.products;
    this.#kept.delete(row);
    this.#kept.set(row, {
      rows,
      versions: rows.map((other) => smellVersion[other]!),
      version: smellVersion[row]!,
      until: now + keptForMs,
    });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > mostKept && oldest !== undefined) this.#kept.delete(oldest);
    return rows;
  }

  #stillHolds(row: number, { rows, versions, version, until }: Kept, now: number): boolean {
    const { smellVersion } = this.#store.products;
    if (now > until || smellVersion[row] !== version) return false;
    return rows.every((other, at) => smellVersion[other] === versions[at] && this.#isBuyable(other));
  }

  #isBuyable(row: number): boolean {
    const { products, variants } = this.#store;
    const lead = products.lead[row]!;
    return lead !== none && variants.inStock[lead] === 1;
  }

  #workOut(row: number): number[] {
    const likenesses = new Map<number, number>();
    for (const other of this.#candidates(row)) {
      if (!this.#isBuyable(other)) continue;
      const likeness = this.#likeness(row, other);
      if (likeness >= leastLikeness) likenesses.set(other, likeness);
    }
    const { products } = this.#store;
    const sorted = [...likenesses].sort(
      ([one, oneLikeness], [other, otherLikeness]) =>
        otherLikeness - oneLikeness ||
        products.popularity[other]! - products.popularity[one]! ||
        products.ids[one]! - products.ids[other]!,
    );
    let ofBrand = 0;
    const alike: number[] = [];
    for (const [other] of sorted) {
      if (alike.length === keptAlike) break;
      if (products.brand[other] === products.brand[row] && (ofBrand += 1) > mostOfBrand) continue;
      alike.push(other);
    }
    return alike;
  }

  /** Products with which this one shares most, by the rarity of its notes; by its accords when it has no notes. */
  #candidates(row: number): readonly number[] {
    const { products, tables } = this.#store;
    const shared = new Float32Array(products.count);
    const touched: number[] = [];
    let most = 0;
    let visits = 0;
    const visit = (posting: Posting, worth: number) => {
      if (visits > 0 && visits + posting.count > mostVisits) return;
      visits += posting.count;
      posting.each((other) => {
        if (shared[other] === 0) touched.push(other);
        const sum = (shared[other]! += worth);
        if (other !== row && sum > most) most = sum;
      });
    };
    const notes = Array.from(products.notes.get(row)).sort(
      (one, two) => tables.note.count(one) - tables.note.count(two),
    );
    for (const note of notes) visit(tables.note.postings[note]!, this.#rarity(note));
    if (notes.length === 0)
      for (const packed of products.accords.get(row))
        visit(tables.accord.postings[packed & 0xffffff]!, packed >>> 24);
    return highest(touched, shared, most, row);
  }

  /** From 0 to 1. */
  #likeness(row: number, other: number): number {
    const { products } = this.#store;
    const notes = this.#noteLikeness(row, other);
    const accords = this.#accordLikeness(row, other);
    const hasNotes = products.notes.lengths[row]! > 0 && products.notes.lengths[other]! > 0;
    const hasAccords = products.accords.lengths[row]! > 0 && products.accords.lengths[other]! > 0;
    const smell =
      hasNotes && hasAccords ? 0.6 * notes + 0.4 * accords : hasNotes ? 0.7 * notes : 0.5 * accords;
    const [one, two] = [products.gender[row]!, products.gender[other]!];
    // What is made for men is rarely what a buyer of women's scents looks for; 3 is unisex, 0 not known.
    const apart = one !== two && one % 3 !== 0 && two % 3 !== 0;
    return apart ? 0.8 * smell : smell;
  }

  /** The share of rarity in what both have: the cosine of the two lists weighted by rarity. */
  #noteLikeness(row: number, other: number): number {
    const { products } = this.#store;
    const [one, two] = [products.notes.get(row), products.notes.get(other)];
    let shared = 0;
    for (const note of one) if (two.includes(note)) shared += this.#rarity(note);
    return shared === 0 ? 0 : shared / Math.sqrt(this.#raritySum(one) * this.#raritySum(two));
  }

  #raritySum(notes: Uint32Array): number {
    let sum = 0;
    for (const note of notes) sum += this.#rarity(note);
    return sum;
  }

  #rarity(note: number): number {
    const { active, tables } = this.#store;
    return Math.log(1 + active.count / Math.max(1, tables.note.count(note)));
  }

  /** What both are of, as a share of what either is of. */
  #accordLikeness(row: number, other: number): number {
    const { products } = this.#store;
    const [one, two] = [products.accords.get(row), products.accords.get(other)];
    let [shared, either] = [0, 0];
    for (const packed of one) {
      const facing = two.find((candidate) => (candidate & 0xffffff) === (packed & 0xffffff)) ?? 0;
      shared += Math.min(packed >>> 24, facing >>> 24);
      either += packed >>> 24;
    }
    for (const packed of two) either += packed >>> 24;
    return either === 0 ? 0 : shared / (either - shared);
  }

  #described(row: number, own: ProductCard, other: number, at: Date): SimilarProduct {
    const { products, tables } = this.#store;
    const card = cardOf(this.#store, this.#currency, other, products.lead[other]!, at);
    const notes = products.notes.get(other);
    const accords = products.accords.get(other).map((packed) => packed & 0xffffff);
    const sharedNotes = Array.from(products.notes.get(row))
      .filter((note) => notes.includes(note))
      .sort((one, two) => tables.note.count(one) - tables.note.count(two));
    const sharedAccords = Array.from(products.accords.get(row), (packed) => packed & 0xffffff).filter(
      (accord) => accords.includes(accord),
    );
    return {
      card,
      sharedNotes: sharedNotes.map((note) => tables.note.labels[note]!),
      sharedAccords: sharedAccords.map((accord) => tables.accord.labels[accord]!),
      cheaper:
        card.per100Cents !== null &&
        own.per100Cents !== null &&
        card.per100Unit === own.per100Unit &&
        card.per100Cents < own.per100Cents,
    };
  }
}

/** About so many of the touched rows as are compared in full: those that share most. */
function highest(
  touched: readonly number[],
  shared: Float32Array,
  most: number,
  own: number,
): readonly number[] {
  if (most === 0) return [];
  const counts = new Uint32Array(shareBuckets + 1);
  const bucketOf = (row: number) => Math.min(shareBuckets, Math.floor((shared[row]! / most) * shareBuckets));
  for (const row of touched) if (row !== own) counts[bucketOf(row)]! += 1;
  let bucket = shareBuckets;
  for (let taken = counts[bucket]!; bucket > 0 && taken + counts[bucket - 1]! <= mostCompared; bucket -= 1)
    taken += counts[bucket - 1]!;
  const chosen = touched.filter((row) => row !== own && bucketOf(row) >= bucket);
  return chosen.slice(0, 4 * mostCompared);
}
