import { Router } from 'express';
import type { Collection } from '../catalogue/index.ts';
import { emptyListingQuery, type CatalogueIndex } from '../listing/index.ts';
import { sendPage, site, webContext } from '../web/index.ts';
import { HomePage, type CollectionRow } from './home-page.tsx';
import { shopJsonLd } from './shop-json-ld.ts';

/** Cards of one collection on the home page. */
const rowLength = 6;

export interface HomeDependencies {
  readonly index: Pick<CatalogueIndex, 'list' | 'categories' | 'brands' | 'notes'>;
  readonly collections: () => Promise<readonly Collection[]>;
}

/** The front door. */
export function createHomeRouter({ index, collections }: HomeDependencies): Router {
  const router = Router();
  router.get('/', async (req, res) => {
    const rows: CollectionRow[] = (await collections()).map(({ slug, name, description, rule }) => {
      const { cards, total } = index.list({ ...emptyListingQuery, inStock: true, ...rule });
      return { slug, name, description, total, cards: cards.slice(0, rowLength) };
    });
    await sendPage(req, res, {
      title: site.name,
      canonicalPath: '/',
      jsonLd: [shopJsonLd(webContext(req).config.publicUrl)],
      visibility: 'public',
      bodyClass: 'home',
      body: (
        <HomePage
          tiles={index
            .categories()
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

/** Of the category's most popular product that can be had. */
function pictureOf(index: Pick<CatalogueIndex, 'list'>, category: string): string | null {
  const { cards } = index.list({ ...emptyListingQuery, category, inStock: true });
  return cards.find(({ imageKey }) => imageKey !== null)?.imageKey ?? null;
}
