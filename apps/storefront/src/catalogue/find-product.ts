import { parseJsonColumn } from '@perfume/db-client';
import { sql } from 'kysely';
import type { Queries } from '../database/index.ts';
import { knownAttributes } from './attributes.ts';
import type {
  Concentration,
  Gender,
  ItemCondition,
  LongevityVotes,
  Named,
  NoteLevel,
  NotesOfProduct,
  Product,
  ProductKind,
  SillageVotes,
  SizeUnit,
  Variant,
  WeightedAccord,
} from './model.ts';

/** What is still said of a product that is no longer sold. */
export interface GoneProduct {
  readonly id: number;
  readonly name: string;
  readonly kind: ProductKind;
  readonly brand: Named;
  /** From the root of the tree to the product's own category. */
  readonly categoryPath: readonly Named[];
}

/** A product under its address; the slug that it has now; what is left of it; null for what is not, or only a draft. */
export type FoundProduct =
  { readonly product: Product } | { readonly movedTo: string } | { readonly gone: GoneProduct } | null;

/**
 * Looks a product up by its slug or by one that it once had. One wait where the slug is a current one: what a product is
 * and what belongs to it are asked for side by side.
 */
export async function findProduct(queries: Queries, slug: string): Promise<FoundProduct> {
  if (!/^[a-z0-9-]{1,200}$/.test(slug)) return null;
  const [row, parts] = await Promise.all([readProduct(queries, slug), readParts(queries, slug)]);
  if (row) {
    if (row.status === 'draft') return null;
    return row.status === 'deleted' ? { gone: goneProduct(row) } : { product: product(row, parts) };
  }
  const moved = await queries
    .selectFrom('product_former_slug')
    .innerJoin('product', 'product.id', 'product_former_slug.product_id')
    .select(['product.slug', 'product.status'])
    .where('product_former_slug.slug', '=', slug)
    .executeTakeFirst();
  return moved && moved.status !== 'draft' ? { movedTo: moved.slug } : null;
}

/** The category and those above it, as far as there are any. */
type CategoryColumns = Readonly<Record<`c${1 | 2 | 3 | 4}Id`, number | null>> &
  Readonly<Record<`c${1 | 2 | 3 | 4}${'Slug' | 'Name'}`, string | null>>;

interface ProductRow extends CategoryColumns {
  readonly id: number;
  readonly slug: string;
  readonly status: Product['status'];
  readonly kind: ProductKind;
  readonly name: string;
  readonly description: string | null;
  readonly gender: Gender | null;
  readonly concentration: Concentration | null;
  readonly launchYear: number | null;
  readonly perfumer: string | null;
  readonly notesForm: NotesOfProduct['form'];
  readonly longevityVotes: string | null;
  readonly sillageVotes: string | null;
  readonly attributes: string;
  readonly version: number;
  readonly createdAt: Date;
  readonly brandId: number;
  readonly brandSlug: string;
  readonly brandName: string;
}

async function readProduct(queries: Queries, slug: string): Promise<ProductRow | undefined> {
  const { rows } = await sql<ProductRow>`
    SELECT p.id, p.slug, p.status, p.kind, p.name, p.description, p.gender, p.concentration,
      p.launch_year AS launchYear, p.perfumer, p.notes_form AS notesForm, p.longevity_votes AS longevityVotes,
      p.sillage_votes AS sillageVotes, p.attributes, p.version, p.created_at AS createdAt,
      b.id AS brandId, b.slug AS brandSlug, b.name AS brandName,
      c1.id AS c1Id, c1.slug AS c1Slug, c1.name AS c1Name, c2.id AS c2Id, c2.slug AS c2Slug, c2.name AS c2Name,
      c3.id AS c3Id, c3.slug AS c3Slug, c3.name AS c3Name, c4.id AS c4Id, c4.slug AS c4Slug, c4.name AS c4Name
    FROM product p
    JOIN brand b ON b.id = p.brand_id
    JOIN category c1 ON c1.id = p.category_id
    LEFT JOIN category c2 ON c2.id = c1.parent_id
    LEFT JOIN category c3 ON c3.id = c2.parent_id
    LEFT JOIN category c4 ON c4.id = c3.parent_id
    WHERE p.slug = ${slug}`.execute(queries);
  return rows[0];
}

