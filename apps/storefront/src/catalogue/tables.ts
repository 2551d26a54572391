import type { Generated } from 'kysely';
import type { Concentration, Gender, ItemCondition, NoteLevel, ProductKind, SizeUnit } from './model.ts';

/** Tables that only the catalogue reads and writes. JSON columns are strings here: they are parsed where they are read. */
export interface CatalogueTables {
  brand: {
    id: Generated<number>;
    slug: string;
    name: string;
    description: string | null;
    created_at: Generated<Date>;
  };
  brand_spelling: { spelling_key: string; brand_id: number };
  category: {
    id: Generated<number>;
    parent_id: number | null;
    slug: string;
    name: string;
    description: string | null;
    position: Generated<number>;
  };
  collection: {
    id: Generated<number>;
    slug: string;
    name: string;
    description: string | null;
    rule: string;
    position: Generated<number>;
  };
  note: { id: Generated<number>; slug: string; name: string; name_key: string };
  accord: { id: Generated<number>; slug: string; name: string; name_key: string };
  product: {
    id: Generated<number>;
    slug: string;
    source_key: string;
    status: Generated<'draft' | 'active' | 'deleted'>;
    kind: ProductKind;
    brand_id: number;
    category_id: number;
    name: string;
    description: string | null;
    gender: Gender | null;
    concentration: Concentration | null;
    launch_year: number | null;
    perfumer: string | null;
    notes_form: Generated<'pyramid' | 'flat' | 'none'>;
    longevity_votes: string | null;
    sillage_votes: string | null;
    attributes: string;
    popularity: Generated<number>;
    version: Generated<number>;
    created_at: Generated<Date>;
    updated_at: Generated<Date>;
  };
  product_former_slug: { slug: string; product_id: number };
  product_note: { product_id: number; level: NoteLevel; position: number; note_id: number };
  product_accord: { product_id: number; accord_id: number; weight: number };
  product_image: {
    product_id: number;
    position: number;
    asset_key: string;
    alt: string;
    width: number;
    height: number;
  };
  variant: {
    id: Generated<number>;
    product_id: number;
    slug: string;
    sku: string;
    gtin: string | null;
    status: Generated<'active' | 'retired'>;
    size_amount: number | null;
    size_unit: SizeUnit | null;
    item_condition: Generated<ItemCondition>;
    position: Generated<number>;
  };
  change_feed: {
    id: Generated<number>;
    subject: 'product' | 'brand' | 'category' | 'collection' | 'note';
    subject_id: number;
    created_at: Generated<Date>;
  };
}
