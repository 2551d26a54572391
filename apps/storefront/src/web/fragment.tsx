import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { ShopContext, type ShopSettings } from './shop-context.ts';

/**
 * The HTML of a part of a page, drawn by itself, for whoever keeps it. A component that calls this uses no hook after it:
 * drawing has one component at a time.
 */
export function drawFragment(shop: ShopSettings, part: ComponentChildren): string {
  return renderToString(<ShopContext.Provider value={shop}>{part}</ShopContext.Provider>);
}
