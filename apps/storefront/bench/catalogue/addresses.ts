import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { readCategories } from '../../src/catalogue/index.ts';
import { wordsOf, isGlue } from '../../src/catalogue-index/search/fold.ts';
import type { Queries } from '../../src/database/index.ts';

/** Addresses of one kind; each request of a row is for a random one. */
export interface AddressList {
  readonly file: string;
  readonly first: string;
}

export interface Addresses {
  readonly home: AddressList;
  /** As many of them as a process keeps at least. */
  readonly products: AddressList;
  /** The others, as far as there are any: a list to go through once. */
  readonly otherProducts: AddressList;
  readonly categories: AddressList;
  /** Categories within price ranges of which hardly one is asked for twice. */
  readonly newFilters: AddressList;
  readonly rareWords: AddressList;
  readonly commonWord: AddressList;
  readonly newCommonFilters: AddressList;
  /** What shoppers do: mostly products, then listings, then searches. */
  readonly mixed: AddressList;
  /** The word that most products are found by, and by how many of them. */
  readonly common: { readonly word: string; readonly products: number };
}

const sampledProducts = 12_000;
/** Products that are asked for again and again; they are visited before anything is measured. */
const visitedProducts = 3_000;
const rareWordCount = 200;
/** A rare word is one that this many of the sampled products have: one in 200, as with the peers. */
const rareIn = { least: 20, most: 100 };
const newFilterCount = 40_000;

/**
 * Writes the lists of addresses that the load is made of.
 * @param totalFor products that the shop finds for a search text
 */
export async function writeAddresses(
  queries: Queries,
  folder: string,
  totalFor: (text: string) => Promise<number>,
): Promise<Addresses> {
  mkdirSync(folder, { recursive: true });
  const list = (name: string, paths: readonly string[]): AddressList => {
    const [first] = paths;
    if (first === undefined) throw new Error(`The catalogue gives no addresses for ${name}.`);
    const file = join(folder, `${name}.txt`);
    writeFileSync(file, `${paths.join('\n')}\n`);
    return { file, first };
  };
  const sample = await sampleProducts(queries);
  const products = sample.map(({ slug }) => `/products/${slug}`);
  const categories = (await readCategories(queries)).map(({ slug }) => `/categories/${slug}`);
  const rare = rareWords(sample).map((word) => `/search?q=${word}`);
  const common = await commonWord(sample, totalFor);
  const commonPath = `/search?q=${common.word}`;
  return {
    home: list('home', ['/']),
    products: list('products', products.slice(0, visitedProducts)),
    otherProducts: list(
      'other-products',
      [...products.slice(visitedProducts), ...products].slice(0, products.length),
    ),
    categories: list('categories', categories),
    newFilters: list('new-filters', withPriceRanges(categories, '?')),
    rareWords: list('rare-words', rare),
    commonWord: list('common-word', [commonPath]),
    newCommonFilters: list('new-common-filters', withPriceRanges([commonPath], '&')),
    mixed: list('mixed', [
      ...products.slice(0, 6_000),
      ...fill(categories, 2_500),
      ...fill(rare, 1_000),
      ...fill(['/'], 500),
    ]),
    common,
  };
}

function sampleProducts(queries: Queries) {
  return queries
    .selectFrom('product')
    .select(['slug', 'name', 'description'])
    .where('status', '=', 'active')
    .orderBy(sql`CRC32(slug)`)
    .limit(sampledProducts)
    .execute();
}

type Sample = Awaited<ReturnType<typeof sampleProducts>>;

function wordCounts(sample: Sample, textOf: (product: Sample[number]) => string) {
  const counts = new Map<string, number>();
  for (const product of sample)
    for (const word of new Set(wordsOf(textOf(product))))
      if (!isGlue(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one);
}

function rareWords(sample: Sample): readonly string[] {
  const share = sample.length / sampledProducts;
  return wordCounts(sample, ({ name }) => name)
    .filter(([, count]) => count >= rareIn.least * share && count <= rareIn.most * share)
    .map(([word]) => word)
    .slice(0, rareWordCount);
}

/** Of the words that descriptions use most and those that a perfume shop is asked for, the one with the most answers. */
async function commonWord(sample: Sample, totalFor: (text: string) => Promise<number>) {
  const frequent = wordCounts(sample, ({ name, description }) => `${name} ${description ?? ''}`)
    .slice(0, 10)
    .map(([word]) => word);
  let common = { word: 'perfume', products: 0 };
  for (const word of new Set(['perfume', 'scent', 'fragrance', ...frequent])) {
    const products = await totalFor(word);
    if (products > common.products) common = { word, products };
  }
  return common;
}

function withPriceRanges(paths: readonly string[], mark: '?' | '&'): readonly string[] {
  return Array.from({ length: newFilterCount }, (_, number) => {
    const path = paths[number % paths.length]!;
    const low = (number % 200) / 10;
    return `${path}${mark}min=${low}&max=${(low + 20 + (number * 7.31) / 100).toFixed(2)}`;
  });
}

const fill = (paths: readonly string[], length: number): readonly string[] =>
  Array.from({ length }, (_, number) => paths[number % paths.length]!);
