import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { compressText, preferredEncoding } from './compression.ts';
import { webContext, type WebContext } from './context.ts';
import { Layout } from './layout.tsx';
import { ShopContext } from './shop-context.ts';

/** A page as a feature describes it; web draws the rest around it. */
export interface Page {
  /** Without the shop's name. */
  readonly title: string;
  readonly description?: string;
  /** Path (and query) of the address that search engines are to know this page by. */
  readonly canonicalPath?: string;
  readonly robots?: 'noindex';
  /** JSON-LD blocks, one schema.org thing each. */
  readonly jsonLd?: readonly object[];
  /** Asset key of a picture for link previews. */
  readonly previewImageKey?: string;
  readonly status?: number;
  /** public: the same bytes for everyone, so that caches may hold them. private: this shopper's own, kept by no cache. */
  readonly visibility: 'public' | 'private';
  readonly body: ComponentChildren;
  readonly bodyClass?: string;
  /** What stands in the search field. */
  readonly searchText?: string;
}

/** Public pages may be kept, but are asked for again each time: a price must never be old. */
const cacheControl = { public: 'public, no-cache', private: 'no-store' } as const;

/**
 * Answers with a page: drawn, compressed as the browser likes it, with its ETag; 304 when the browser has these bytes.
 */
export async function sendPage(req: Request, res: Response, page: Page): Promise<void> {
  const html = Buffer.from(renderPage(webContext(req), page));
  res.status(page.status ?? 200);
  res.setHeader('Content-Type', 'text/html; charset=utf-8');
  if (!res.hasHeader('Cache-Control')) res.setHeader('Cache-Control', cacheControl[page.visibility]);
  res.vary('Accept-Encoding');
  const encoding = preferredEncoding(req.headers['accept-encoding']);
  if (page.visibility === 'public' && res.statusCode === 200) {
    const etag = `"${createHash('sha1').update(html).digest('base64url')}${encoding === 'identity' ? '' : `-${encoding}`}"`;
    res.setHeader('ETag', etag);
    if (req.fresh) {
      res.status(304).end();
      return;
    }
  }
  const body = await compressText(html, encoding);
  if (encoding !== 'identity') res.setHeader('Content-Encoding', encoding);
  res.setHeader('Content-Length', body.byteLength);
  res.end(body);
}

/** The whole HTML document of a page. */
export function renderPage(context: WebContext, page: Page): string {
  const shop = { assets: context.assets, currency: context.config.currency };
  return `<!doctype html>${renderToString(
    <ShopContext.Provider value={shop}>
      <Layout page={page} context={context} />
    </ShopContext.Provider>,
  )}`;
}
