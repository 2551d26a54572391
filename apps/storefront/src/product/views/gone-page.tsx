import type { Request, Response } from 'express';
import type { GoneProduct, Named } from '../../catalogue/index.ts';
import { CardRow, emptyListingQuery, type CatalogueIndex, type ProductCard } from '../../listing/index.ts';
import { Breadcrumb, ButtonLink, sendPage } from '../../web/index.ts';
import { productCrumbs } from '../product-crumbs.ts';

/** Products that are shown in place of the one that is gone. */
const shownInstead = 8;

/** Answers 410: says what was here, and shows what the same house or the same part of the shop has now. */
export async function sendGonePage(
  req: Request,
  res: Response,
  index: Pick<CatalogueIndex, 'list'>,
  gone: GoneProduct,
): Promise<void> {
  const name = `${gone.brand.name} ${gone.name}`;
  const ofBrand = mostPopular(index, { brands: [gone.brand.slug] });
  const category = gone.categoryPath.at(-1);
  const ofCategory = ofBrand.length > 0 || !category ? [] : mostPopular(index, { category: category.slug });
  await sendPage(req, res, {
    title: `${name} is no longer sold`,
    status: 410,
    robots: 'noindex',
    visibility: 'public',
    body: <GonePage name={name} gone={gone} category={category} ofBrand={ofBrand} ofCategory={ofCategory} />,
  });
}

function mostPopular(
  index: Pick<CatalogueIndex, 'list'>,
  wanted: { brands: readonly string[] } | { category: string },
): readonly ProductCard[] {
  const query = { ...emptyListingQuery, ...wanted, sort: 'popular' as const };
  return index.list(query).cards.slice(0, shownInstead);
}

function GonePage({
  name,
  gone,
  category,
  ofBrand,
  ofCategory,
}: {
  name: string;
  gone: GoneProduct;
  category: Named | undefined;
  ofBrand: readonly ProductCard[];
  ofCategory: readonly ProductCard[];
}) {
  const { brand } = gone;
  return (
    <>
      <div class="wrap">
        <Breadcrumb items={productCrumbs(gone)} />
        <div class="error-page">
          <p class="error-page__status">410</p>
          <h1>{name} is no longer sold</h1>
          <p class="error-page__advice">
            We had it once and will not have it again. Something close to it may be here.
          </p>
          <div class="error-page__ways">
            {ofBrand.length > 0 && (
              <ButtonLink href={`/brands/${brand.slug}`}>All of {brand.name}</ButtonLink>
            )}
            {category && (
              <ButtonLink
                href={`/categories/${category.slug}`}
                kind={ofBrand.length > 0 ? 'secondary' : 'primary'}
              >
                {category.name}
              </ButtonLink>
            )}
          </div>
        </div>
      </div>
      <Instead title={`More of ${brand.name}`} cards={ofBrand} />
      {category && <Instead title={`Popular in ${category.name}`} cards={ofCategory} />}
    </>
  );
}

function Instead({ title, cards }: { title: string; cards: readonly ProductCard[] }) {
  if (cards.length === 0) return null;
  return (
    <section class="smells-like wrap" aria-labelledby="instead">
      <h2 class="section-title" id="instead">
        {title}
      </h2>
      <CardRow cards={cards} />
    </section>
  );
}
