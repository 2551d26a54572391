import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { projectRoot } from './load.ts';
import { pinnedImages, type PinnedImages } from './pinned-images.ts';
import { ShopConfigError } from './shop-config.ts';

/** The lock file of images; `nx pin-images infra` writes it, people commit it. */
export const imagesFile = resolve(projectRoot, 'config/images.json');

/**
 * Reads which images are pinned.
 * @throws ShopConfigError when the file is no such list
 */
export function readPinnedImages(file = imagesFile): PinnedImages {
  const parsed = pinnedImages.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new ShopConfigError(`${file} is no list of pinned images:\n${z.prettifyError(parsed.error)}`);
}
