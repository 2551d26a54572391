import type { Queries, ShopTransaction } from '../../database/index.ts';
import { recordChanges } from '../change-feed.ts';
import { nameKey, slugify } from '../keys.ts';
import type { Named } from '../model.ts';
import { bestSpelling, spellingScore, tidied } from '../spelling.ts';
import { allocateSlugs } from './slugs.ts';

/** The brands that these spellings lead to, by the folded name; those that do not exist are missing. */
export async function readBrands(queries: Queries, names: Iterable<string>): Promise<Map<string, Named>> {
  const keys = [...new Set([...names].map(nameKey))];
  if (keys.length === 0) return new Map();
  const rows = await queries
    .selectFrom('brand_spelling')
    .innerJoin('brand', 'brand.id', 'brand_spelling.brand_id')
    .select(['brand_spelling.spelling_key as key', 'brand.id', 'brand.slug', 'brand.name'])
    .where('brand_spelling.spelling_key', 'in', keys)
    .execute();
  return new Map(rows.map(({ key, ...brand }) => [key, brand]));
}

/**
 * Makes the brands that do not exist yet and gives a brand the better of its spellings when one turns up; its slug stays
 * what it was. Brands that are made are added to `known`.
 */
export async function saveBrands(
  trx: ShopTransaction,
  names: Iterable<string>,
  known: Map<string, Named>,
): Promise<void> {
  const spellings = new Map<string, Set<string>>();
  for (const name of names) {
    const key = nameKey(name);
    const found = spellings.get(key);
    if (found) found.add(tidied(name));
    else spellings.set(key, new Set([tidied(name)]));
  }
  const best = [...spellings].map(([key, found]) => ({ key, name: bestSpelling(found) ?? key }));
  await addBrands(
    trx,
    best.filter(({ key }) => !known.has(key)),
    known,
  );
  await improveNames(trx, best, known);
}

async function addBrands(
  trx: ShopTransaction,
  added: readonly { readonly key: string; readonly name: string }[],
  known: Map<string, Named>,
): Promise<void> {
  if (added.length === 0) return;
  const slugs = await allocateSlugs(
    added.map(({ name }) => ({ base: slugify(name) })),
    async (wanted) => {
      const rows = await trx.selectFrom('brand').select('slug').where('slug', 'in', wanted).execute();
      return new Set(rows.map(({ slug }) => slug));
    },
  );
  await trx
    .insertInto('brand')
    .values(added.map(({ name }, index) => ({ name, slug: slugs[index]! })))
    .execute();
  const rows = await trx
    .selectFrom('brand')
    .select(['id', 'slug', 'name'])
    .where('slug', 'in', slugs)
    .execute();
  const bySlug = new Map(rows.map((brand) => [brand.slug, brand]));
  const brands = added.map(({ key }, index) => ({ key, brand: bySlug.get(slugs[index]!)! }));
  await trx
    .insertInto('brand_spelling')
    .values(brands.map(({ key, brand }) => ({ spelling_key: key, brand_id: brand.id })))
    .execute();
  for (const { key, brand } of brands) known.set(key, brand);
}

/** A name that was chosen by hand, and so folds to something else than the spelling, is left alone. */
async function improveNames(
  trx: ShopTransaction,
  best: readonly { readonly key: string; readonly name: string }[],
  known: ReadonlyMap<string, Named>,
): Promise<void> {
  const renamed: number[] = [];
  for (const { key, name } of best) {
    const brand = known.get(key);
    if (!brand || nameKey(brand.name) !== key || spellingScore(name) <= spellingScore(brand.name)) continue;
    await trx.updateTable('brand').set({ name }).where('id', '=', brand.id).execute();
    renamed.push(brand.id);
  }
  await recordChanges(trx, 'brand', renamed);
}
