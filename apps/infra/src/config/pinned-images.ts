import { z } from 'zod';

/** Which server an image is for. Each is pinned by itself: renewing one must never replace another. */
export const imageUses = ['app', 'a', 'b', 'c'] as const;

export type ImageUse = (typeof imageUses)[number];

const image = z.strictObject({
  id: z.string().regex(/^ami-[0-9a-f]{8,17}$/, 'must be an AMI id such as ami-0123456789abcdef0'),
  /** When it was pinned, in UTC. */
  pinned: z.iso.date(),
});

/** Pinned images by region, as `config/images.json` holds them. */
export const pinnedImages = z.record(
  z.string(),
  z.strictObject({
    app: image.optional(),
    a: image.optional(),
    b: image.optional(),
    c: image.optional(),
  }),
);

/** Images of Debian 12 for arm64 by region and use. What is missing, a deploy has to name (`nx pin-images infra`). */
export type PinnedImages = z.infer<typeof pinnedImages>;
