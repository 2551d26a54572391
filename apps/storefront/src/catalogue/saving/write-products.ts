import { sql, type RawBuilder } from 'kysely';
import type { ShopTransaction } from '../../database/index.ts';
import { chunks } from './chunks.ts';
import type { ProductPart, StoredProduct, WantedProduct } from './product-state.ts';

/** A product that is to be written: as it was (undefined: it is new), as it is to be, and where the two differ. */
export interface ProductWrite {
  readonly stored: StoredProduct | undefined;
  readonly wanted: WantedProduct;
  readonly parts: ReadonlySet<ProductPart>;
  readonly slug: string;
}

/** Rows in one INSERT: few enough to stay far below the server's limits of packet size and time. */
const productsAtOnce = 100;

const now = sql<Date>`CURRENT_TIMESTAMP(3)`;

/** Writes the products' own rows and keeps the slugs that they had. @returns their ids by source key */
export async function writeProducts(
  trx: ShopTransaction,
  writes: readonly ProductWrite[],
): Promise<ReadonlyMap<string, number>> {
  const ids = new Map<string, number>();
  const added = writes.filter(({ stored }) => !stored);
  for (const some of chunks(added, productsAtOnce)) {
    await trx.insertInto('product').values(some.map(productRow)).execute();
    const keys = some.map(({ wanted }) => wanted.sourceKey);
    const rows = await trx
      .selectFrom('product')
      .select(['id', 'source_key'])
      .where('source_key', 'in', keys)
      .execute();
    for (const row of rows) ids.set(row.source_key, row.id);
  }
  const changed = writes.flatMap(({ stored, ...write }) => (stored ? [{ ...write, stored }] : []));
  for (const some of chunks(changed, productsAtOnce)) {
    await trx
      .insertInto('product')
      .values(some.map((write) => ({ id: write.stored.id, ...productRow(write) })))
      .onDuplicateKeyUpdate(fromValues)
      .execute();
    for (const { stored, wanted } of some) ids.set(wanted.sourceKey, stored.id);
  }
  await keepFormerSlugs(
    trx,
    changed.filter(({ stored, slug }) => stored.slug !== slug),
  );
  return ids;
}

function productRow({ stored, wanted, slug }: ProductWrite) {
  return {
    ...wanted.columns,
    source_key: wanted.sourceKey,
    slug,
    version: (stored?.version ?? 0) + 1,
    popularity: wanted.popularity ?? stored?.popularity ?? 0,
    created_at: wanted.createdAt ?? stored?.createdAt ?? now,
    updated_at: now,
  };
}

/** Every column of `productRow` takes the value of the row that met an existing one. */
const fromValues = Object.fromEntries(
  [
    'status',
    'kind',
    'brand_id',
    'category_id',
    'name',
    'description',
    'gender',
    'concentration',
    'launch_year',
    'perfumer',
    'notes_form',
    'longevity_votes',
    'sillage_votes',
    'attributes',
    'slug',
    'version',
    'popularity',
    'created_at',
    'updated_at',
  ].map((column): [string, RawBuilder<never>] => [column, sql`VALUES(${sql.ref(column)})`]),
);

async function keepFormerSlugs(
  trx: ShopTransaction,
  moved: readonly { readonly stored: StoredProduct; readonly slug: string }[],
): Promise<void> {
  if (moved.length === 0) return;
  // A product that takes back a slug it once had must not be sent away from it.
  await trx
    .deleteFrom('product_former_slug')
    .where(
      'slug',
      'in',
      moved.map(({ slug }) => slug),
    )
    .execute();
  await trx
    .insertInto('product_former_slug')
    .values(moved.map(({ stored }) => ({ slug: stored.slug, product_id: stored.id })))
    .execute();
}
