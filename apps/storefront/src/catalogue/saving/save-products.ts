import type { Queries, ShopTransaction } from '../../database/index.ts';
import { readCategories } from '../categories.ts';
import { recordProductChanges } from '../change-feed.ts';
import type { DraftProblem, ProductDraft, SavedProduct } from '../product-draft.ts';
import { readBrands, saveBrands } from './brands.ts';
import { problemsOfDrafts, refuseInvalid } from './check-drafts.ts';
import { enterCatalogueGate } from './gate.ts';
import { addScents, readScentIds } from './names.ts';
import { differingParts, type ProductPart, type StoredProduct } from './product-state.ts';
import { allocateSlugs } from './slugs.ts';
import { readStoredProducts } from './stored-products.ts';
import { wantedProduct, type KnownNames } from './wanted-product.ts';
import { writeParts } from './write-parts.ts';
import { writeProducts, type ProductWrite } from './write-products.ts';
import { writeVariants } from './write-variants.ts';

const everyPart: ReadonlySet<ProductPart> = new Set([
  'columns',
  'notes',
  'accords',
  'images',
  'variants',
  'slug',
]);

/**
 * Saves products by their source key: new ones are added, others changed where they differ; a draft that says what the
 * shop already has writes nothing. Brands, notes and accords are found by their folded names and made where missing.
 * Variants are matched by SKU and retired when a draft leaves them out. A product whose brand, name or concentration
 * changes gets a new slug and keeps the old one as a redirect. About 500 drafts a call; one call at a time in the whole shop.
 * @returns one entry for each draft, in the same order
 * @throws InvalidProductDraft before anything is written, for the first draft that cannot be saved
 */
export async function saveProducts(
  trx: ShopTransaction,
  drafts: readonly ProductDraft[],
): Promise<readonly SavedProduct[]> {
  if (drafts.length === 0) return [];
  await enterCatalogueGate(trx);
  const { stored, problems, known } = await readKnown(trx, drafts);
  refuseInvalid(drafts, problems);
  await saveBrands(trx, brandNames(drafts), known.brands);
  await addScents(trx, 'note', noteNames(drafts), known.notes);
  await addScents(trx, 'accord', accordNames(drafts), known.accords);

  const planned = await planWrites(trx, drafts, stored, known);
  const writes = planned.filter(({ parts }) => parts.size > 0);
  const ids = await writeProducts(trx, writes);
  await writeParts(trx, writes, ids);
  await writeVariants(trx, writes, ids);
  await recordProductChanges(trx, [...ids.values()]);

  const variantIds = await readVariantIds(trx, [...ids.values()]);
  return planned.map(({ stored: before, wanted: { sourceKey }, slug }) => {
    const written = ids.get(sourceKey);
    const productId = written ?? before!.id;
    return {
      sourceKey,
      productId,
      slug,
      outcome: written === undefined ? 'unchanged' : before ? 'changed' : 'new',
      variantIds:
        written === undefined
          ? new Map(before!.variants.map(({ sku, id }) => [sku, id]))
          : (variantIds.get(productId) ?? new Map<string, number>()),
    };
  });
}

/** What saving a draft would come to. */
export interface ComparedDraft {
  readonly sourceKey: string;
  readonly outcome: 'new' | 'changed' | 'unchanged' | 'invalid';
  readonly problems: readonly DraftProblem[];
}

/** Says what `saveProducts` would do with each draft, in the same order, and writes nothing. */
export async function compareProducts(
  queries: Queries,
  drafts: readonly ProductDraft[],
): Promise<readonly ComparedDraft[]> {
  const { stored, problems, known } = await readKnown(queries, drafts);
  const sound = drafts.filter(({ sourceKey }) => !problems.has(sourceKey));
  const planned = new Map(
    (await planWrites(queries, sound, stored, known)).map((plan) => [plan.wanted.sourceKey, plan]),
  );
  return drafts.map(({ sourceKey }) => {
    const plan = planned.get(sourceKey);
    if (!plan) return { sourceKey, outcome: 'invalid', problems: problems.get(sourceKey) ?? [] };
    const outcome = !plan.stored ? 'new' : plan.parts.size > 0 ? 'changed' : 'unchanged';
    return { sourceKey, outcome, problems: [] };
  });
}

