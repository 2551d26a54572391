import { ListColumn, roomFor, SharedTexts, TextColumn } from '../sets/growable.ts';

/** Stands for no row, no variant, no price. */
export const none = 0xffffffff;

/** What is kept of products: one place of every column a row. Numbers are those of the tables; 0 is none. */
export class ProductColumns {
  count = 0;
  ids = new Uint32Array(64);
  brand = new Uint32Array(64);
  category = new Uint16Array(64);
  perfumer = new Uint32Array(64);
  year = new Uint16Array(64);
  kind = new Uint8Array(64);
  gender = new Uint8Array(64);
  concentration = new Uint8Array(64);
  popularity = new Uint32Array(64);
  /** Seconds since 1970. */
  createdAt = new Uint32Array(64);
  /** Milliseconds since 1970. */
  updatedAt = new Float64Array(64);
  /** The variants of a row are those from `firstVariant`, `variantCount` of them. */
  firstVariant = new Uint32Array(64);
  variantCount = new Uint16Array(64);
  /** The variant whose price a card shows where no filter asks for another; `none` when nothing is sold. */
  lead = new Uint32Array(64);
  /** Words of the name by which it can be told from others, as many as `nameWords` has of them. */
  tellingWords = new Uint8Array(64);
  descriptionHash = new Uint32Array(64);
  /** Counts what a likeness rests on: notes, accords, kind. */
  smellVersion = new Uint32Array(64);
  readonly notes = new ListColumn();
  /** Accord in the lower 24 bits, its weight above. */
  readonly accords = new ListColumn();
  readonly attributes = new ListColumn();
  /** Numbers of the words of the name, in their order. */
  readonly nameWords = new ListColumn();
  readonly descriptionWords = new ListColumn();
  readonly names = new TextColumn();
  readonly slugs = new TextColumn();
  readonly imageKeys = new TextColumn();
  readonly imageAlts = new TextColumn();

  addRow(id: number): number {
    const row = this.count;
    this.count += 1;
    const rows = this.count;
    if (rows > this.ids.length) {
      this.ids = roomFor(this.ids, rows);
      this.brand = roomFor(this.brand, rows);
      this.category = roomFor(this.category, rows);
      this.perfumer = roomFor(this.perfumer, rows);
      this.year = roomFor(this.year, rows);
      this.kind = roomFor(this.kind, rows);
      this.gender = roomFor(this.gender, rows);
      this.concentration = roomFor(this.concentration, rows);
      this.popularity = roomFor(this.popularity, rows);
      this.createdAt = roomFor(this.createdAt, rows);
      this.updatedAt = roomFor(this.updatedAt, rows);
      this.firstVariant = roomFor(this.firstVariant, rows);
      this.variantCount = roomFor(this.variantCount, rows);
      this.lead = roomFor(this.lead, rows);
      this.tellingWords = roomFor(this.tellingWords, rows);
      this.descriptionHash = roomFor(this.descriptionHash, rows);
      this.smellVersion = roomFor(this.smellVersion, rows);
    }
    this.ids[row] = id;
    this.lead[row] = none;
    return row;
  }
}

/** What is kept of variants that have a price. */
export class VariantColumns {
  count = 0;
  /** The row of the product; `none` for a place that is no longer used. */
  product = new Uint32Array(64);
  ids = new Uint32Array(64);
  size = new Uint16Array(64);
  condition = new Uint8Array(64);
  /** What it costs now. */
  cents = new Uint32Array(64);
  /** The crossed-out price; 0 when there is none. */
  wasCents = new Uint32Array(64);
  /** Per 100 ml or g; `none` for pieces. */
  per100Cents = new Uint32Array(64);
  inStock = new Uint8Array(64);
  slug = new Uint32Array(64);
  readonly slugs = new SharedTexts();

  /** Places for so many variants, one after the other. */
  addPlaces(places: number): number {
    const first = this.count;
    this.count += places;
    if (this.count > this.ids.length) {
      this.product = roomFor(this.product, this.count);
      this.ids = roomFor(this.ids, this.count);
      this.size = roomFor(this.size, this.count);
      this.condition = roomFor(this.condition, this.count);
      this.cents = roomFor(this.cents, this.count);
      this.wasCents = roomFor(this.wasCents, this.count);
      this.per100Cents = roomFor(this.per100Cents, this.count);
      this.inStock = roomFor(this.inStock, this.count);
      this.slug = roomFor(this.slug, this.count);
    }
    return first;
  }
}
