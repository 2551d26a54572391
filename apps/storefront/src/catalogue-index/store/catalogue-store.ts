import { currentPrice, per100, type PriceRecord } from '../../pricing/index.ts';
import { isGlue, wordsOf } from '../search/fold.ts';
import { roomFor } from '../sets/growable.ts';
import { Order, orderedBy } from '../sets/order.ts';
import { Posting } from '../sets/posting.ts';
import { CodeTable } from './code-table.ts';
import { none, ProductColumns, VariantColumns } from './columns.ts';
import type { IndexedProduct, IndexedVariant } from './indexed-product.ts';
import { SaleClock } from './sale-clock.ts';
import { CatalogueTables } from './tables.ts';

/**
 * The catalogue in columns. Products are taken in one by one and changed in place: a row keeps its number for as long as
 * the store lives, so that a changed price touches a few numbers and no list.
 */
export class CatalogueStore {
  readonly tables = new CatalogueTables();
  readonly products = new ProductColumns();
  readonly variants = new VariantColumns();
  readonly codes = new CodeTable();
  /** The rows of active products. */
  readonly active = new Posting();
  /** Counts every change; answers that were worked out before it are old. */
  version = 0;
  /** Variants that are sold: those with a price. */
  variantCount = 0;
  /** Stands around what the clock does to these rows, for whoever has to see them before and after. */
  aroundSaleChange: (rows: ReadonlySet<number>, apply: () => void) => void = (_rows, apply) => apply();
  readonly #rows = new Map<number, number>();
  readonly #sales = new SaleClock();
  #textsRead = 0;
  /** By the number of a word, the text in which it was last met. */
  #readIn = new Uint32Array(1_024);

