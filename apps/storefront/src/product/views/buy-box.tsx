import { mostPieces } from '../../cart/index.ts';
import { variantLabel } from '../../catalogue/index.ts';
import { Button, Icon, Notice } from '../../web/index.ts';
import { canBeAdded, stockState, type Offer } from '../offers.ts';

/** Whether it can be had, how many, and the button. The form works without script. */
export function BuyBox({
  offer,
  otherOffers,
  alike,
}: {
  offer: Offer;
  otherOffers: readonly Offer[];
  /** Whether the page goes on to show what smells like it. */
  alike: boolean;
}) {
  return (
    <div class="buy-box">
      <StockLine offer={offer} />
      {canBeAdded(offer) ? <AddToCart offer={offer} /> : <WaysOn otherOffers={otherOffers} alike={alike} />}
    </div>
  );
}

/** In place of prices and sizes where a product has none. */
export function NothingToBuy({ alike }: { alike: boolean }) {
  return (
    <div class="buy-box">
      <p class="stock-line stock-line--out">Not sold at the moment</p>
      <WaysOn otherOffers={[]} alike={alike} />
    </div>
  );
}

function StockLine({ offer }: { offer: Offer }) {
  const state = stockState(offer);
  switch (state) {
    case 'in-stock':
      return (
        <p class="stock-line stock-line--in">
          <Icon name="check" /> In stock
        </p>
      );
    case 'few-left':
      return (
        <p class="stock-line stock-line--few">
          <Icon name="check" /> Only {offer.available} left
        </p>
      );
    case 'unknown':
      return <p class="stock-line">Stock is checked when you add it</p>;
    case 'sold-out':
      return <p class="stock-line stock-line--out">Sold out</p>;
    case 'not-sold':
      return <p class="stock-line stock-line--out">Not sold at the moment</p>;
  }
}

function AddToCart({ offer }: { offer: Offer }) {
  const most = Math.min(mostPieces, offer.available ?? mostPieces);
  return (
    <form class="add-to-cart" action="/cart/lines" method="post" data-island="add-to-cart">
      <input type="hidden" name="variant" value={offer.variant.id} />
      <label class="add-to-cart__label" for="quantity">
        <span class="visually-hidden">Quantity</span>
        <select class="field__input field__input--select" id="quantity" name="quantity" autoComplete="off">
          {Array.from({ length: most }, (_, index) => (
            <option value={index + 1}>{index + 1}</option>
          ))}
        </select>
      </label>
      <Button class="add-to-cart__button">
        Add to cart<span class="visually-hidden">: {variantLabel(offer.variant)}</span>
      </Button>
    </form>
  );
}

function WaysOn({ otherOffers, alike }: { otherOffers: readonly Offer[]; alike: boolean }) {
  const buyable = otherOffers.filter(canBeAdded);
  return (
    <Notice kind="info">
      {buyable.length > 0 ? (
        <>
          You can have it as{' '}
          {buyable.map((offer, index) => (
            <>
              {index > 0 && ' or '}
              <a href={offer.path}>{variantLabel(offer.variant)}</a>
            </>
          ))}
          .
        </>
      ) : (
        <>
          No size of it can be had right now.
          {alike && (
            <>
              {' '}
              <a href="#alike">See what smells like it</a>.
            </>
          )}
        </>
      )}
    </Notice>
  );
}
