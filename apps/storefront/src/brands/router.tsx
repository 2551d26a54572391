import { Router } from 'express';
import { pageTags } from '../catalogue/index.ts';
import { groupByInitial, NameIndex, sendListing, type ListingIndex } from '../listing/index.ts';
import { breadcrumbJsonLd } from '../seo/index.ts';
import { Breadcrumb, NotFound, sendPage, webContext, type Crumb } from '../web/index.ts';

export interface BrandDependencies {
  readonly index: ListingIndex;
}

/** Brands A to Z and the page of each. */
export function createBrandRouter({ index }: BrandDependencies): Router {
  const router = Router();

  router.get('/brands', async (req, res) => {
    const brands = index.brands();
    const crumbs: Crumb[] = [{ label: 'Home', path: '/' }, { label: 'Brands' }];
    await sendPage(req, res, {
      title: 'Brands A to Z',
      description: `All ${brands.length.toLocaleString('en-US')} brands of the shop, each with everything we have of it.`,
      canonicalPath: '/brands',
      jsonLd: [breadcrumbJsonLd(crumbs, webContext(req).config.publicUrl, '/brands')],
      visibility: 'public',
      madeOf: [pageTags.brands],
      body: (
        <div class="wrap">
          <Breadcrumb items={crumbs} />
          <h1 class="listing__title">Brands A to Z</h1>
          <p class="listing__intro">
            {brands.length.toLocaleString('en-US')} brands; the number beside each is what we have of it.
          </p>
          <NameIndex
            groups={groupByInitial(brands)}
            pathOf={(slug) => `/brands/${slug}`}
            label="First letters of brands"
          />
        </div>
      ),
    });
  });

  router.get('/brands/:slug', async (req, res) => {
    const brand = index.brands().find(({ slug }) => slug === req.params.slug);
    if (!brand) {
      throw new NotFound(
        'We carry no such brand',
        'Brands A to Z lists every brand that we have; the search understands other spellings.',
      );
    }
    const { slug, name, count } = brand;
    await sendListing(req, res, index, {
      scope: { path: `/brands/${slug}`, fixed: { brands: [slug] } },
      scopeTag: pageTags.brand(slug),
      heading: name,
      description: `${name}: ${count.toLocaleString('en-US')} ${count === 1 ? 'product' : 'products'} at honest prices, with price per 100 ml and stock.`,
      crumbs: [{ label: 'Home', path: '/' }, { label: 'Brands', path: '/brands' }, { label: name }],
      indexed: true,
    });
  });

  return router;
}
