import type { Request, Response } from 'express';
import { preferredEncoding } from '../web/compression.ts';
import { entityTag, publicHtmlHeaders, sendPublicHtml } from '../web/public-html.ts';
import type { Header } from '../web/security.ts';
import { textOf, textWithoutStock, type KeptPage } from './kept-page.ts';

/**
 * Answers with a kept page as it stands: nothing is rendered, compressed or hashed, and all headers go out in one call.
 * @param always headers of every answer; those of the page's own forms have them already
 */
export function answerWithPage(req: Request, res: Response, page: KeptPage, always: readonly Header[]): void {
  const encoding = preferredEncoding(req.headers['accept-encoding']);
  if (encoding === 'identity') {
    void answerUncompressed(req, res, page, always).catch((error: unknown) => res.destroy(error as Error));
    return;
  }
  const form = encoding === 'br' ? page.brForm : page.gzipForm;
  const known = req.headers['if-none-match'];
  if (known !== undefined && isKnown(known, form.etag)) {
    res.writeHead(304, form.unchangedHeaders as string[]);
    res.end();
    return;
  }
  res.writeHead(200, form.headers as string[]);
  res.end(form.body);
}

/** Answers with the page as it is when nobody can say how many pieces there are. */
export async function answerWithoutStock(
  req: Request,
  res: Response,
  page: KeptPage,
  always: readonly Header[],
): Promise<void> {
  const html = await textWithoutStock(page);
  for (const [name, value] of always) res.setHeader(name, value);
  await sendPublicHtml(req, res, html);
}

/** Hardly any browser asks for this form: it is unpacked for those that do. */
async function answerUncompressed(
  req: Request,
  res: Response,
  page: KeptPage,
  always: readonly Header[],
): Promise<void> {
  const etag = entityTag(page.print, 'identity');
  const headers = { ...Object.fromEntries(always), ...publicHtmlHeaders, ETag: etag };
  const known = req.headers['if-none-match'];
  if (known !== undefined && isKnown(known, etag)) {
    res.writeHead(304, headers);
    res.end();
    return;
  }
  const body = req.method === 'HEAD' ? undefined : await textOf(page);
  res.writeHead(200, { ...headers, 'Content-Length': page.length });
  res.end(body);
}

/** Whether an If-None-Match header names this entity. */
export function isKnown(header: string, etag: string): boolean {
  if (header === etag) return true;
  return header.split(',').some((one) => {
    const tag = one.trim();
    return tag === '*' || tag === etag || tag === `W/${etag}`;
  });
}
