import type { ComponentChildren } from 'preact';
import { concentrationLabels } from '../../catalogue/index.ts';
import { formatMoney, Picture, Price } from '../../web/index.ts';
import type { ProductCard } from '../model.ts';

/** Beyond these the sizes of a card are counted, not named. */
const namedSizes = 4;

/**
 * A product in a list. The one link is its name and covers the card, so that a screen reader meets it once.
 * @param exactVariant lead to the variant whose price is shown instead of the product itself
 * @param children lines under the price that belong to this list only
 */
export function ProductCardView({
  card,
  headingLevel,
  eager,
  exactVariant,
  children,
}: {
  card: ProductCard;
  headingLevel: 2 | 3;
  eager?: boolean;
  exactVariant?: boolean;
  children?: ComponentChildren;
}) {
  const Heading = headingLevel === 2 ? 'h2' : 'h3';
  const path = `/products/${card.slug}${exactVariant && card.fromVariant ? `/${card.fromVariant}` : ''}`;
  return (
    <article class={card.inStock ? 'card' : 'card card--off'}>
      <div class="card__picture">
        <Picture imageKey={card.imageKey} alt="" {...(eager && { eager })} />
        <Badges card={card} />
      </div>
      <Heading class="card__title">
        <a class="card__link" href={path}>
          <span class="card__brand">{card.brandName}</span> <span class="card__name">{card.name}</span>
        </a>
      </Heading>
      {card.concentration && <p class="card__kind">{concentrationLabels[card.concentration]}</p>}
      <CardPrice card={card} />
      {children}
    </article>
  );
}

function Badges({ card }: { card: ProductCard }) {
  const { fromCents, wasCents } = card;
  const saved =
    fromCents !== null && wasCents !== null && wasCents > fromCents
      ? Math.round((100 * (wasCents - fromCents)) / wasCents)
      : 0;
  // What was never for sale is neither sold out nor new; its price says that it is not sold.
  if (fromCents === null || (card.inStock && saved === 0 && !card.isNew)) return null;
  return (
    <p class="card__badges">
      {!card.inStock && <span class="badge">Sold out</span>}
      {saved > 0 && <span class="badge badge--sale">−{saved}%</span>}
      {card.isNew && <span class="badge badge--new">New</span>}
    </p>
  );
}

function CardPrice({ card }: { card: ProductCard }) {
  if (card.fromCents === null) return <p class="card__price">Not sold at the moment</p>;
  const { currency, per100Cents, per100Unit, sizes } = card;
  return (
    <>
      <p class="card__price">
        <Price cents={card.fromCents} currency={currency} wasCents={card.wasCents} from={sizes.length > 1} />
      </p>
      {per100Cents !== null && per100Unit !== null && (
        <p class="card__detail">
          {formatMoney(per100Cents, currency)} / 100 {per100Unit}
        </p>
      )}
      {sizes.length > 0 && <p class="card__detail">{sizesInShort(sizes)}</p>}
    </>
  );
}

/** '30 ml', '50 ml', '100 ml' become "30 · 50 · 100 ml"; what there is no room for is counted. */
export function sizesInShort(sizes: readonly string[]): string {
  const shown = sizes.slice(0, namedSizes);
  const texts = shown.map((size, position) => {
    const [number, unit] = splitSize(size);
    const next = shown[position + 1];
    return next !== undefined && unit !== '' && splitSize(next)[1] === unit ? number : size;
  });
  const more = sizes.length > namedSizes ? ` · +${sizes.length - namedSizes}` : '';
  return texts.join(' · ') + more;
}

function splitSize(size: string): readonly [number: string, unit: string] {
  const space = size.indexOf(' ');
  return space < 0 ? [size, ''] : [size.slice(0, space), size.slice(space + 1)];
}
