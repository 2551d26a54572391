import { loadShopConfig, ShopConfigError } from './config/index.ts';
import { synthesizeShop } from './synthesize.ts';

/** The CDK app, as the CDK's command runs it. Which shop it describes is in perfume.config.ts, or the file SHOP_CONFIG names. */
try {
  synthesizeShop(await loadShopConfig());
} catch (error) {
  if (!(error instanceof ShopConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
