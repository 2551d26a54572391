import { CardRow, type CategoryNode, type CountedName, type ProductCard } from '../listing/index.ts';
import { ButtonLink } from '../web/index.ts';
import { Bottles } from './bottles.tsx';
import { Promises } from './promises.tsx';

/** A collection as the home page shows it. */
export interface CollectionRow {
  readonly slug: string;
  readonly name: string;
  readonly description: string | null;
  readonly total: number;
  readonly cards: readonly ProductCard[];
}

const shownBrands = 18;
const shownNotes = 20;

const commonest = (names: readonly CountedName[], count: number) =>
  names.toSorted((one, other) => other.count - one.count).slice(0, count);

export function HomePage({
  categories,
  rows,
  brands,
  notes,
}: {
  categories: readonly CategoryNode[];
  rows: readonly CollectionRow[];
  brands: readonly CountedName[];
  notes: readonly CountedName[];
}) {
  const products = categories.reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      <Hero products={products} />
      <Categories categories={categories} />
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

function Hero({ products }: { products: number }) {
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
        <Bottles />
      </div>
    </section>
  );
}

function Categories({ categories }: { categories: readonly CategoryNode[] }) {
  return (
    <section class="home-section wrap" aria-labelledby="categories">
      <h2 class="section-title" id="categories">
        Categories
      </h2>
      <ul class="category-tiles">
        {categories.map(({ slug, name, count, children }) => (
          <li class="category-tile">
            <h3 class="category-tile__name">
              <a class="category-tile__link" href={`/categories/${slug}`}>
                {name}
              </a>
            </h3>
            <p class="category-tile__count">{count.toLocaleString('en-US')} products</p>
            {children.length > 0 && (
              <p class="category-tile__children">{children.map((child) => child.name).join(' · ')}</p>
            )}
          </li>
        ))}
      </ul>
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
