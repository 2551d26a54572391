import { parseJsonColumn } from '@perfume/db-client';
import type { Queries } from '../../database/index.ts';
import { knownAttributes } from '../attributes.ts';
import { noteLevels } from '../model.ts';
import type { StoredProduct, StoredVariant } from './product-state.ts';
import { productSlugBase } from './slugs.ts';

/** The products with these source keys as the database has them, by source key. */
export async function readStoredProducts(
  queries: Queries,
  sourceKeys: readonly string[],
): Promise<ReadonlyMap<string, StoredProduct>> {
  if (sourceKeys.length === 0) return new Map();
  const rows = await queries
    .selectFrom('product')
    .innerJoin('brand', 'brand.id', 'product.brand_id')
    .selectAll('product')
    .select('brand.slug as brandSlug')
    .where('product.source_key', 'in', sourceKeys)
    .execute();
  const parts = await readParts(
    queries,
    rows.map(({ id }) => id),
  );
  return new Map(
    rows.map((row): [string, StoredProduct] => {
      const { id, slug, kind, name, concentration, version, popularity, brandSlug } = row;
      const variants = parts.variants.get(id) ?? [];
      return [
        row.source_key,
        {
          id,
          slug,
          version,
          popularity,
          createdAt: row.created_at,
          slugBase: productSlugBase({ brandSlug, name, concentration }),
          columns: {
            status: row.status,
            kind,
            brand_id: row.brand_id,
            category_id: row.category_id,
            name,
            description: row.description,
            gender: row.gender,
            concentration,
            launch_year: row.launch_year,
            perfumer: row.perfumer,
            notes_form: row.notes_form,
            longevity_votes: fixedForm(row.longevity_votes),
            sillage_votes: fixedForm(row.sillage_votes),
            attributes: JSON.stringify(knownAttributes(kind, parseJsonColumn(row.attributes))),
          },
          notes: parts.notes.get(id) ?? [],
          accords: parts.accords.get(id) ?? [],
          images: parts.images.get(id) ?? [],
          variants: variants.filter(({ status }) => status === 'active').map(({ state }) => state),
          retiredVariants: variants.filter(({ status }) => status === 'retired').map(({ state }) => state),
        },
      ];
    }),
  );
}

/** JSON text as this program writes it: a server may hand back the same value with other blanks. */
function fixedForm(json: string | null): string | null {
  return json === null ? null : JSON.stringify(parseJsonColumn(json));
}

async function readParts(queries: Queries, productIds: readonly number[]) {
  if (productIds.length === 0)
    return { notes: grouped([]), accords: grouped([]), images: grouped([]), variants: grouped([]) };
  const notes = await queries
    .selectFrom('product_note')
    .select(['product_id', 'level', 'position', 'note_id as noteId'])
    .where('product_id', 'in', productIds)
    .execute();
  const accords = await queries
    .selectFrom('product_accord')
    .select(['product_id', 'accord_id as accordId', 'weight'])
    .where('product_id', 'in', productIds)
    .execute();
  const images = await queries
    .selectFrom('product_image')
    .select(['product_id', 'position', 'asset_key as assetKey', 'alt', 'width', 'height'])
    .where('product_id', 'in', productIds)
    .execute();
  const variants = await queries
    .selectFrom('variant')
    .selectAll()
    .where('product_id', 'in', productIds)
    .execute();
  return {
    notes: grouped(
      notes.sort(
        (one, other) =>
          noteLevels.indexOf(one.level) - noteLevels.indexOf(other.level) || one.position - other.position,
      ),
    ),
    accords: grouped(accords.sort((one, other) => one.accordId - other.accordId)),
    images: grouped(images.sort((one, other) => one.position - other.position)),
    variants: grouped(
      variants
        .sort((one, other) => one.position - other.position || one.id - other.id)
        .map((row) => {
          const { id, sku, gtin, slug, position, item_condition: condition } = row;
          const state: StoredVariant = {
            id,
            sku,
            gtin,
            slug,
            amount: row.size_amount,
            unit: row.size_unit,
            condition,
            position,
          };
          return { product_id: row.product_id, status: row.status, state };
        }),
    ),
  };
}

function grouped<Row extends { product_id: number }>(rows: readonly Row[]): Map<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.product_id);
    if (group) group.push(row);
    else groups.set(row.product_id, [row]);
  }
  return groups;
}
