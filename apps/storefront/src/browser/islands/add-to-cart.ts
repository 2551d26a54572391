import type { AddedToCart, CartRefusal } from '../../cart/cart-json.ts';
import { rememberCount } from '../cart-memory.ts';
import { create } from '../create-element.ts';
import { openCartDrawer } from './cart-drawer.ts';

/** How long the shop may take to answer, in ms. */
const deadline = 10_000;

/**
 * Adds without leaving the page and shows what was added in a drawer. What the shop refuses is said by the form; an answer
 * that this script does not understand is asked for again as a page.
 */
export function enhanceAddToCart(element: HTMLElement): void {
  if (!(element instanceof HTMLFormElement)) return;
  const form = element;
  const button = form.querySelector<HTMLButtonElement>('button[type="submit"]');
  const message = document.createElement('p');
  message.className = 'add-to-cart__message';
  message.setAttribute('role', 'alert');
  form.after(message);
  let running = false;

  async function add(): Promise<void> {
    running = true;
    message.replaceChildren();
    button?.setAttribute('aria-disabled', 'true');
    try {
      const response = await send(form);
      if (response.ok) {
        const added = (await response.json()) as AddedToCart;
        rememberCount(added.cart.count);
        openCartDrawer(added);
      } else if (response.status === 409 || response.status === 422) {
        const refusal = (await response.json()) as CartRefusal;
        sayRefused(message, refusal);
      } else {
        form.submit();
      }
    } catch (error) {
      if (error instanceof SyntaxError) form.submit();
      else sayUnknown(message);
    } finally {
      running = false;
      button?.removeAttribute('aria-disabled');
    }
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!running) void add();
  });
}

function send(form: HTMLFormElement): Promise<Response> {
  const fields = [...new FormData(form)].filter(
    (field): field is [string, string] => typeof field[1] === 'string',
  );
  return fetch(form.action, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: new URLSearchParams(fields),
    signal: AbortSignal.timeout(deadline),
  });
}

function sayRefused(message: HTMLElement, { message: why, path }: CartRefusal): void {
  message.textContent = why;
  if (path !== undefined) message.append(' ', create('a', { href: path }, 'See what can be done'));
}

/** No answer came: it may have been added or not, and adding again might double it. */
function sayUnknown(message: HTMLElement): void {
  message.replaceChildren(
    'We could not reach the shop. ',
    create('a', { href: '/cart' }, 'Look into your cart'),
    ' before you try again.',
  );
}
