import { App } from 'aws-cdk-lib';
import { buildShop } from './build-shop.ts';
import { loadShopConfig, ShopConfigError } from './config/index.ts';
import { readPinnedImages } from './config/read-pinned-images.ts';
import { featureFlags } from './feature-flags.ts';

/**
 * The CDK app: what `cdk` and `nx synth infra` run. Which shop it describes is in perfume.config.ts, or in the file that
 * SHOP_CONFIG names. It asks nobody anything: no account, no network.
 */
try {
  const app = new App({ context: featureFlags() });
  buildShop(app, await loadShopConfig(), readPinnedImages());
  app.synth();
} catch (error) {
  if (!(error instanceof ShopConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
