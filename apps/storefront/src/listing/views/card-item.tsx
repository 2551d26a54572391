import { drawFragment, useShop, type AssetUrls } from '../../web/index.ts';
import type { ProductCard } from '../model.ts';
import { ProductCardView } from './product-card.tsx';

/**
 * Cards that have been drawn, by how they look. The catalogue hands out the same card until something changes, and most of
 * what a listing costs is drawing its cards: one that was drawn for another listing is not drawn again.
 */
const drawn = new WeakMap<AssetUrls, WeakMap<ProductCard, Map<string, string>>>();

/** A product as an item of a list of cards. */
export function CardItem({
  card,
  headingLevel,
  eager = false,
  exactVariant = false,
}: {
  card: ProductCard;
  headingLevel: 2 | 3;
  eager?: boolean;
  exactVariant?: boolean;
}) {
  const shop = useShop();
  const looks = looksOf(shop.assets, card);
  const look = `${headingLevel}${eager ? ' eager' : ''}${exactVariant ? ' exact' : ''}`;
  let html = looks.get(look);
  if (html === undefined) {
    html = drawFragment(
      shop,
      <ProductCardView card={card} headingLevel={headingLevel} eager={eager} exactVariant={exactVariant} />,
    );
    looks.set(look, html);
  }
  return <li dangerouslySetInnerHTML={{ __html: html }} />;
}

function looksOf(assets: AssetUrls, card: ProductCard): Map<string, string> {
  let cards = drawn.get(assets);
  if (!cards) drawn.set(assets, (cards = new WeakMap()));
  let looks = cards.get(card);
  if (!looks) cards.set(card, (looks = new Map<string, string>()));
  return looks;
}
