import { App } from 'aws-cdk-lib';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { buildShop } from './build-shop.ts';
import type { ShopConfig } from './config/index.ts';
import { readPinnedImages } from './config/read-pinned-images.ts';
import { featureFlags } from './feature-flags.ts';

/**
 * Writes the templates of a shop. It asks nobody anything: no account, no network.
 * @param folder where they go. Default: what the CDK's command wants, else a temporary one
 * @throws when a rule is broken; what and where is printed
 */
export function synthesizeShop(config: ShopConfig, folder?: string): CloudAssembly {
  const app = new App({ context: featureFlags(), outdir: folder });
  buildShop(app, config, readPinnedImages());
  return app.synth();
}
