/**
 * What this browser remembers of its cart: how many pieces were in it when last heard of. The cart itself is the server's,
 * and its cookie is hidden from scripts; this spares everyone who never bought anything a request on every page.
 */
const storageKey = 'cart-count';

/** The remembered count; null when nothing was ever put in, as far as this browser knows. */
export function rememberedCount(): number | null {
  const text = read();
  const count = Number(text);
  return text !== null && Number.isSafeInteger(count) && count >= 0 ? count : null;
}

/** Keeps the count for the next page and tells this page and the other tabs; null forgets the cart. */
export function rememberCount(count: number | null): void {
  try {
    if (count === null) localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, String(count));
  } catch {
    // A browser that keeps nothing shows the count on the pages of the cart only.
  }
  for (const listener of listeners) listener(count);
}

const listeners = new Set<(count: number | null) => void>();

/** Hears of every change of the count, from this page or another tab. */
export function onCountChange(listener: (count: number | null) => void): void {
  listeners.add(listener);
  addEventListener('storage', ({ key }) => {
    if (key === storageKey || key === null) listener(rememberedCount());
  });
}

function read(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}
