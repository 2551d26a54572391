import { concentrationLabels, type Product } from '../../catalogue/index.ts';
import type { SimilarProduct } from '../../listing/index.ts';
import { Breadcrumb, type Crumb } from '../../web/index.ts';
import type { Offer } from '../offers.ts';
import { AccordBars } from './accord-bars.tsx';
import { AttributeList } from './attribute-list.tsx';
import { BuyBox, NothingToBuy } from './buy-box.tsx';
import { DeliveryHint } from './delivery-hint.tsx';
import { Gallery } from './gallery.tsx';
import { NotesPyramid } from './notes-pyramid.tsx';
import { PriceBlock } from './price-block.tsx';
import { SmellsLike } from './smells-like.tsx';
import { VariantPicker } from './variant-picker.tsx';
import { VoteSpreads } from './vote-spreads.tsx';

/** One product with one of its variants chosen. */
export function ProductPage({
  product,
  offers,
  shown,
  similar,
  crumbs,
}: {
  product: Product;
  offers: readonly Offer[];
  /** The chosen variant; undefined for a product that has none to sell. */
  shown: Offer | undefined;
  similar: readonly SimilarProduct[];
  crumbs: readonly Crumb[];
}) {
  const { brand, name, concentration } = product;
  return (
    <>
      <div class="product wrap">
        <Breadcrumb items={crumbs} />
        <div class="product__top">
          <Gallery images={product.images} fallbackAlt={`${brand.name} ${name}`} />
          <div class="product__buy">
            <div class="product__head">
              <p class="product__brand">
                <a href={`/brands/${brand.slug}`}>{brand.name}</a>
              </p>
              <h1 class="product__name">{name}</h1>
              {concentration && <p class="product__kind">{concentrationLabels[concentration]}</p>}
            </div>
            {shown ? (
              <>
                <PriceBlock offer={shown} />
                <VariantPicker offers={offers} shown={shown} />
                <BuyBox
                  offer={shown}
                  otherOffers={offers.filter((offer) => offer !== shown)}
                  alike={similar.length > 0}
                />
                <DeliveryHint price={shown.price} />
              </>
            ) : (
              <NothingToBuy alike={similar.length > 0} />
            )}
          </div>
        </div>
        <div class="product__details">
          {product.description && (
            <section class="product-section product-section--text" aria-labelledby="description">
              <h2 class="product-section__title" id="description">
                Description
              </h2>
              {product.description.split(/\n{2,}/).map((paragraph) => (
                <p>{paragraph}</p>
              ))}
            </section>
          )}
          <NotesPyramid notes={product.notes} />
          <AccordBars accords={product.accords} />
          <VoteSpreads product={product} />
          <AttributeList product={product} variant={shown?.variant} />
        </div>
      </div>
      <SmellsLike similar={similar} title={`Smells like ${name}`} />
    </>
  );
}
