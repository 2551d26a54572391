import type { CategoryNode } from '../listing/index.ts';
import { Picture } from '../web/index.ts';

/** A category with a picture of something in it. */
export interface CategoryTile {
  readonly category: CategoryNode;
  readonly imageKey: string | null;
}

/** The ways into the shop by what a thing is. Each tile is one link, its name. */
export function CategoryTiles({ tiles }: { tiles: readonly CategoryTile[] }) {
  return (
    <section class="home-section wrap" aria-labelledby="categories">
      <h2 class="section-title" id="categories">
        Categories
      </h2>
      <ul class="category-tiles">
        {tiles.map(({ category: { slug, name, count }, imageKey }) => (
          <li class="category-tile">
            <div class="category-tile__picture">
              <Picture imageKey={imageKey} alt="" />
            </div>
            <h3 class="category-tile__name">
              <a class="category-tile__link" href={`/categories/${slug}`}>
                {name}
              </a>
            </h3>
            <p class="category-tile__count">{count.toLocaleString('en-US')} products</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
