import { existsSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { defineShop, ShopConfigError, type ShopConfig } from './shop-config.ts';
import type { ShopSettings } from './shop-settings.ts';

/** The folder of the infra project; files of settings are named from here. */
export const projectRoot = resolve(import.meta.dirname, '../..');

/** The file that people edit, unless another is named. */
export const defaultConfigFile = 'perfume.config.ts';

/**
 * Reads a file of settings, whose default export is `defineShop({…})`.
 * @param file its path, from apps/infra or absolute. Default: the environment's SHOP_CONFIG, then perfume.config.ts.
 * @throws ShopConfigError when there is no such file, it exports no settings, or settings are missing or wrong.
 */
export async function loadShopConfig(
  file = process.env['SHOP_CONFIG'] || defaultConfigFile,
): Promise<ShopConfig> {
  const path = isAbsolute(file) ? file : resolve(projectRoot, file);
  if (!existsSync(path)) {
    throw new ShopConfigError(
      `There is no file of settings at ${path}. Copy apps/infra/config/small.ts there, or name another with --config or SHOP_CONFIG.`,
    );
  }
  const { default: settings } = (await import(pathToFileURL(path).href)) as { default?: ShopSettings };
  if (settings === undefined) {
    throw new ShopConfigError(`${path} has to say: export default defineShop({ … });`);
  }
  return defineShop(settings);
}