  /** Rows in the order of product ids. */
  readonly byId = new Order(() => orderedBy(this.#activeRows(), this.products.ids));
  /** Rows, most popular first, then by id. */
  readonly byPopularity = new Order(() =>
    orderedBy(this.byId.items, inverted(this.products.popularity, this.products.count)),
  );
  /** Rows, newest first, then by id. */
  readonly byNewest = new Order(() =>
    orderedBy(this.byId.items, inverted(this.products.createdAt, this.products.count)),
  );
  /** Variants, cheapest first, then by product id. */
  readonly byPrice = new Order(() => orderedBy(this.#soldVariants(), this.variants.cents));
  /** Variants, cheapest per 100 ml or g first, then by product id; pieces last. */
  readonly byPer100 = new Order(() => orderedBy(this.#soldVariants(), this.variants.per100Cents));

  /** Places of columns that nothing uses any more, as a share of all: what a new load would free. */
  get waste(): number {
    const rows = this.products.count - this.active.count;
    const places = this.variants.count - this.variantCount;
    return (rows + places) / Math.max(1, this.products.count + this.variants.count);
  }

  /** The row of an active product; undefined when there is none. */
  rowOf(productId: number): number | undefined {
    const row = this.#rows.get(productId);
    return row !== undefined && this.active.has(row) ? row : undefined;
  }

  /** Takes a product in, or what changed of it. Its brand, notes, accords and category must be in the tables. */
  put(product: IndexedProduct, at: Date): void {
    let row = this.#rows.get(product.id);
    if (row === undefined) this.#rows.set(product.id, (row = this.products.addRow(product.id)));
    if (!this.active.has(row)) {
      this.active.add(row);
      this.byId.changed();
      this.byPopularity.changed();
      this.byNewest.changed();
    }
    this.#putValues(row, product);
    this.#putLists(row, product);
    this.#putWords(row, product);
    this.#putVariants(row, product, at);
    this.version += 1;
  }

  /** Takes a product out: it is no longer active. */
  remove(productId: number): void {
    const row = this.rowOf(productId);
    if (row === undefined) return;
    this.active.remove(row);
    this.#clear(row);
    this.byId.changed();
    this.byPopularity.changed();
    this.byNewest.changed();
    this.version += 1;
  }

  /** Applies the sales that began or ended by now. */
  passTime(at: Date): void {
    if (at.getTime() < this.#sales.next) return;
    const due = this.#sales
      .takeDue(at)
      .map(([variant, record]) => ({ variant, record, row: this.variants.product[variant]! }))
      .filter(({ row }) => row !== none);
    this.aroundSaleChange(new Set(due.map(({ row }) => row)), () => {
      for (const { variant, record, row } of due) {
        this.#setPrice(variant, record, at);
        this.products.lead[row] = this.#leadOf(row);
      }
    });
    this.byPrice.changed();
    this.byPer100.changed();
    this.version += 1;
  }

  /** When the next sale begins or ends, in milliseconds since 1970. */
  get nextSaleChange(): number {
    return this.#sales.next;
  }

  #putValues(row: number, product: IndexedProduct): void {
    const { tables, products } = this;
    const move = (
      table: { move(row: number, from: number, to: number): void },
      column: Uint8Array | Uint16Array | Uint32Array,
      to: number,
    ) => {
      table.move(row, column[row]!, to);
      column[row] = to;
    };
    const kind = tables.kind.ofId(product.kind);
    if (products.kind[row] !== kind) products.smellVersion[row]! += 1;
    move(tables.kind, products.kind, kind);
    move(tables.brand, products.brand, tables.brand.ofId(product.brandId));
    move(tables.category, products.category, tables.category.ofId(product.categoryId));
    move(tables.perfumer, products.perfumer, tables.perfumerOf(product.perfumer));
    move(tables.year, products.year, tables.yearOf(product.launchYear));
    move(tables.gender, products.gender, tables.gender.ofId(product.gender));
    move(tables.concentration, products.concentration, tables.concentration.ofId(product.concentration));
    if (products.popularity[row] !== product.popularity) this.byPopularity.changed();
    products.popularity[row] = product.popularity;
    const createdAt = Math.max(0, Math.floor(product.createdAt.getTime() / 1000));
    if (products.createdAt[row] !== createdAt) this.byNewest.changed();
    products.createdAt[row] = createdAt;
    products.updatedAt[row] = product.updatedAt.getTime();
    products.slugs.set(row, product.slug);
    products.imageKeys.set(row, product.imageKey ?? '');
    products.imageAlts.set(row, product.imageAlt);
  }

  #putLists(row: number, product: IndexedProduct): void {
    const { tables, products } = this;
    const notes = numbersOf(product.noteIds, (id) => tables.note.ofId(id));
    const accords = product.accords.filter(({ id }) => tables.accord.has(id));
    const packed = accords.map(({ id, weight }) => tables.accord.ofId(id) + weight * 2 ** 24);
    const attributes = Object.entries(product.attributes).flatMap(([code, values]) =>
      numbersOf(values, (value) => tables.attribute.ofId(`${code}=${value}`)),
    );
    if (!same(products.notes.get(row), notes) || !same(products.accords.get(row), packed))
      products.smellVersion[row]! += 1;
    tables.note.moveAll(row, products.notes.get(row), notes);
    products.notes.set(row, notes);
    tables.accord.moveAll(
      row,
      products.accords.get(row).map((one) => one & 0xffffff),
      packed.map((one) => one % 2 ** 24),
    );
    products.accords.set(row, packed);
    tables.attribute.moveAll(row, products.attributes.get(row), attributes);
    products.attributes.set(row, attributes);
  }

  #putWords(row: number, { name, description }: IndexedProduct): void {
    const { products } = this;
    const { vocabulary } = this.tables;
    const wasNamed = products.nameWords.lengths[row]! > 0;
    if (!wasNamed || products.names.get(row) !== name) {
      const words = wordsOf(name);
      const numbers = words.map((word) => vocabulary.ensure(word));
      for (const number of products.nameWords.get(row))
        if (!numbers.includes(number)) vocabulary.removeFromNames(number, row);
      for (const number of numbers) vocabulary.addToNames(number, row);
      products.nameWords.set(row, numbers);
      products.names.set(row, name);
      products.tellingWords[row] = Math.min(255, words.filter((word) => !isGlue(word)).length);
      vocabulary.countsChanged();
    }
    const hash = hashOf(description ?? '');
    if (products.descriptionHash[row] === hash) return;
    const numbers = this.#numbersOfWords(wordsOf(description ?? ''));
    const before = products.descriptionWords.get(row);
    if (before.length > 0) {
      const kept = new Set(numbers);
      for (const number of before) if (!kept.has(number)) vocabulary.removeFromDescriptions(number, row);
    }
    for (const number of numbers) vocabulary.addToDescriptions(number, row);
    products.descriptionWords.set(row, numbers);
    products.descriptionHash[row] = hash;
  }

  /** The numbers of these words, each once, without those that nobody searches by. */
  #numbersOfWords(words: readonly string[]): number[] {
    const { vocabulary } = this.tables;
    this.#textsRead += 1;
    const numbers: number[] = [];
    for (const word of words) {
      if (isGlue(word)) continue;
      const number = vocabulary.ensure(word);
      this.#readIn = roomFor(this.#readIn, number + 1);
      if (this.#readIn[number] === this.#textsRead) continue;
      this.#readIn[number] = this.#textsRead;
      numbers.push(number);
    }
    return numbers;
  }

  #putVariants(row: number, { variants }: IndexedProduct, at: Date): void {
    const sold = variants.filter(({ price }) => price !== null);
    this.#clearVariants(row, sold.length);
    const { products } = this;
    for (const [position, variant] of sold.entries())
      this.#putVariant(products.firstVariant[row]! + position, row, variant, at);
    this.variantCount += sold.length;
    for (const { sku, gtin } of variants) {
      this.codes.set(sku, row);
      if (gtin !== null) this.codes.set(gtin, row);
    }
    products.lead[row] = this.#leadOf(row);
  }

  /** Frees the places of a row's variants and gives it so many. */
  #clearVariants(row: number, places: number): void {
    const { products, variants } = this;
    const before = products.variantCount[row]!;
    const first = products.firstVariant[row]!;
    for (let variant = first; variant < first + before; variant += 1) {
      variants.product[variant] = none;
      this.#sales.forget(variant);
    }
    this.variantCount -= before;
    if (places > before) products.firstVariant[row] = variants.addPlaces(places);
    products.variantCount[row] = places;
    products.lead[row] = none;
    if (before !== places) this.#pricesChanged();
  }

  #putVariant(place: number, row: number, variant: IndexedVariant, at: Date): void {
    const { variants, tables } = this;
    variants.product[place] = row;
    variants.ids[place] = variant.id;
    variants.size[place] = tables.size.ofSize(variant.size);
    variants.condition[place] = tables.condition.ofId(variant.condition);
    variants.slug[place] = variants.slugs.numberOf(variant.slug);
    variants.inStock[place] = variant.available > 0 ? 1 : 0;
    this.#setPrice(place, variant.price!, at);
    this.#sales.watch(place, variant.price!, at);
  }

  #setPrice(place: number, record: PriceRecord, at: Date): void {
    const { variants, tables } = this;
    const { cents, wasCents } = currentPrice(record, at);
    const size = tables.size.sizes[variants.size[place]!] ?? null;
    const per = (size && per100(cents, size)?.cents) ?? none;
    if (variants.cents[place] !== cents || variants.per100Cents[place] !== per) this.#pricesChanged();
    variants.cents[place] = cents;
    variants.wasCents[place] = wasCents ?? 0;
    variants.per100Cents[place] = per;
  }

