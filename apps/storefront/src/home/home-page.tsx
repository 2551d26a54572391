import { CardRow, type CountedName, type ProductCard } from '../listing/index.ts';
import { ButtonLink } from '../web/index.ts';
import { CategoryTiles, type CategoryTile } from './category-tiles.tsx';
import { HeroPictures } from './hero-pictures.tsx';
import { Promises } from './promises.tsx';

/** A collection as the home page shows it. */
export interface CollectionRow {
  readonly slug: string;
  readonly name: string;
  readonly description: string | null;
  readonly total: number;
  readonly cards: readonly ProductCard[];
}

const shownNiches = 3;
const shownBrands = 18;
const shownNotes = 20;

const commonest = (names: readonly CountedName[], count: number) =>
  names.toSorted((one, other) => other.count - one.count).slice(0, count);

/** A picture from each of the first rows, none twice. */
function heroPictures(rows: readonly CollectionRow[]): readonly string[] {
  const chosen = new Set<string>();
  for (const { cards } of rows) {
    const fresh = cards.find(({ imageKey }) => imageKey !== null && !chosen.has(imageKey))?.imageKey;
    if (fresh) chosen.add(fresh);
    if (chosen.size === shownNiches) break;
  }
  return [...chosen];
}

export function HomePage({
  tiles,
  rows,
  brands,
  notes,
}: {
  tiles: readonly CategoryTile[];
  rows: readonly CollectionRow[];
  brands: readonly CountedName[];
  notes: readonly CountedName[];
}) {
  const products = tiles.reduce((sum, { category }) => sum + category.count, 0);
  return (
    <>
      <Hero products={products} imageKeys={heroPictures(rows)} />
      <CategoryTiles tiles={tiles} />
      {rows.map((row) => (
        <section class="home-section wrap" aria-labelledby={`row-${row.slug}`}>
          <div class="home-section__head">
            <h2 class="section-title" id={`row-${row.slug}`}>
              {row.name}
            </h2>
            <a class="home-section__all" href={`/collections/${row.slug}`}>
              See all {row.total.toLocaleString('en-US')}
              <span class="visually-hidden"> in {row.name}</span>
            </a>
          </div>
          <CardRow cards={row.cards} />
        </section>
      ))}
      <Names
        title="Brands with the widest choice"
        path="/brands"
        all="Brands A to Z"
        names={commonest(brands, shownBrands)}
      />
      <Names title="Start from a note" path="/notes" all="All notes" names={commonest(notes, shownNotes)} />
      <Promises />
    </>
  );
}

function Hero({ products, imageKeys }: { products: number; imageKeys: readonly string[] }) {
  return (
    <section class="hero" aria-labelledby="hero">
      <div class="hero__inner wrap">
        <div class="hero__words">
          <h1 class="hero__title" id="hero">
            Find the scent, not the hype
          </h1>
          <p class="hero__text">
            {products.toLocaleString('en-US')} fragrances, hair and skin care at discount prices. Compare by
            price per 100 ml, search by note, and see what smells alike for less.
          </p>
          <div class="hero__ways">
            <ButtonLink href="/collections/on-sale">On sale now</ButtonLink>
            <ButtonLink href="/notes" kind="secondary">
              Search by note
            </ButtonLink>
          </div>
        </div>
        <HeroPictures imageKeys={imageKeys} />
      </div>
    </section>
  );
}

function Names({
  title,
  path,
  all,
  names,
}: {
  title: string;
  path: '/brands' | '/notes';
  all: string;
  names: readonly CountedName[];
}) {
  const id = `home${path.replace('/', '-')}`;
  return (
    <section class="home-section wrap" aria-labelledby={id}>
      <div class="home-section__head">
        <h2 class="section-title" id={id}>
          {title}
        </h2>
        <a class="home-section__all" href={path}>
          {all}
        </a>
      </div>
      <ul class="chips">
        {names.map(({ slug, name, count }) => (
          <li>
            <a class="chip" href={`${path}/${slug}`}>
              {name} <span class="chip__count">{count.toLocaleString('en-US')}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
