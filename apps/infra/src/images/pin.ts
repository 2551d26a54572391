import { GetParameterCommand, ParameterNotFound, type SSMClient } from '@aws-sdk/client-ssm';
import { imageUses, type ImageUse, type PinnedImages } from '../config/pinned-images.ts';

/** Where Debian publishes the id of its newest image of a release, in every region. */
export const debianParameter = '/aws/service/debian/release/12/latest/arm64';

export interface PinRequest {
  readonly region: string;
  /** Uses that get the newest image although they have one. Default none: what is pinned stays. */
  readonly renew?: readonly ImageUse[];
  /** The day that is written down, in UTC. */
  readonly today: string;
}

/** What pinning changed. */
export interface PinOutcome {
  readonly images: PinnedImages;
  /** Uses whose image is another one now. */
  readonly changed: readonly ImageUse[];
}

/**
 * Pins the newest image of Debian 12 for every use that has none in this region, and for those that are to be renewed.
 * @param newest asked only when there is something to pin
 */
export async function pinImages(
  images: PinnedImages,
  { region, renew = [], today }: PinRequest,
  newest: () => Promise<string>,
): Promise<PinOutcome> {
  const before = images[region] ?? {};
  const wanted = imageUses.filter((use) => before[use] === undefined || renew.includes(use));
  if (wanted.length === 0) return { images, changed: [] };
  const id = await newest();
  const changed = wanted.filter((use) => before[use]?.id !== id);
  const pinned = Object.fromEntries(changed.map((use) => [use, { id, pinned: today }]));
  return { images: { ...images, [region]: { ...before, ...pinned } }, changed };
}

/** The newest image cannot be had; the message says why. */
export class NoNewestImage extends Error {
  override readonly name = 'NoNewestImage';
}

/**
 * Asks for the newest image of Debian 12 in the client's region.
 * @throws NoNewestImage when the region publishes none, or the answer is no image
 */
export async function newestDebianImage(client: SSMClient): Promise<string> {
  try {
    const { Parameter } = await client.send(new GetParameterCommand({ Name: debianParameter }));
    const id = Parameter?.Value ?? '';
    if (/^ami-[0-9a-f]{8,17}$/.test(id)) return id;
    throw new NoNewestImage(`${debianParameter} holds "${id}", which is no image.`);
  } catch (error) {
    if (!(error instanceof ParameterNotFound)) throw error;
    throw new NoNewestImage(
      `Debian publishes no image in this region: there is no parameter ${debianParameter}. Choose another region.`,
    );
  }
}
