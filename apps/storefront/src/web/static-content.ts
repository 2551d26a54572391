import type { AssetStore } from '@perfume/asset-store';
import { Router, type Request, type Response } from 'express';
import sirv from 'sirv';
import { compressText, isWorthCompressing, preferredEncoding } from './compression.ts';
import { NotFound } from './errors.ts';

const oneYear = 31_536_000;

/** Pictures that were compressed lately; a listing shows 24, so this holds some thirty listings. */
const keptPictures = 750;

/**
 * Static content served by the shop itself: the built browser files and the pictures of the asset store. Behind a CDN
 * these addresses are asked for there and never reach an app server.
 */
export function createStaticContentRouter(deps: {
  readonly browserFolder: string;
  readonly assets: AssetStore;
}): Router {
  const router = Router();
  const builtFiles = sirv(deps.browserFolder, {
    immutable: true,
    maxAge: oneYear,
    brotli: true,
    gzip: true,
    etag: true,
  });
  router.use('/assets', (req, res) => {
    builtFiles(req, res, () => {
      res.status(404).end();
    });
  });
  router.get('/images/:file', servePicture(deps.assets));
  return router;
}

function servePicture(assets: AssetStore) {
  const compressed = new Map<string, Buffer>();
  return async (req: Request<{ file: string }>, res: Response) => {
    const key = `images/${req.params.file}`;
    const picture = await assets.get(key);
    if (!picture)
      throw new NotFound(
        'That picture is not here',
        'It may have been replaced. Reload the page to see the new one.',
      );
    res.setHeader('Content-Type', picture.contentType);
    res.setHeader('Cache-Control', `public, max-age=${oneYear}, immutable`);
    // A picture opened on its own must not be able to run anything.
    res.setHeader('Content-Security-Policy', "default-src 'none'; sandbox");
    const encoding = preferredEncoding(req.headers['accept-encoding']);
    if (
      encoding === 'identity' ||
      !isText(picture.contentType) ||
      !isWorthCompressing(picture.body.byteLength)
    ) {
      res.end(picture.body);
      return;
    }
    res.vary('Accept-Encoding');
    const name = `${encoding}:${key}`;
    const body = compressed.get(name) ?? (await compressText(picture.body, encoding));
    compressed.delete(name);
    compressed.set(name, body);
    if (compressed.size > keptPictures) compressed.delete(compressed.keys().next().value!);
    res.setHeader('Content-Encoding', encoding);
    res.end(body);
  };
}

function isText(contentType: string): boolean {
  return contentType.startsWith('image/svg');
}
