import { parseJsonColumn } from '@perfume/db-client';
import { sql } from 'kysely';
import { amongIds, type Queries } from '../database/index.ts';
import type {
  AttributeValues,
  Concentration,
  Gender,
  ItemCondition,
  Named,
  ProductKind,
  Size,
} from './model.ts';

/** What the catalogue in memory keeps of a product. */
export interface IndexProductRow {
  readonly id: number;
  readonly slug: string;
  readonly kind: ProductKind;
  readonly brandId: number;
  readonly categoryId: number;
  readonly name: string;
  readonly description: string | null;
  readonly gender: Gender | null;
  readonly concentration: Concentration | null;
  readonly launchYear: number | null;
  readonly perfumer: string | null;
  readonly attributes: AttributeValues;
  readonly popularity: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** From the top of the pyramid to its base, each once. */
  readonly noteIds: readonly number[];
  /** Heaviest first. */
  readonly accords: readonly { readonly id: number; readonly weight: number }[];
  readonly imageKey: string | null;
  readonly imageAlt: string;
}

/** What the catalogue in memory keeps of a variant. */
export interface IndexVariantRow {
  readonly id: number;
  readonly productId: number;
  readonly slug: string;
  readonly sku: string;
  readonly gtin: string | null;
  readonly size: Size | null;
  readonly condition: ItemCondition;
}

/** Ids of active products after one, in id order. */
export async function readIndexProductIds(
  queries: Queries,
  afterId: number,
  limit: number,
): Promise<readonly number[]> {
  const rows = await queries
    .selectFrom('product')
    .select('id')
    .where('status', '=', 'active')
    .where('id', '>', afterId)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** The products with these ids that are active, in id order; at most a thousand ids a call. */
export async function readIndexProducts(
  queries: Queries,
  ids: readonly number[],
): Promise<readonly IndexProductRow[]> {
  if (ids.length === 0) return [];
  const [rows, notes, accords] = await Promise.all([
    queries
      .selectFrom('product as p')
      .leftJoin('product_image as i', (join) =>
        join.onRef('i.product_id', '=', 'p.id').on('i.position', '=', firstPosition),
      )
      .select([
        'p.id',
        'p.slug',
        'p.kind',
        'p.brand_id as brandId',
        'p.category_id as categoryId',
        'p.name',
        'p.description',
        'p.gender',
        'p.concentration',
        'p.launch_year as launchYear',
        'p.perfumer',
        'p.attributes',
        'p.popularity',
        'p.created_at as createdAt',
        'p.updated_at as updatedAt',
        'i.asset_key as imageKey',
        'i.alt as imageAlt',
      ])
      .where(amongIds('p.id', ids))
      .where('p.status', '=', 'active')
      .orderBy('p.id')
      .execute(),
    // One row a product in place of one a note: a tenth of the rows on the way.
    queries
      .selectFrom('product_note')
      .select(['product_id', sql<string>`GROUP_CONCAT(note_id ORDER BY level, position)`.as('list')])
      .where(amongIds('product_id', ids))
      .groupBy('product_id')
      .execute(),
    queries
      .selectFrom('product_accord')
      .select([
        'product_id',
        sql<string>`GROUP_CONCAT(accord_id, ':', weight ORDER BY weight DESC, accord_id)`.as('list'),
      ])
      .where(amongIds('product_id', ids))
      .groupBy('product_id')
      .execute(),
  ]);
  const notesOf = new Map(notes.map(({ product_id, list }) => [product_id, list]));
  const accordsOf = new Map(accords.map(({ product_id, list }) => [product_id, list]));
  const asked = new Set(ids);
  return rows
    .filter(({ id }) => asked.has(id))
    .map((row) => ({
      ...row,
      attributes: parseJsonColumn(row.attributes) as AttributeValues,
      imageAlt: row.imageAlt ?? '',
      noteIds: [...new Set(split(notesOf.get(row.id)).map(Number))],
      accords: split(accordsOf.get(row.id)).map((pair) => {
        const [id = 0, weight = 0] = pair.split(':').map(Number);
        return { id, weight };
      }),
    }));
}

/** Position of the picture that stands for the product. */
const firstPosition = sql.lit(0);

const split = (list: string | undefined) => (list === undefined || list === '' ? [] : list.split(','));

/** The active variants of these products, in the order in which they are shown; at most a thousand ids a call. */
export async function readIndexVariants(
  queries: Queries,
  productIds: readonly number[],
): Promise<readonly IndexVariantRow[]> {
  if (productIds.length === 0) return [];
  const rows = await queries
    .selectFrom('variant')
    .select([
      'id',
      'product_id as productId',
      'slug',
      'sku',
      'gtin',
      'size_amount',
      'size_unit',
      'item_condition as condition',
    ])
    .where(amongIds('product_id', productIds))
    .where('status', '=', 'active')
    .orderBy('product_id')
    .orderBy('position')
    .orderBy('id')
    .execute();
  const asked = new Set(productIds);
  return rows
    .filter(({ productId }) => asked.has(productId))
    .map(({ size_amount, size_unit, ...row }) => ({
      ...row,
      size: size_amount !== null && size_unit !== null ? { amount: size_amount, unit: size_unit } : null,
    }));
}

/** Everything that products are said to be of or in, by id. */
export async function readIndexNames(queries: Queries): Promise<{
  readonly brands: readonly Named[];
  readonly notes: readonly Named[];
  readonly accords: readonly Named[];
}> {
  const [brands, notes, accords] = await Promise.all([
    queries.selectFrom('brand').select(['id', 'slug', 'name']).orderBy('id').execute(),
    queries.selectFrom('note').select(['id', 'slug', 'name']).orderBy('id').execute(),
    queries.selectFrom('accord').select(['id', 'slug', 'name']).orderBy('id').execute(),
  ]);
  return { brands, notes, accords };
}

/** One entry of the change feed. */
export interface CatalogueChange {
  readonly id: number;
  readonly subject: 'product' | 'brand' | 'category' | 'collection' | 'note';
  /** 0: all of them. */
  readonly subjectId: number;
}

/** Entries of the change feed after one, oldest first. */
export function readChanges(
  queries: Queries,
  afterId: number,
  limit: number,
): Promise<readonly CatalogueChange[]> {
  return queries
    .selectFrom('change_feed')
    .select(['id', 'subject', 'subject_id as subjectId'])
    .where('id', '>', afterId)
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** The id of the newest entry of the change feed; 0 when it is empty. */
export async function readLastChangeId(queries: Queries): Promise<number> {
  const row = await queries
    .selectFrom('change_feed')
    .select((select) => select.fn.max('id').as('id'))
    .executeTakeFirst();
  return row?.id ?? 0;
}

/**
 * The id of the newest entry of the change feed that is older than this many seconds by the database's clock; 0 when there
 * is none. Whatever took a lower number has been committed since, unless its transaction lasts longer than that.
 */
export async function readSettledChangeId(queries: Queries, seconds: number): Promise<number> {
  const row = await queries
    .selectFrom('change_feed')
    .select('id')
    .where('created_at', '<', sql<Date>`CURRENT_TIMESTAMP(3) - INTERVAL ${seconds} SECOND`)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? 0;
}
