import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Where the browser finds static content: hashed files of the build and pictures of the asset store. */
export interface AssetUrls {
  /** The stylesheet of the whole shop. */
  readonly stylesheet: string;
  /** The script that makes pages smoother; every journey works without it. */
  readonly script: string;
  /** Fonts to fetch before the stylesheet asks for them. */
  readonly preloadFonts: readonly string[];
  readonly favicon: string;
  /** The URL of a picture in the asset store. */
  image(assetKey: string): string;
  /** Origins other than the shop's own that static content comes from; for the Content-Security-Policy. */
  readonly origins: readonly string[];
}

/** Other alphabets are fetched by the pages that have a letter of them. */
const fontOfMostPages = /-latin-\d.*\.woff2$/;

const manifestSchema = z.record(
  z.string(),
  z.object({ file: z.string(), css: z.array(z.string()).optional(), assets: z.array(z.string()).optional() }),
);

/**
 * Reads the manifest that the browser build left beside its files.
 * @param folder the built browser assets, holding manifest.json
 * @param baseUrl the CDN's origin, or undefined when the shop serves static content itself
 * @throws when the build is missing; the message says how to make it
 */
export function readAssetUrls(folder: string, baseUrl: string | undefined): AssetUrls {
  const manifest = manifestSchema.parse(readManifest(join(folder, 'manifest.json')));
  const entry = manifest['src/browser/main.ts'];
  const stylesheet = entry?.css?.[0];
  if (!entry || !stylesheet)
    throw new Error(`${folder}/manifest.json names no script and stylesheet. Run: nx build storefront`);
  const base = baseUrl ?? '';
  const built = (file: string) => `${base}/assets/${file}`;
  const fonts = Object.values(manifest).filter(({ file }) => fontOfMostPages.test(file));
  const favicon = Object.values(manifest).find(({ file }) => /favicon.*\.svg$/.test(file));
  return {
    stylesheet: built(stylesheet),
    script: built(entry.file),
    preloadFonts: fonts.map(({ file }) => built(file)),
    favicon: favicon ? built(favicon.file) : `${base}/assets/favicon.svg`,
    image: (assetKey) => `${base}/${assetKey}`,
    origins: baseUrl ? [new URL(baseUrl).origin] : [],
  };
}

function readManifest(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new Error(`The browser assets are not built (${path}). Run: nx build storefront`, { cause });
  }
}
