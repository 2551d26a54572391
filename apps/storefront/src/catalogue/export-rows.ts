import { parseJsonColumn } from '@perfume/db-client';
import type { Queries } from '../database/index.ts';
import type { AttributeValues, ItemCondition, LongevityVotes, SillageVotes, Size } from './model.ts';
import type { ProductDraft, VariantDraft } from './product-draft.ts';

export interface ExportVariant extends VariantDraft {
  readonly id: number;
  readonly retired: boolean;
}

/** A product as it is stored, in the words in which it can be saved again. */
export interface ExportProduct extends ProductDraft {
  readonly id: number;
  readonly slug: string;
  readonly popularity: number;
  readonly createdAt: Date;
  /** Those on sale first, each in the order in which they are shown; the retired ones last. */
  readonly variants: readonly ExportVariant[];
}

/**
 * The next products after an id, in id order, for reading the whole catalogue page by page.
 * @param statuses which products are wanted
 */
export async function readExportPage(
  queries: Queries,
  afterId: number,
  limit: number,
  statuses: readonly ProductDraft['status'][],
): Promise<readonly ExportProduct[]> {
  const ids = await queries
    .selectFrom('product')
    .select('id')
    .where('id', '>', afterId)
    .where('status', 'in', statuses)
    .orderBy('id')
    .limit(limit)
    .execute();
  return readProducts(
    queries,
    ids.map(({ id }) => id),
  );
}

/** The products that have one of these source keys or own one of these SKUs; at most some thousand of them a call. */
export async function readProductsByKeyOrSku(
  queries: Queries,
  sourceKeys: readonly string[],
  skus: readonly string[],
): Promise<readonly ExportProduct[]> {
  const ids = new Set<number>();
  if (sourceKeys.length > 0) {
    const rows = await queries
      .selectFrom('product')
      .select('id')
      .where('source_key', 'in', sourceKeys)
      .execute();
    for (const { id } of rows) ids.add(id);
  }
  if (skus.length > 0) {
    const rows = await queries.selectFrom('variant').select('product_id').where('sku', 'in', skus).execute();
    for (const { product_id } of rows) ids.add(product_id);
  }
  return readProducts(
    queries,
    [...ids].sort((one, other) => one - other),
  );
}

async function readProducts(queries: Queries, ids: readonly number[]): Promise<readonly ExportProduct[]> {
  if (ids.length === 0) return [];
  const rows = await queries
    .selectFrom('product as p')
    .innerJoin('brand as b', 'b.id', 'p.brand_id')
    .innerJoin('category as c', 'c.id', 'p.category_id')
    .selectAll('p')
    .select(['b.name as brandName', 'c.slug as categorySlug'])
    .where('p.id', 'in', ids)
    .orderBy('p.id')
    .execute();
  const notes = await readNotes(queries, ids);
  const accords = await readAccords(queries, ids);
  const images = await readImages(queries, ids);
  const variants = await readVariants(queries, ids);
  return rows.map((row) => {
    const levels = notes.get(row.id) ?? [];
    const level = (wanted: string) => levels.filter((note) => note.level === wanted).map(({ name }) => name);
    return {
      id: row.id,
      slug: row.slug,
      sourceKey: row.source_key,
      status: row.status,
      kind: row.kind,
      brandName: row.brandName,
      categorySlug: row.categorySlug,
      name: row.name,
      description: row.description,
      gender: row.gender,
      concentration: row.concentration,
      launchYear: row.launch_year,
      perfumer: row.perfumer,
      notes: {
        form: row.notes_form,
        top: level('top'),
        heart: level('heart'),
        base: level('base'),
        flat: level('flat'),
      },
      accords: (accords.get(row.id) ?? []).map(({ name, weight }) => ({ name, weight })),
      longevityVotes:
        row.longevity_votes === null ? null : (parseJsonColumn(row.longevity_votes) as LongevityVotes),
      sillageVotes: row.sillage_votes === null ? null : (parseJsonColumn(row.sillage_votes) as SillageVotes),
      attributes: parseJsonColumn(row.attributes) as AttributeValues,
      popularity: row.popularity,
      createdAt: row.created_at,
      images: (images.get(row.id) ?? []).map(({ assetKey, alt, width, height }) => ({
        assetKey,
        alt,
        width,
        height,
      })),
      variants: (variants.get(row.id) ?? []).map(asVariant),
    };
  });
}

async function readNotes(queries: Queries, ids: readonly number[]) {
  const rows = await queries
    .selectFrom('product_note as p')
    .innerJoin('note as n', 'n.id', 'p.note_id')
    .select(['p.product_id as productId', 'p.level', 'n.name'])
    .where('p.product_id', 'in', ids)
    .orderBy('p.product_id')
    .orderBy('p.level')
    .orderBy('p.position')
    .execute();
  return byProduct(rows);
}

async function readAccords(queries: Queries, ids: readonly number[]) {
  const rows = await queries
    .selectFrom('product_accord as p')
    .innerJoin('accord as a', 'a.id', 'p.accord_id')
    .select(['p.product_id as productId', 'a.name', 'p.weight'])
    .where('p.product_id', 'in', ids)
    .orderBy('p.product_id')
    .orderBy('p.weight', 'desc')
    .orderBy('p.accord_id')
    .execute();
  return byProduct(rows);
}

async function readImages(queries: Queries, ids: readonly number[]) {
  const rows = await queries
    .selectFrom('product_image')
    .select(['product_id as productId', 'asset_key as assetKey', 'alt', 'width', 'height'])
    .where('product_id', 'in', ids)
    .orderBy('product_id')
    .orderBy('position')
    .execute();
  return byProduct(rows);
}

async function readVariants(queries: Queries, ids: readonly number[]) {
  const rows = await queries
    .selectFrom('variant')
    .select([
      'id',
      'product_id as productId',
      'sku',
      'gtin',
      'status',
      'size_amount as amount',
      'size_unit as unit',
      'item_condition as condition',
    ])
    .where('product_id', 'in', ids)
    .orderBy('product_id')
    .orderBy('status')
    .orderBy('position')
    .orderBy('id')
    .execute();
  return byProduct(rows);
}

function asVariant(row: {
  readonly id: number;
  readonly sku: string;
  readonly gtin: string | null;
  readonly status: 'active' | 'retired';
  readonly amount: number | null;
  readonly unit: Size['unit'] | null;
  readonly condition: ItemCondition;
}): ExportVariant {
  const { id, sku, gtin, amount, unit, condition } = row;
  const size = amount !== null && unit !== null ? { amount, unit } : null;
  return { id, sku, gtin, size, condition, retired: row.status === 'retired' };
}

function byProduct<Row extends { readonly productId: number }>(rows: readonly Row[]): Map<number, Row[]> {
  const products = new Map<number, Row[]>();
  for (const row of rows) {
    const found = products.get(row.productId);
    if (found) found.push(row);
    else products.set(row.productId, [row]);
  }
  return products;
}
