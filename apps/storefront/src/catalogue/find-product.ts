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
 * Looks a product up by its slug or by one that it once had. One query where the slug is a current one: a page is worth
 * one wait for the database, not seven.
 */
export async function findProduct(queries: Queries, slug: string): Promise<FoundProduct> {
  if (!/^[a-z0-9-]{1,200}$/.test(slug)) return null;
  const row = await readProduct(queries, slug);
  if (row) {
    if (row.status === 'draft') return null;
    return row.status === 'deleted' ? { gone: goneProduct(row) } : { product: product(row) };
  }
  const moved = await queries
    .selectFrom('product_former_slug')
    .innerJoin('product', 'product.id', 'product_former_slug.product_id')
    .select(['product.slug', 'product.status'])
    .where('product_former_slug.slug', '=', slug)
    .executeTakeFirst();
  return moved && moved.status !== 'draft' ? { movedTo: moved.slug } : null;
}

type NamedTuple = readonly [id: number, slug: string, name: string];
type NoteTuple = readonly [level: NoteLevel, position: number, ...note: NamedTuple];
type AccordTuple = readonly [weight: number, ...accord: NamedTuple];
type ImageTuple = readonly [position: number, assetKey: string, alt: string, width: number, height: number];
type VariantTuple = readonly [
  position: number,
  id: number,
  slug: string,
  sku: string,
  gtin: string | null,
  amount: number | null,
  unit: SizeUnit | null,
  condition: ItemCondition,
];

/** Lists come as JSON: text from MariaDB. */
interface ProductRow {
  readonly id: number;
  readonly slug: string;
  readonly status: Product['status'];
  readonly kind: ProductKind;
  readonly name: string;
  readonly description: string | null;
  readonly gender: Gender | null;
  readonly concentration: Concentration | null;
  readonly launch_year: number | null;
  readonly perfumer: string | null;
  readonly notes_form: NotesOfProduct['form'];
  readonly longevity_votes: unknown;
  readonly sillage_votes: unknown;
  readonly attributes: unknown;
  readonly version: number;
  readonly created_at: Date;
  readonly brand: unknown;
  readonly category_path: unknown;
  readonly notes: unknown;
  readonly accords: unknown;
  readonly images: unknown;
  readonly variants: unknown;
}

async function readProduct(queries: Queries, slug: string): Promise<ProductRow | undefined> {
  const { rows } = await sql<ProductRow>`
    SELECT p.id, p.slug, p.status, p.kind, p.name, p.description, p.gender, p.concentration, p.launch_year, p.perfumer,
      p.notes_form, p.longevity_votes, p.sillage_votes, p.attributes, p.version, p.created_at,
      JSON_ARRAY(b.id, b.slug, b.name) AS brand,
      JSON_ARRAY(
        JSON_ARRAY(c4.id, c4.slug, c4.name), JSON_ARRAY(c3.id, c3.slug, c3.name),
        JSON_ARRAY(c2.id, c2.slug, c2.name), JSON_ARRAY(c1.id, c1.slug, c1.name)
      ) AS category_path,
      (SELECT JSON_ARRAYAGG(JSON_ARRAY(pn.level, pn.position, n.id, n.slug, n.name))
        FROM product_note pn JOIN note n ON n.id = pn.note_id WHERE pn.product_id = p.id) AS notes,
      (SELECT JSON_ARRAYAGG(JSON_ARRAY(pa.weight, a.id, a.slug, a.name))
        FROM product_accord pa JOIN accord a ON a.id = pa.accord_id WHERE pa.product_id = p.id) AS accords,
      (SELECT JSON_ARRAYAGG(JSON_ARRAY(i.position, i.asset_key, i.alt, i.width, i.height))
        FROM product_image i WHERE i.product_id = p.id) AS images,
      (SELECT JSON_ARRAYAGG(JSON_ARRAY(v.position, v.id, v.slug, v.sku, v.gtin, v.size_amount, v.size_unit, v.item_condition))
        FROM variant v WHERE v.product_id = p.id AND v.status = 'active') AS variants
    FROM product p
    JOIN brand b ON b.id = p.brand_id
    JOIN category c1 ON c1.id = p.category_id
    LEFT JOIN category c2 ON c2.id = c1.parent_id
    LEFT JOIN category c3 ON c3.id = c2.parent_id
    LEFT JOIN category c4 ON c4.id = c3.parent_id
    WHERE p.slug = ${slug}`.execute(queries);
  return rows[0];
}

/** A list out of a JSON column; NULL, which an aggregate over nothing gives, is an empty one. */
function list(column: unknown): readonly unknown[] {
  return (parseJsonColumn(column) ?? []) as readonly unknown[];
}

function named([id, slug, name]: NamedTuple): Named {
  return { id, slug, name };
}

function goneProduct(row: ProductRow): GoneProduct {
  const { id, name, kind } = row;
  return {
    id,
    name,
    kind,
    brand: named(parseJsonColumn(row.brand) as NamedTuple),
    categoryPath: (list(row.category_path) as readonly (NamedTuple | readonly [null, null, null])[])
      .filter((category): category is NamedTuple => category[0] !== null)
      .map(named),
  };
}

function product(row: ProductRow): Product {
  const { slug, status, description, gender, concentration, perfumer, version } = row;
  return {
    ...goneProduct(row),
    slug,
    status,
    description,
    gender,
    concentration,
    launchYear: row.launch_year,
    perfumer,
    notes: notes(row.notes_form, list(row.notes) as readonly NoteTuple[]),
    accords: (list(row.accords) as readonly AccordTuple[])
      .map(([weight, ...accord]): WeightedAccord => ({ ...named(accord), weight }))
      .sort((one, other) => other.weight - one.weight || one.id - other.id),
    longevityVotes: parseJsonColumn(row.longevity_votes) as LongevityVotes | null,
    sillageVotes: parseJsonColumn(row.sillage_votes) as SillageVotes | null,
    attributes: knownAttributes(row.kind, parseJsonColumn(row.attributes)),
    images: inOrder(list(row.images) as readonly ImageTuple[]).map(([, assetKey, alt, width, height]) => ({
      assetKey,
      alt,
      width,
      height,
    })),
    variants: inOrder(list(row.variants) as readonly VariantTuple[]).map(variant),
    version,
    createdAt: row.created_at,
  };
}

function notes(form: NotesOfProduct['form'], places: readonly NoteTuple[]): NotesOfProduct {
  const of = (wanted: NoteLevel) =>
    places
      .filter(([level]) => level === wanted)
      .sort(([, one], [, other]) => one - other)
      .map(([, , ...note]) => named(note));
  return { form, top: of('top'), heart: of('heart'), base: of('base'), flat: of('flat') };
}

function variant([, id, slug, sku, gtin, amount, unit, condition]: VariantTuple): Variant {
  const size = amount === null || unit === null ? null : { amount, unit };
  return { id, slug, sku, gtin, size, condition };
}

/** By position, which stands first in each. */
function inOrder<Tuple extends readonly [number, ...unknown[]]>(tuples: readonly Tuple[]): readonly Tuple[] {
  return tuples.toSorted(([one], [other]) => one - other);
}
