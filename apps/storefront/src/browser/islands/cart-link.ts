import { onCountChange, rememberCount, rememberedCount } from '../cart-memory.ts';

/** Pages that show or change the cart, where its count is asked for in any case. */
const cartPages = /^\/(cart|checkout|orders)(\/|$)/;
const addressOfLines = '/cart/lines';
/** A count that comes later is of no use any more, in ms. */
const deadline = 5_000;
const mostShown = 99;

/** The number beside the link to the cart: what is remembered at once, what the server says as soon as it is known. */
export function enhanceCartLink(link: HTMLElement): void {
  const badge = link.querySelector<HTMLElement>('.cart-link__count');
  if (!badge) return;

  const number = document.createElement('span');
  const unit = document.createElement('span');
  unit.className = 'visually-hidden';
  badge.append(number, unit);

  function show(count: number | null): void {
    badge!.hidden = !count;
    if (!count) return;
    number.textContent = count > mostShown ? `${mostShown}+` : String(count);
    unit.textContent = count === 1 ? ' item' : ' items';
  }

  function refresh(): void {
    if (rememberedCount() !== null || cartPages.test(location.pathname)) void ask();
  }

  onCountChange(show);
  show(rememberedCount());
  refresh();
  // A page that the back button brings out of the browser's memory shows the count of when it was left.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) refresh();
  });
  // A plain form that adds something makes a cart, whose count the next page asks for.
  document.addEventListener('submit', ({ target }) => {
    if (target instanceof HTMLFormElement && new URL(target.action).pathname.startsWith(addressOfLines))
      rememberCount(rememberedCount() ?? 0);
  });
}

async function ask(): Promise<void> {
  try {
    const response = await fetch('/me', {
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(deadline),
    });
    if (!response.ok) return;
    const { cart } = (await response.json()) as { cart: { count: number } };
    rememberCount(cart.count > 0 ? cart.count : null);
  } catch {
    // The remembered count stays until the next page.
  }
}
