import type { AssetStore } from '@perfume/asset-store';
import type { DemoPicture } from './catalogue.ts';

/** Writes that are under way at the same time: enough to keep a disk or S3 busy, few enough to hold no crowd of sockets. */
const writers = 24;

/**
 * Stores pictures, equal ones once.
 * @param resuming ask first whether a picture is there: a question is cheaper than writing it again
 */
export async function putPictures(
  assets: AssetStore,
  pictures: readonly DemoPicture[],
  resuming: boolean,
): Promise<void> {
  const left = new Map(pictures.map(({ assetKey, svg }) => [assetKey, svg])).entries();
  const write = async () => {
    for (const [key, svg] of left) {
      if (resuming && (await assets.has(key))) continue;
      await assets.put(key, Buffer.from(svg), 'image/svg+xml');
    }
  };
  await Promise.all(Array.from({ length: writers }, write));
}
