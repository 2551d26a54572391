import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { AssetUrls } from './assets.ts';

export interface ShopSettings {
  readonly assets: AssetUrls;
  /** ISO 4217. */
  readonly currency: string;
}

export const ShopContext = createContext<ShopSettings | null>(null);

/** The settings that any component may need: where pictures are and which currency prices are in. */
export function useShop(): ShopSettings {
  const shop = useContext(ShopContext);
  if (!shop) throw new Error('A component of the shop was drawn outside renderPage.');
  return shop;
}
