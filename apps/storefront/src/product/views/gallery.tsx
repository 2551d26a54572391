import type { ProductImage } from '../../catalogue/index.ts';
import { Picture } from '../../web/index.ts';

/** The pictures side by side in a row that can be swiped; the small ones below lead to each, without script too. */
export function Gallery({ images, fallbackAlt }: { images: readonly ProductImage[]; fallbackAlt: string }) {
  const [first] = images;
  if (images.length < 2) {
    return (
      <div class="gallery">
        <div class="gallery__frame">
          <Picture imageKey={first?.assetKey ?? null} alt={first?.alt ?? fallbackAlt} eager />
        </div>
      </div>
    );
  }
  return (
    <div class="gallery" data-island="gallery">
      <ul class="gallery__strip" tabIndex={0} aria-label="Pictures">
        {images.map(({ assetKey, alt, width, height }, index) => (
          <li class="gallery__frame" id={`picture-${index + 1}`}>
            <Picture imageKey={assetKey} alt={alt} width={width} height={height} eager={index === 0} />
          </li>
        ))}
      </ul>
      <ul class="gallery__thumbs">
        {images.map(({ assetKey }, index) => (
          <li>
            <a
              class="gallery__thumb"
              href={`#picture-${index + 1}`}
              aria-current={index === 0 ? 'true' : undefined}
            >
              <Picture
                imageKey={assetKey}
                alt={`Picture ${index + 1} of ${images.length}`}
                width={72}
                height={90}
              />
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