/** Every draft beside what the shop has, with the parts that are to be written and the slug that the product will have. */
async function planWrites(
  queries: Queries,
  drafts: readonly ProductDraft[],
  stored: ReadonlyMap<string, StoredProduct>,
  known: KnownNames,
): Promise<readonly ProductWrite[]> {
  const compared = drafts.map((draft) => {
    const before = stored.get(draft.sourceKey);
    const wanted = wantedProduct(draft, known);
    return { stored: before, wanted, parts: before ? differingParts(before, wanted) : everyPart };
  });
  const slugs = await chooseSlugs(queries, compared);
  return compared.map((one) => {
    const slug = slugs.get(one.wanted.sourceKey)!;
    // The wish for another slug may end in the one that it has.
    const parts =
      slug === one.stored?.slug ? new Set([...one.parts].filter((part) => part !== 'slug')) : one.parts;
    return { ...one, parts, slug };
  });
}

async function readKnown(queries: Queries, drafts: readonly ProductDraft[]) {
  const stored = await readStoredProducts(
    queries,
    drafts.map(({ sourceKey }) => sourceKey),
  );
  const categories = new Map((await readCategories(queries)).map(({ slug, id }) => [slug, id]));
  const problems = await problemsOfDrafts(queries, drafts, stored, categories);
  const known = {
    categories,
    brands: await readBrands(queries, brandNames(drafts)),
    notes: await readScentIds(queries, 'note', noteNames(drafts)),
    accords: await readScentIds(queries, 'accord', accordNames(drafts)),
  };
  return { stored, problems, known };
}

const brandNames = (drafts: readonly ProductDraft[]) => drafts.map(({ brandName }) => brandName);
const noteNames = (drafts: readonly ProductDraft[]) =>
  drafts.flatMap(({ notes: { top, heart, base, flat } }) => [...top, ...heart, ...base, ...flat]);
const accordNames = (drafts: readonly ProductDraft[]) =>
  drafts.flatMap(({ accords }) => accords.map(({ name }) => name));

/** The slug of every product: the one it has, unless it is new or its name became another. */
async function chooseSlugs(
  queries: Queries,
  compared: readonly Omit<ProductWrite, 'slug'>[],
): Promise<ReadonlyMap<string, string>> {
  const slugs = new Map<string, string>();
  for (const { stored, wanted, parts } of compared)
    if (stored && !parts.has('slug')) slugs.set(wanted.sourceKey, stored.slug);
  const choosing = compared.filter(({ wanted }) => !slugs.has(wanted.sourceKey));
  const former = await readFormerSlugs(
    queries,
    choosing.flatMap(({ stored }) => (stored ? [stored] : [])),
  );
  const chosen = await allocateSlugs(
    choosing.map(({ stored, wanted }) => ({
      base: wanted.slug ?? wanted.slugBase,
      year: wanted.columns.launch_year,
      ...(stored && { current: stored.slug, own: former.get(stored.id) ?? new Set([stored.slug]) }),
    })),
    async (wanted) => {
      const rows = await queries
        .selectFrom('product')
        .select('slug')
        .where('slug', 'in', wanted)
        .union(queries.selectFrom('product_former_slug').select('slug').where('slug', 'in', wanted))
        .execute();
      return new Set(rows.map(({ slug }) => slug));
    },
  );
  for (const [index, { wanted }] of choosing.entries()) slugs.set(wanted.sourceKey, chosen[index]!);
  return slugs;
}

/** The slugs that these products have or once had, by product id. */
async function readFormerSlugs(
  queries: Queries,
  products: readonly StoredProduct[],
): Promise<ReadonlyMap<number, ReadonlySet<string>>> {
  if (products.length === 0) return new Map();
  const slugs = new Map(products.map(({ id, slug }) => [id, new Set([slug])]));
  const rows = await queries
    .selectFrom('product_former_slug')
    .selectAll()
    .where('product_id', 'in', [...slugs.keys()])
    .execute();
  for (const row of rows) slugs.get(row.product_id)?.add(row.slug);
  return slugs;
}

async function readVariantIds(
  queries: Queries,
  productIds: readonly number[],
): Promise<ReadonlyMap<number, ReadonlyMap<string, number>>> {
  const ids = new Map<number, Map<string, number>>();
  if (productIds.length === 0) return ids;
  const rows = await queries
    .selectFrom('variant')
    .select(['id', 'sku', 'product_id'])
    .where('product_id', 'in', productIds)
    .where('status', '=', 'active')
    .execute();
  for (const { id, sku, product_id } of rows) {
    const known = ids.get(product_id);
    if (known) known.set(sku, id);
    else ids.set(product_id, new Map([[sku, id]]));
  }
  return ids;
}
