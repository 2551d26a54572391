import { Router, type Response } from 'express';
import type { CatalogueIndex, CategoryNode } from '../listing/index.ts';
import { NotFound, webContext } from '../web/index.ts';
import { robotsText } from './robots.ts';
import { entriesPerFile, latest, sitemapIndexXml, sitemapXml, type SitemapEntry } from './sitemap.ts';

export interface SeoDependencies {
  readonly index: Pick<CatalogueIndex, 'products' | 'categories' | 'brands' | 'notes' | 'state'>;
  readonly collections: () => readonly { readonly slug: string }[];
  readonly informationPages: readonly { readonly slug: string }[];
}

/** robots.txt and the sitemap in parts: what search engines may read and what there is. */
export function createSeoRouter({ index, collections, informationPages }: SeoDependencies): Router {
  const router = Router();
  const products = partsOfProducts(index);

  router.get('/robots.txt', (req, res) => {
    res.type('text/plain').setHeader('Cache-Control', 'public, max-age=3600');
    res.end(robotsText(webContext(req).config.publicUrl));
  });

  router.get('/sitemap.xml', (req, res) => {
    const files: SitemapEntry[] = products().map((part, position) =>
      withLatest(`/sitemap-products-${position + 1}.xml`, part),
    );
    sendXml(
      res,
      sitemapIndexXml([{ path: '/sitemap-pages.xml' }, ...files], webContext(req).config.publicUrl),
    );
  });

  router.get('/sitemap-pages.xml', (req, res) => {
    const entries: SitemapEntry[] = [
      '/',
      ...categoryPaths(index.categories()),
      ...collections().map(({ slug }) => `/collections/${slug}`),
      '/brands',
      ...index.brands().map(({ slug }) => `/brands/${slug}`),
      '/notes',
      ...index.notes().flatMap(({ slug, count }) => (count > 0 ? [`/notes/${slug}`] : [])),
      ...informationPages.map(({ slug }) => `/pages/${slug}`),
    ].map((path) => ({ path }));
    sendXml(res, sitemapXml(entries, webContext(req).config.publicUrl));
  });

  router.get('/sitemap-products-:part.xml', (req, res) => {
    const part = /^[1-9]\d{0,3}$/.test(req.params.part) ? products()[Number(req.params.part) - 1] : undefined;
    if (!part) throw new NotFound();
    sendXml(res, sitemapXml(part, webContext(req).config.publicUrl));
  });

  return router;
}

/** The products' addresses in files of 10,000, worked out once per state of the catalogue. */
function partsOfProducts(index: SeoDependencies['index']): () => readonly (readonly SitemapEntry[])[] {
  let parts: SitemapEntry[][] = [];
  let seenState = '';
  return () => {
    const { loadedAt, lastChangeId } = index.state();
    const state = `${loadedAt.getTime()}:${lastChangeId}`;
    if (state !== seenState) {
      const entries = Array.from(index.products(), ({ slug, updatedAt }) => ({
        path: `/products/${slug}`,
        lastModified: updatedAt,
      }));
      parts = [];
      for (let from = 0; from < entries.length; from += entriesPerFile)
        parts.push(entries.slice(from, from + entriesPerFile));
      seenState = state;
    }
    return parts;
  };
}

function withLatest(path: string, entries: readonly SitemapEntry[]): SitemapEntry {
  const lastModified = latest(entries);
  return { path, ...(lastModified && { lastModified }) };
}

/** Every category that shows something, from the roots down. */
function categoryPaths(nodes: readonly CategoryNode[]): readonly string[] {
  return nodes.flatMap(({ slug, count, children }) => [
    ...(count > 0 ? [`/categories/${slug}`] : []),
    ...categoryPaths(children),
  ]);
}

function sendXml(res: Response, xml: string): void {
  res.type('application/xml').setHeader('Cache-Control', 'public, max-age=600');
  res.end(xml);
}
