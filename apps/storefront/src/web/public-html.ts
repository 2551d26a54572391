import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import { compressText, preferredEncoding, type Encoding } from './compression.ts';

/** What every page that is the same for everyone says of itself, whoever answers with it. */
export const publicHtmlHeaders = {
  'Content-Type': 'text/html; charset=utf-8',
  // Caches may keep it, but ask again each time: a price must never be old.
  'Cache-Control': 'public, no-cache',
  Vary: 'Accept-Encoding',
} as const;

/** What tells this text from any other. */
export function fingerprint(html: Buffer): string {
  return createHash('sha1').update(html).digest('base64url');
}

/** The strong ETag of a text in one encoding. */
export function entityTag(print: string, encoding: Encoding): string {
  return `"${print}${encoding === 'identity' ? '' : `-${encoding}`}"`;
}

/** Answers 200 with a page that is the same for everyone, compressed now; 304 when the browser has these bytes. */
export async function sendPublicHtml(req: Request, res: Response, html: Buffer): Promise<void> {
  for (const [name, value] of Object.entries(publicHtmlHeaders))
    if (!res.hasHeader(name)) res.setHeader(name, value);
  res.vary('Accept-Encoding');
  const encoding = preferredEncoding(req.headers['accept-encoding']);
  res.setHeader('ETag', entityTag(fingerprint(html), encoding));
  if (req.fresh) {
    res.status(304).end();
    return;
  }
  const body = await compressText(html, encoding);
  if (encoding !== 'identity') res.setHeader('Content-Encoding', encoding);
  res.setHeader('Content-Length', body.byteLength);
  res.end(body);
}
