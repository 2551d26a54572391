// The catalogue in memory by itself: no database, no pages. Its rows come from the demo's generator.
//
//   node --max-old-space-size=4096 bench/index-alone/main.ts --count 1200000
import { parseArgs } from 'node:util';
import { CatalogueEngine } from '../../src/catalogue-index/engine.ts';
import { CatalogueStore } from '../../src/catalogue-index/store/catalogue-store.ts';
import { emptyListingQuery } from '../../src/listing/url.ts';
import type { ListingQuery } from '../../src/listing/model.ts';
import { putGenerated } from './generated-rows.ts';

const { values } = parseArgs({ options: { count: { type: 'string', default: '12000' } } });
const count = Number(values.count);
const now = new Date();

const store = new CatalogueStore();
const sampled: { readonly id: number; readonly name: string }[] = [];
const startedAt = performance.now();
let seen = 0;
for (const { id, name } of putGenerated(store, count, now)) {
  seen += 1;
  if (seen % Math.ceil(count / 200) === 0) sampled.push({ id, name });
}
const builtIn = (performance.now() - startedAt) / 1_000;
const engine = new CatalogueEngine(store, 'USD', () => now);

/** Milliseconds of a question: asked for the first time since a change, and again. */
function times(ask: () => unknown): { readonly first: number; readonly again: number } {
  const first: number[] = [];
  const again: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    store.version += 1;
    first.push(time(ask));
    again.push(time(ask));
  }
  return { first: middle(first), again: middle(again) };
}

function time(ask: () => unknown): number {
  const begunAt = performance.now();
  ask();
  return performance.now() - begunAt;
}

const middle = (numbers: readonly number[]) => numbers.toSorted((one, other) => one - other)[2]!;
const list = (query: Partial<ListingQuery>) => () => engine.list({ ...emptyListingQuery, ...query });

const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
const mebibytes = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MiB`;
console.log(
  `${count.toLocaleString('en-US')} products, ${store.variantCount.toLocaleString('en-US')} variants: generated and taken in within ${builtIn.toFixed(1)} s`,
);
console.log(
  `memory ${mebibytes(rss)}, of it heap ${mebibytes(heapUsed)} and columns ${mebibytes(arrayBuffers)}`,
);
const rare = sampled[0]!.name;
const questions: readonly (readonly [string, () => unknown])[] = [
  ['everything', list({})],
  ['everything, cheapest first', list({ sort: 'price' })],
  ['perfumes', list({ category: 'perfume' })],
  ['perfumes for women, 50 ml, in stock', list({ genders: ['women'], sizes: ['50-ml'], inStock: true })],
  ['search “scent”', list({ text: 'scent', sort: 'relevance' })],
  [`search “${rare}”`, list({ text: rare, sort: 'relevance' })],
  ['search “jasmn rose” (misspelt)', list({ text: 'jasmn rose', sort: 'relevance' })],
  ['suggest “ros”', () => engine.suggest('ros', 8)],
];
for (const [label, ask] of questions) {
  const { first, again } = times(ask);
  console.log(`${label.padEnd(40)} first ${first.toFixed(2)} ms, again ${again.toFixed(2)} ms`);
}
const alike = sampled
  .map(({ id }) => time(() => engine.similar(id, 8)))
  .toSorted((one, other) => one - other);
console.log(
  `${'what smells alike'.padEnd(40)} first ${alike[Math.floor(alike.length / 2)]!.toFixed(2)} ms, longest ${alike.at(-1)!.toFixed(2)} ms`,
);
