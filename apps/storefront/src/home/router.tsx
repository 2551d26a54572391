import { Router } from 'express';
import { pageTags, type Collection } from '../catalogue/index.ts';
import { emptyListingQuery, type CatalogueIndex } from '../listing/index.ts';
import { sendPage, site, webContext } from '../web/index.ts';
import { HomePage, type CollectionRow } from './home-page.tsx';
import { shopJsonLd } from './shop-json-ld.ts';

/** Cards of one collection on the home page. */
const rowLength = 6;

export interface HomeDependencies {
  readonly index: Pick<CatalogueIndex, 'list' | 'categories' | 'brands' | 'notes'>;
  readonly collections: () => readonly Collection[];
}

/** The front door. */
export function createHomeRouter({ index, collections }: HomeDependencies): Router {
  const router = Router();
  router.get('/', async (req, res) => {
    const rows: CollectionRow[] = collections().map(({ slug, name, description, rule }) => {
      const { cards, total } = index.list({ ...emptyListingQuery, inStock: true, ...rule });
      return { slug, name, description, total, cards: cards.slice(0, rowLength) };
    });
    const categories = index.categories();
    await sendPage(req, res, {
      title: site.name,
      canonicalPath: '/',
      jsonLd: [shopJsonLd(webContext(req).config.publicUrl)],
      visibility: 'public',
      madeOf: homeTags(collections(), categories, rows),
      bodyClass: 'home',
      body: (
        <HomePage
          tiles={categories
            .filter(({ count }) => count > 0)
            .map((category) => ({ category, imageKey: pictureOf(index, category.slug) }))}
          rows={rows.filter(({ cards }) => cards.length > 0)}
          brands={index.brands()}
          notes={index.notes()}
        />
      ),
    });
  });
  return router;
}

/** Rows and tiles show which products lead a listing; what products cost matters of the cards alone, unless a rule asks for it. */
function homeTags(
  collections: readonly Collection[],
  categories: readonly { readonly slug: string }[],
  rows: readonly CollectionRow[],
): readonly string[] {
  return [
    ...[pageTags.collections, pageTags.brands, pageTags.notes],
    ...collections.map(({ slug, rule }) => {
      const listing = pageTags.collection(slug);
      if (rule.text !== undefined) return pageTags.search;
      return asksForPrice(rule) ? listing : pageTags.members(listing);
    }),
    ...categories.map(({ slug }) => pageTags.members(pageTags.category(slug))),
    ...rows.flatMap(({ cards }) => cards.map(({ productId }) => pageTags.listed(productId))),
  ];
}

const asksForPrice = ({ onSale, minCents, maxCents, sort }: Collection['rule']) =>
  onSale === true || (minCents ?? maxCents ?? null) !== null || sort?.startsWith('price') === true;

/** Of the category's most popular product that can be had. */
function pictureOf(index: Pick<CatalogueIndex, 'list'>, category: string): string | null {
  const { cards } = index.list({ ...emptyListingQuery, category, inStock: true });
  return cards.find(({ imageKey }) => imageKey !== null)?.imageKey ?? null;
}
