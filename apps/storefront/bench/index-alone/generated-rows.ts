import { slugify, variantSlug, type CategoryRow, type Named } from '../../src/catalogue/index.ts';
import type { CatalogueStore } from '../../src/catalogue-index/store/catalogue-store.ts';
import type { IndexedProduct } from '../../src/catalogue-index/store/indexed-product.ts';
import { demoCatalogue, type DemoProduct } from '../../src/demo/catalogue.ts';
import { categoryTree } from '../../src/demo/shelf.ts';

type CategoryDrafts = typeof categoryTree;

/** Names as the database would number them: in the order in which they come. */
class Numbered {
  readonly #ids = new Map<string, number>();
  readonly fresh: Named[] = [];

  idOf(name: string): number {
    let id = this.#ids.get(name);
    if (id === undefined) {
      id = this.#ids.size + 1;
      this.#ids.set(name, id);
      this.fresh.push({ id, slug: `${slugify(name)}-${id}`, name });
    }
    return id;
  }
}

/** Puts the demo's products into a store as the database's rows would be put there, and gives their ids and slugs. */
export function* putGenerated(
  store: CatalogueStore,
  count: number,
  now: Date,
): Generator<{ readonly id: number; readonly slug: string; readonly name: string }> {
  const categories = numberedCategories(categoryTree);
  store.tables.setCategories(categories);
  const categoryIds = new Map(categories.map(({ slug, id }) => [slug, id]));
  const tables = { brand: new Numbered(), note: new Numbered(), accord: new Numbered() };
  let id = 0;
  let variantId = 0;
  for (const made of demoCatalogue({ seed: 1, count, now, withPictures: false })) {
    id += 1;
    const product = row(made, id, variantId, tables, categoryIds, now);
    variantId += product.variants.length;
    for (const table of ['brand', 'note', 'accord'] as const)
      if (tables[table].fresh.length > 0) store.tables.setNames(table, tables[table].fresh.splice(0));
    store.put(product, now);
    yield product;
  }
}

function row(
  { draft, offers }: DemoProduct,
  id: number,
  lastVariantId: number,
  tables: { readonly brand: Numbered; readonly note: Numbered; readonly accord: Numbered },
  categoryIds: ReadonlyMap<string, number>,
  now: Date,
): IndexedProduct {
  const { notes, accords, images, brandName, categorySlug, popularity, createdAt, ...rest } = draft;
  const all = [...notes.top, ...notes.heart, ...notes.base, ...notes.flat];
  return {
    ...rest,
    id,
    slug: `${slugify(`${brandName} ${draft.name}`)}-${id}`,
    brandId: tables.brand.idOf(brandName),
    categoryId: categoryIds.get(categorySlug)!,
    popularity: popularity ?? 0,
    createdAt: createdAt ?? now,
    updatedAt: now,
    noteIds: [...new Set(all.map((note) => tables.note.idOf(note)))],
    accords: accords.map(({ name, weight }) => ({ id: tables.accord.idOf(name), weight })),
    imageKey: images[0]?.assetKey ?? null,
    imageAlt: images[0]?.alt ?? '',
    variants: offers.map(({ variant, baseCents, supplierListCents, onHand, sale }, place) => ({
      ...variant,
      id: lastVariantId + place + 1,
      slug: variantSlug(variant.size, variant.condition),
      available: onHand,
      price: {
        variantId: lastVariantId + place + 1,
        currency: 'USD',
        baseCents,
        supplierListCents,
        saleCents: sale?.cents ?? null,
        saleStartsAt: sale?.startsAt ?? null,
        saleEndsAt: sale?.endsAt ?? null,
        referenceCents: sale ? baseCents : null,
        version: 1,
      },
    })),
  };
}

function numberedCategories(tree: CategoryDrafts): CategoryRow[] {
  const rows: CategoryRow[] = [];
  const add = (drafts: CategoryDrafts, parentId: number | null) => {
    for (const [position, { slug, name, description, children }] of drafts.entries()) {
      const id = rows.length + 1;
      rows.push({ id, parentId, slug, name, description, position });
      add(children, id);
    }
  };
  add(tree, null);
  return rows;
}
