import { useShop } from '../shop-context.ts';

/** A product's picture; its space is kept by width and height, so that nothing jumps when it arrives. */
export function Picture({
  imageKey,
  alt,
  width = 600,
  height = 750,
  eager,
}: {
  imageKey: string | null;
  alt: string;
  width?: number;
  height?: number;
  /** For pictures that are seen without scrolling. */
  eager?: boolean;
}) {
  if (imageKey === null) return <span class="picture picture--none" aria-hidden="true"></span>;
  const { assets } = useShop();
  return (
    <img
      class="picture"
      src={assets.image(imageKey)}
      alt={alt}
      width={width}
      height={height}
      loading={eager ? 'eager' : 'lazy'}
      decoding={eager ? 'sync' : 'async'}
      {...(eager && { fetchpriority: 'high' })}
    />
  );
}
