import { Router, type Request, type Response } from 'express';
import { pageTags, productPath, variantLabel, variantPath, type Product } from '../catalogue/index.ts';
import { breadcrumbJsonLd } from '../seo/index.ts';
import { NotFound, sendPage, webContext, type Page, type WebContext } from '../web/index.ts';
import type { SimilarProduct } from '../listing/index.ts';
import { leadingOffer, offersOf, type Offer } from './offers.ts';
import { productCrumbs } from './product-crumbs.ts';
import { productJsonLd } from './product-json-ld.ts';
import { findProduct, type ProductDependencies } from './product-reads.ts';
import { productSummary, productTitle } from './product-title.ts';
import { sendGonePage } from './views/gone-page.tsx';
import { ProductPage } from './views/product-page.tsx';
import { UnknownVariant } from './views/unknown-variant.tsx';

/** Products of the "smells like" row. */
const shownAlike = 8;

/** The page of a product and of each of its variants. */
export function createProductRouter(deps: ProductDependencies): Router {
  const router = Router();

  const show = async (req: Request, res: Response, slug: string, variantSlug: string | undefined) => {
    const found = await findProduct(deps, slug);
    if (found === null) throw new NotFound('We could not find that product');
    if ('movedTo' in found) {
      const product = { slug: found.movedTo };
      res.redirect(
        301,
        variantSlug === undefined ? productPath(product) : variantPath(product, { slug: variantSlug }),
      );
      return;
    }
    if ('gone' in found) {
      await sendGonePage(req, res, deps.index, found.gone);
      return;
    }
    const { product, prices, availability } = found;
    const offers = offersOf(product, prices, availability);
    const shown =
      variantSlug === undefined
        ? leadingOffer(offers)
        : offers.find(({ variant }) => variant.slug === variantSlug);
    if (variantSlug !== undefined && !shown) {
      await sendPage(req, res, {
        title: 'No such size',
        status: 404,
        robots: 'noindex',
        visibility: 'public',
        body: <UnknownVariant product={product} offers={offers} />,
      });
      return;
    }
    const similar = deps.index.similar(product.id, shownAlike);
    const described = { product, similar, context: webContext(req), named: variantSlug !== undefined };
    const page = pageOf({ ...described, offers, shown });
    await sendPage(req, res, {
      ...page,
      ...(availability !== null && {
        madeOf: [
          pageTags.product(product.id),
          ...similar.map(({ card: { productId } }) => pageTags.card(productId)),
        ],
        withoutStock: () => {
          const unsure = offersOf(product, prices, null);
          const same = unsure.find(({ variant }) => variant === shown?.variant);
          return pageOf({ ...described, offers: unsure, shown: same });
        },
      }),
    });
  };

  router.get('/products/:slug', (req, res) => show(req, res, req.params.slug, undefined));
  router.get('/products/:slug/:variant', (req, res) => show(req, res, req.params.slug, req.params.variant));
  return router;
}

/** The page that shows one of these offers. */
function pageOf({
  product,
  offers,
  shown,
  similar,
  named,
  context: { assets, config },
}: {
  readonly product: Product;
  readonly offers: readonly Offer[];
  readonly shown: Offer | undefined;
  readonly similar: readonly SimilarProduct[];
  /** Whether the address names the variant. */
  readonly named: boolean;
  readonly context: WebContext;
}): Page {
  const crumbs = productCrumbs(product);
  const canonicalPath = productPath(product);
  const [picture] = product.images;
  const images = product.images.map(({ assetKey }) => new URL(assets.image(assetKey), config.publicUrl).href);
  return {
    title:
      named && shown ? `${productTitle(product)}, ${variantLabel(shown.variant)}` : productTitle(product),
    description: productSummary(product, offers),
    canonicalPath,
    jsonLd: [
      productJsonLd({ product, offers, publicUrl: config.publicUrl, images }),
      breadcrumbJsonLd(crumbs, config.publicUrl, canonicalPath),
    ],
    ...(picture && { previewImageKey: picture.assetKey }),
    visibility: 'public',
    body: <ProductPage product={product} offers={offers} shown={shown} similar={similar} crumbs={crumbs} />,
  };
}
