export { loadShopConfig } from './load.ts';
export { outputs, parameterNames, secretNames, stackKinds, stackName, templateParameters } from './names.ts';
export type { StackKind } from './names.ts';
export { defineShop, ShopConfigError } from './shop-config.ts';
export type { ShopConfig } from './shop-config.ts';
export type { ShopSettings } from './shop-settings.ts';