/** One thing that belongs to a product; which columns it fills depends on what it is. */
interface PartRow {
  readonly part: 'note' | 'accord' | 'image' | 'variant';
  /** Place among its kind; an accord's weight. */
  readonly position: number;
  readonly id: number;
  /** A picture's asset key. */
  readonly slug: string;
  readonly name: string;
  readonly level: NoteLevel;
  readonly alt: string;
  /** Numbers beside NULLs of other parts come as text. */
  readonly width: number | string;
  readonly height: number | string;
  readonly sku: string;
  readonly gtin: string | null;
  readonly amount: number | string | null;
  readonly unit: SizeUnit | null;
  readonly itemCondition: ItemCondition;
}

/**
 * Everything that belongs to a product in one statement. It is a UNION of plain rows and aggregates nothing: MariaDB
 * 10.11 was seen to crash under load on JSON_ARRAYAGG in a subquery, in the temporary table that it makes for it.
 */
async function readParts(queries: Queries, slug: string): Promise<readonly PartRow[]> {
  const { rows } = await sql<PartRow>`
    SELECT 'note' AS part, pn.position AS position, n.id AS id, n.slug AS slug, n.name AS name, pn.level AS level,
      NULL AS alt, NULL AS width, NULL AS height, NULL AS sku, NULL AS gtin, NULL AS amount, NULL AS unit, NULL AS itemCondition
    FROM product p JOIN product_note pn ON pn.product_id = p.id JOIN note n ON n.id = pn.note_id WHERE p.slug = ${slug}
    UNION ALL
    SELECT 'accord', pa.weight, a.id, a.slug, a.name, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    FROM product p JOIN product_accord pa ON pa.product_id = p.id JOIN accord a ON a.id = pa.accord_id
    WHERE p.slug = ${slug}
    UNION ALL
    SELECT 'image', i.position, i.product_id, i.asset_key, NULL, NULL, i.alt, i.width, i.height, NULL, NULL, NULL, NULL, NULL
    FROM product p JOIN product_image i ON i.product_id = p.id WHERE p.slug = ${slug}
    UNION ALL
    SELECT 'variant', v.position, v.id, v.slug, NULL, NULL, NULL, NULL, NULL, v.sku, v.gtin, v.size_amount, v.size_unit,
      v.item_condition
    FROM product p JOIN variant v ON v.product_id = p.id WHERE p.slug = ${slug} AND v.status = 'active'`.execute(
    queries,
  );
  return rows;
}

function goneProduct(row: ProductRow): GoneProduct {
  const { id, name, kind } = row;
  return {
    id,
    name,
    kind,
    brand: { id: row.brandId, slug: row.brandSlug, name: row.brandName },
    categoryPath: ([4, 3, 2, 1] as const).flatMap((level) => {
      const category = { id: row[`c${level}Id`], slug: row[`c${level}Slug`], name: row[`c${level}Name`] };
      return category.id === null ? [] : [category as Named];
    }),
  };
}

function product(row: ProductRow, parts: readonly PartRow[]): Product {
  const { slug, status, description, gender, concentration, launchYear, perfumer, version, createdAt } = row;
  const of = (wanted: PartRow['part']) => parts.filter(({ part }) => part === wanted);
  return {
    ...goneProduct(row),
    slug,
    status,
    description,
    gender,
    concentration,
    launchYear,
    perfumer,
    notes: notes(row.notesForm, of('note')),
    accords: of('accord')
      .map((accord): WeightedAccord => ({ ...named(accord), weight: accord.position }))
      .sort((one, other) => other.weight - one.weight || one.id - other.id),
    longevityVotes: parseJsonColumn(row.longevityVotes) as LongevityVotes | null,
    sillageVotes: parseJsonColumn(row.sillageVotes) as SillageVotes | null,
    attributes: knownAttributes(row.kind, parseJsonColumn(row.attributes)),
    images: inOrder(of('image')).map((image) => ({
      assetKey: image.slug,
      alt: image.alt,
      width: Number(image.width),
      height: Number(image.height),
    })),
    variants: inOrder(of('variant')).map(variant),
    version,
    createdAt,
  };
}

function notes(form: NotesOfProduct['form'], places: readonly PartRow[]): NotesOfProduct {
  const of = (wanted: NoteLevel) => inOrder(places.filter(({ level }) => level === wanted)).map(named);
  return { form, top: of('top'), heart: of('heart'), base: of('base'), flat: of('flat') };
}

function variant({ id, slug, sku, gtin, amount, unit, itemCondition }: PartRow): Variant {
  const size = amount === null || unit === null ? null : { amount: Number(amount), unit };
  return { id, slug, sku, gtin, size, condition: itemCondition };
}

const named = ({ id, slug, name }: Named): Named => ({ id, slug, name });

const inOrder = (parts: readonly PartRow[]) => parts.toSorted((one, other) => one.position - other.position);
