import { Picture } from '../web/index.ts';

/** The picture of the front door: three bottles of the shop, each in a niche of its own. */
export function HeroPictures({ imageKeys }: { imageKeys: readonly string[] }) {
  return (
    <div class="hero__pictures">
      {imageKeys.map((imageKey) => (
        <div class="hero__niche">
          <Picture imageKey={imageKey} alt="" eager />
        </div>
      ))}
    </div>
  );
}
