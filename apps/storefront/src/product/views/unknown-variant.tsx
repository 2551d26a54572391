import { productPath, variantLabel, type Product } from '../../catalogue/index.ts';
import { ButtonLink } from '../../web/index.ts';
import type { Offer } from '../offers.ts';

/** For the address of a size that the product does not have, or has no more. */
export function UnknownVariant({ product, offers }: { product: Product; offers: readonly Offer[] }) {
  return (
    <div class="error-page wrap">
      <p class="error-page__status">404</p>
      <h1>
        {product.brand.name} {product.name} does not come in this size
      </h1>
      <p class="error-page__advice">
        {offers.length > 0
          ? 'It may have come in it once. These are the ones that we have:'
          : 'It may have come in it once.'}
      </p>
      <ul class="chips">
        {offers.map(({ path, variant }) => (
          <li>
            <a class="chip" href={path}>
              {variantLabel(variant)}
            </a>
          </li>
        ))}
      </ul>
      <div class="error-page__ways">
        <ButtonLink href={productPath(product)}>To the product</ButtonLink>
      </div>
    </div>
  );
}
