import type { AddedToCart } from '../../cart/cart-json.ts';
import { create } from '../create-element.ts';

/**
 * Shows what was just added at the edge of the page. The dialog takes the focus, so that its title and what was added are
 * read out, and gives it back to where it was when it closes.
 */
export function openCartDrawer(answer: AddedToCart): void {
  document.querySelector('.drawer')?.remove();
  const title = create('h2', { class: 'drawer__title', id: 'drawer-title', tabindex: '-1' }, titleOf(answer));
  const closeButton = create(
    'button',
    { class: 'drawer__close', type: 'button', 'aria-label': 'Close' },
    '×',
  );
  const goOn = create('button', { class: 'button button--secondary', type: 'button' }, 'Keep shopping');
  const drawer = create(
    'dialog',
    { class: 'drawer', 'aria-labelledby': 'drawer-title', 'aria-describedby': 'drawer-added' },
    create(
      'div',
      { class: 'drawer__inside' },
      create('div', { class: 'drawer__head' }, title, closeButton),
      lineOf(answer),
      totalOf(answer),
      create(
        'div',
        { class: 'drawer__ways' },
        create('a', { class: 'button button--primary', href: '/cart' }, 'Go to cart'),
        goOn,
      ),
    ),
  );

  closeButton.addEventListener('click', () => drawer.close());
  goOn.addEventListener('click', () => drawer.close());
  drawer.addEventListener('click', (event) => {
    // A press beside the drawer lands on the dialog itself: its inside fills the rest.
    if (event.target === drawer) drawer.close();
  });
  drawer.addEventListener('close', () => drawer.remove());
  document.body.append(drawer);
  drawer.showModal();
  title.focus();
}

function titleOf({ added }: AddedToCart): string {
  return added.quantity > 0 ? 'Added to your cart' : 'Already in your cart';
}

function lineOf({ added, notice }: AddedToCart): HTMLElement {
  const { brandName, productName, variantLabel, imageUrl, price, quantity } = added;
  const words = create(
    'div',
    { id: 'drawer-added' },
    create('p', { class: 'drawer__brand' }, brandName),
    create('p', { class: 'drawer__name' }, productName),
    create('p', { class: 'drawer__variant' }, variantLabel),
    create('p', { class: 'drawer__price' }, quantity > 1 ? `${quantity} × ${price}` : price),
  );
  if (notice !== null) words.append(create('p', { class: 'drawer__notice' }, notice));
  const line = create('div', { class: 'drawer__line' });
  if (imageUrl !== null)
    line.append(
      create('img', { class: 'drawer__picture picture', src: imageUrl, alt: '', width: '96', height: '120' }),
    );
  line.append(words);
  return line;
}

function totalOf({ cart }: AddedToCart): HTMLElement {
  return create(
    'p',
    { class: 'drawer__total' },
    create('span', {}, `${cart.count} ${cart.count === 1 ? 'item' : 'items'} in your cart`),
    create('span', {}, cart.goods),
  );
}
