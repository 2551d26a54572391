import { concentrationLabels } from '../../catalogue/index.ts';
import { Button, formatMoney, Icon, Picture, Price } from '../../web/index.ts';
import { mostPieces } from '../limits.ts';
import type { CartLine } from '../read-cart.ts';

/** One line: what it is, what changed about it, how many, what it comes to. Every form works without script. */
export function CartLineView({ line, currency }: { line: CartLine; currency: string }) {
  const { description, price, per100, quantity, lineCents } = line;
  const { variantId, variantPath, brandName, productName, concentration, variantLabel, imageKey } =
    description;
  const name = `${brandName} ${productName}, ${variantLabel}`;
  return (
    <article class={quantity === 0 ? 'cart-line cart-line--off' : 'cart-line'}>
      <div class="cart-line__picture">
        <Picture imageKey={imageKey} alt="" width={96} height={120} />
      </div>
      <div class="cart-line__words">
        <h2 class="cart-line__title">
          <a href={variantPath}>
            <span class="cart-line__brand">{brandName}</span>{' '}
            <span class="cart-line__name">{productName}</span>
          </a>
        </h2>
        <p class="cart-line__variant">
          {concentration ? `${concentrationLabels[concentration]}, ` : ''}
          {variantLabel}
        </p>
        {price && quantity > 0 && (
          <p class="cart-line__price">
            <Price cents={price.cents} currency={currency} wasCents={price.wasCents} />
            {per100 && (
              <span class="cart-line__per">
                {formatMoney(per100.cents, currency)} / 100 {per100.unit}
              </span>
            )}
          </p>
        )}
        <LineChanges line={line} currency={currency} />
      </div>
      <div class="cart-line__forms">
        {quantity > 0 && <QuantityForm line={line} name={name} />}
        <form action={`/cart/lines/${variantId}`} method="post">
          <input type="hidden" name="quantity" value="0" />
          <Button kind="quiet">
            Remove<span class="visually-hidden">: {name}</span>
          </Button>
        </form>
      </div>
      <p class="cart-line__total">
        {quantity > 0 ? formatMoney(lineCents, currency) : <span class="cart-line__none">not counted</span>}
      </p>
    </article>
  );
}

function QuantityForm({ line, name }: { line: CartLine; name: string }) {
  const { variantId } = line.description;
  const id = `quantity-${variantId}`;
  return (
    <form class="cart-line__quantity" action={`/cart/lines/${variantId}`} method="post">
      <label class="visually-hidden" for={id}>
        Quantity of {name}
      </label>
      <select class="field__input field__input--select" id={id} name="quantity" autoComplete="off">
        {Array.from({ length: mostPieces }, (_, position) => position + 1).map((pieces) => (
          <option value={pieces} selected={pieces === line.quantity}>
            {pieces}
          </option>
        ))}
      </select>
      <Button kind="secondary">
        Update<span class="visually-hidden"> quantity of {name}</span>
      </Button>
    </form>
  );
}

/** What is not as it was when the shopper put it in or last looked. */
function LineChanges({ line, currency }: { line: CartLine; currency: string }) {
  const texts = [priceChange(line, currency), stockChange(line)].filter((text) => text !== null);
  if (texts.length === 0) return null;
  return (
    <ul class="cart-line__changes">
      {texts.map((text) => (
        <li>
          <Icon name="info" />
          <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}

function priceChange({ priceSeenBefore, price }: CartLine, currency: string): string | null {
  if (priceSeenBefore === null || price === null) return null;
  const before = formatMoney(priceSeenBefore, currency);
  const now = formatMoney(price.cents, currency);
  return price.cents < priceSeenBefore
    ? `Good news: the price went down from ${before} to ${now}.`
    : `The price went up from ${before} to ${now} since you last saw it.`;
}

function stockChange({ state, wanted, quantity }: CartLine): string | null {
  switch (state) {
    case 'fewer-left':
      return `You wanted ${wanted}, but only ${quantity} ${quantity === 1 ? 'is' : 'are'} left. ${quantity} ${quantity === 1 ? 'is' : 'are'} counted.`;
    case 'sold-out':
      return 'Sold out meanwhile. It stays here in case it comes back, and is not counted.';
    case 'no-longer-sold':
      return 'No longer sold. It is not counted.';
    case 'as-wanted':
      return null;
  }
}
