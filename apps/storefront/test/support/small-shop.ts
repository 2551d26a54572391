import { sql } from 'kysely';
import {
  saveCategories,
  saveCollections,
  saveProducts,
  type ProductDraft,
  type SavedProduct,
} from '../../src/catalogue/index.ts';
import type { ShopDatabase } from '../../src/database/index.ts';
import { setPrices } from '../../src/pricing/index.ts';
import { setOnHand } from '../../src/stock/index.ts';
import { productDraft, variantDraft } from './product-drafts.ts';

/** A sale of a variant. */
export interface TestSale {
  readonly cents: number;
  readonly from: Date | null;
  readonly until: Date | null;
}

const notes = (...flat: string[]) => ({ form: 'flat', top: [], heart: [], base: [], flat }) as const;

/** Changes to a small catalogue, as the shop's own functions make them. */
export function smallShop(database: ShopDatabase) {
  const price = (variantId: number, baseCents: number, sale?: TestSale) =>
    database.transaction((trx) =>
      setPrices(
        trx,
        [
          {
            variantId,
            currency: 'USD',
            baseCents,
            saleCents: sale?.cents ?? null,
            saleStartsAt: sale?.from ?? null,
            saleEndsAt: sale?.until ?? null,
            supplierListCents: null,
          },
        ],
        new Date(),
      ),
    );
  const stock = (variantId: number, onHand: number) =>
    database.transaction((trx) => setOnHand(trx, [{ variantId, onHand }], 'test'));
  const save = (draft: ProductDraft) =>
    database.transaction(async (trx) => (await saveProducts(trx, [draft]))[0]!);
  return { price, stock, save };
}

/** The categories of `fillSmallShop`. */
export const smallTree = [
  {
    slug: 'perfume',
    name: 'Perfume',
    description: null,
    children: [{ slug: 'woody', name: 'Woody', description: null, children: [] }],
  },
  { slug: 'hair', name: 'Hair', description: null, children: [] },
];

/** The collections of `fillSmallShop`. */
export const smallCollections = [
  { slug: 'on-sale', name: 'On sale', description: null, rule: { onSale: true }, position: 0 },
  { slug: 'of-velour', name: 'Of Velour', description: null, rule: { brands: ['velour'] }, position: 1 },
];

/** A product of `fillSmallShop`, with its one variant. */
export interface SmallProduct extends SavedProduct {
  readonly draft: ProductDraft;
  readonly variantId: number;
}

/**
 * Fills a database with four products at 50.00, seven pieces each: two woody ones of Velour that smell alike (of rose), one
 * perfume of Solstice (of oud) and one for the hair (of lime). The shop then looks as one that was filled minutes ago.
 */
export async function fillSmallShop(database: ShopDatabase) {
  const { price, stock, save } = smallShop(database);
  await database.transaction(async (trx) => {
    await saveCategories(trx, smallTree);
    await saveCollections(trx, smallCollections);
  });
  const add = async (key: string, changes: Partial<ProductDraft>): Promise<SmallProduct> => {
    const draft = productDraft(key, { variants: [variantDraft(`${key}-100`, 100)], ...changes });
    const saved = await save(draft);
    const variantId = [...saved.variantIds.values()][0]!;
    await price(variantId, 5_000);
    await stock(variantId, 7);
    return { ...saved, draft, variantId };
  };
  const woody = { brandName: 'Velour', categorySlug: 'woody', notes: notes('Rose', 'Musk') };
  const rose = await add('rose', { ...woody, name: 'Rose Noire' });
  const rosewood = await add('rosewood', { ...woody, name: 'Rosewood' });
  const oud = await add('oud', {
    brandName: 'Solstice',
    name: 'Oud Royal',
    notes: notes('Oud'),
    accords: [],
  });
  const hair = await add('hair', {
    kind: 'hair-care',
    brandName: 'Limette',
    categorySlug: 'hair',
    name: 'Lime Shampoo',
    notes: notes('Lime'),
    accords: [],
    attributes: {},
    concentration: null,
  });
  await letTheFeedSettle(database);
  return { rose, rosewood, oud, hair };
}

/** Makes every change so far one of some minutes ago. */
export async function letTheFeedSettle(database: ShopDatabase): Promise<void> {
  await sql`UPDATE change_feed SET created_at = created_at - INTERVAL 5 MINUTE`.execute(database.query);
}