  #pricesChanged(): void {
    this.byPrice.changed();
    this.byPer100.changed();
  }

  /** The cheapest variant in stock, else the cheapest; the first of equal ones. */
  #leadOf(row: number): number {
    const { products, variants } = this;
    const first = products.firstVariant[row]!;
    let lead = none;
    for (let variant = first; variant < first + products.variantCount[row]!; variant += 1) {
      if (lead === none || isBetter(variants, variant, lead)) lead = variant;
    }
    return lead;
  }

  /** Takes a row out of every set. */
  #clear(row: number): void {
    const { products, tables } = this;
    const { vocabulary } = tables;
    tables.kind.move(row, products.kind[row]!, 0);
    tables.brand.move(row, products.brand[row]!, 0);
    tables.category.move(row, products.category[row]!, 0);
    tables.perfumer.move(row, products.perfumer[row]!, 0);
    tables.year.move(row, products.year[row]!, 0);
    tables.gender.move(row, products.gender[row]!, 0);
    tables.concentration.move(row, products.concentration[row]!, 0);
    for (const column of [
      'kind',
      'brand',
      'category',
      'perfumer',
      'year',
      'gender',
      'concentration',
    ] as const)
      products[column][row] = 0;
    tables.note.moveAll(row, products.notes.get(row), []);
    tables.accord.moveAll(
      row,
      products.accords.get(row).map((one) => one & 0xffffff),
      [],
    );
    tables.attribute.moveAll(row, products.attributes.get(row), []);
    for (const number of products.nameWords.get(row)) vocabulary.removeFromNames(number, row);
    for (const number of products.descriptionWords.get(row)) vocabulary.removeFromDescriptions(number, row);
    for (const list of ['notes', 'accords', 'attributes', 'nameWords', 'descriptionWords'] as const)
      products[list].set(row, []);
    products.descriptionHash[row] = 0;
    products.smellVersion[row]! += 1;
    vocabulary.countsChanged();
    this.#clearVariants(row, 0);
  }

  #activeRows(): Uint32Array<ArrayBuffer> {
    const rows = new Uint32Array(this.active.count);
    let filled = 0;
    this.active.each((row) => {
      rows[filled] = row;
      filled += 1;
    });
    return rows;
  }

  #soldVariants(): Uint32Array<ArrayBuffer> {
    const { products } = this;
    const places = new Uint32Array(this.variantCount);
    let filled = 0;
    for (const row of this.byId.items) {
      const first = products.firstVariant[row]!;
      for (let variant = first; variant < first + products.variantCount[row]!; variant += 1) {
        places[filled] = variant;
        filled += 1;
      }
    }
    return places;
  }
}

/** Whether a card shows this variant rather than the other: in stock first, then the cheaper. */
export function isBetter(variants: VariantColumns, variant: number, other: number): boolean {
  const inStock = variants.inStock[variant]!;
  if (inStock !== variants.inStock[other]) return inStock === 1;
  return variants.cents[variant]! < variants.cents[other]!;
}

function inverted(numbers: Uint32Array, count: number): Uint32Array<ArrayBuffer> {
  const keys = new Uint32Array(count);
  for (let at = 0; at < count; at += 1) keys[at] = none - numbers[at]!;
  return keys;
}

function numbersOf<T>(ids: readonly T[], numberOf: (id: T) => number): number[] {
  return [...new Set(ids.map(numberOf))].filter((number) => number !== 0);
}

function same(one: ArrayLike<number>, other: ArrayLike<number>): boolean {
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at += 1) if (one[at] !== other[at]) return false;
  return true;
}

/** 32 bits that tell texts apart; 0 only for the empty text. */
function hashOf(text: string): number {
  if (text === '') return 0;
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0 || 1;
}
