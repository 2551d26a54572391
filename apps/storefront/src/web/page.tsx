import type { Request, Response } from 'express';
import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { compressText, preferredEncoding } from './compression.ts';
import { webContext, type WebContext } from './context.ts';
import { Layout } from './layout.tsx';
import { pageKeeperOf } from './page-keeper.ts';
import { sendPublicHtml } from './public-html.ts';
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
  /**
   * What a public page was made of, as tags that a change would name: the shop itself may keep it until one of them is
   * touched. Absent: nobody keeps it. What every page shows (the menu, the settings) goes without saying.
   */
  readonly madeOf?: readonly string[];
  /** The same page for a moment when nobody can say how many pieces there are; for pages that speak of that. */
  readonly withoutStock?: () => Page;
}

/** Public pages may be kept, but are asked for again each time: a price must never be old. */
const cacheControl = { public: 'public, no-cache', private: 'no-store' } as const;

/**
 * Answers with a page: drawn, compressed as the browser likes it. One that is the same for everyone has its ETag, is
 * answered with 304 when the browser has these bytes, and is handed to whoever keeps pages.
 */
export async function sendPage(req: Request, res: Response, page: Page): Promise<void> {
  const context = webContext(req);
  const draw = (one: Page) => Buffer.from(renderPage(context, one));
  const html = draw(page);
  if (page.visibility === 'public' && (page.status ?? 200) === 200) {
    const keeper = pageKeeperOf(res);
    if (keeper && page.madeOf && !res.hasHeader('Set-Cookie') && !res.hasHeader('Cache-Control')) {
      const withoutStock = page.withoutStock && draw(page.withoutStock());
      await keeper.keep({ html, withoutStock, madeOf: page.madeOf });
    } else {
      await sendPublicHtml(req, res, html);
    }
    return;
  }
  res.status(page.status ?? 200);
  res.setHeader('Content-Type', 'text/html; charset=utf-8');
  if (!res.hasHeader('Cache-Control')) res.setHeader('Cache-Control', cacheControl[page.visibility]);
  res.vary('Accept-Encoding');
  const encoding = preferredEncoding(req.headers['accept-encoding']);
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
