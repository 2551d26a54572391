import { per100 } from '../../pricing/index.ts';
import { Button, formatMoney, Picture, Price } from '../../web/index.ts';
import { explainLine } from '../explain-line.ts';
import { mostPieces } from '../limits.ts';
import { lineName, type CartLine } from '../model.ts';

/** One line of the cart: what it is, what changed, how many and what it costs. */
export function CartLineView({ line, editable }: { line: CartLine; editable: boolean }) {
  const { variant, price, quantity, lineCents } = line;
  const notes = explainLine(line);
  const perUnit = price && variant.size && per100(price.cents, variant.size);
  return (
    <li class={quantity === 0 ? 'cart-line cart-line--off' : 'cart-line'}>
      <a class="cart-line__picture" href={variant.variantPath} tabIndex={-1} aria-hidden="true">
        <Picture imageKey={variant.imageKey} alt="" width={96} height={120} eager />
      </a>
      <div class="cart-line__what">
        <h2 class="cart-line__name">
          <a href={variant.variantPath}>
            <span class="cart-line__brand">{variant.brandName}</span> {variant.productName}
          </a>
        </h2>
        <p class="cart-line__detail">{variant.variantLabel}</p>
        {price && perUnit && (
          <p class="cart-line__detail">
            {formatMoney(perUnit.cents, price.currency)} per 100 {perUnit.unit}
          </p>
        )}
      </div>
      {notes.length > 0 && (
        <ul class="cart-line__notes">
          {notes.map(({ change, text }) => (
            <li class={`cart-line__note cart-line__note--${change}`}>{text}</li>
          ))}
        </ul>
      )}
      <p class="cart-line__price">
        {price && quantity > 0 ? (
          <>
            <span class="cart-line__total">{formatMoney(lineCents, price.currency)}</span>
            {(quantity > 1 || price.wasCents !== null) && (
              <span class="cart-line__unit">
                {quantity > 1 && `${quantity} × `}
                <Price cents={price.cents} currency={price.currency} wasCents={price.wasCents} />
              </span>
            )}
          </>
        ) : (
          <span class="cart-line__total">Not counted</span>
        )}
      </p>
      {editable ? (
        <Controls line={line} />
      ) : (
        <p class="cart-line__pieces">{quantity === 1 ? '1 piece' : `${quantity} pieces`}</p>
      )}
    </li>
  );
}

/** A quantity of 0 takes the line out: the button for it stands behind the choice, so its value counts. */
function Controls({ line: { variant, quantity } }: { line: CartLine }) {
  const name = lineName(variant);
  const id = `quantity-${variant.variantId}`;
  return (
    <form class="cart-line__controls" action={`/cart/lines/${variant.variantId}`} method="post">
      {quantity > 0 && (
        <>
          <label class="visually-hidden" for={id}>
            Quantity of {name}
          </label>
          <select class="field__input field__input--select" id={id} name="quantity" autoComplete="off">
            {Array.from({ length: mostPieces }, (_, index) => (
              <option value={index + 1} selected={index + 1 === quantity}>
                {index + 1}
              </option>
            ))}
          </select>
          <Button kind="secondary" class="cart__small-button">
            Update<span class="visually-hidden"> the quantity of {name}</span>
          </Button>
        </>
      )}
      <Button kind="quiet" class="cart__small-button" name="quantity" value="0">
        Remove<span class="visually-hidden"> {name}</span>
      </Button>
    </form>
  );
}
