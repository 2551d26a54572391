import { Validations, type App } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { ShopConfig } from './config/index.ts';
import type { PinnedImages } from './config/pinned-images.ts';
import { AppStack } from './stacks/app-stack.ts';
import { DataStack } from './stacks/data-stack.ts';
import { MonitoringStack } from './stacks/monitoring-stack.ts';
import { NetworkStack } from './stacks/network-stack.ts';
import { StaticStack } from './stacks/static-stack.ts';

/** The stacks of a shop, in the order in which they are deployed. */
export interface ShopStacks {
  readonly network: NetworkStack;
  readonly content: StaticStack;
  readonly data: DataStack;
  readonly app: AppStack;
  readonly monitoring: MonitoringStack;
}

/**
 * Describes a shop: its stacks and the rules that they are held to. A finding of cdk-nag's AwsSolutions or of
 * CloudFormation's own validation that nobody has acknowledged with a reason fails the synth.
 */
export function buildShop(app: App, config: ShopConfig, images: PinnedImages): ShopStacks {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  const network = new NetworkStack(app, { config });
  const content = new StaticStack(app, { config });
  const data = new DataStack(app, { config, images, network, releases: content.releases });
  const appStack = new AppStack(app, { config, images, network, content, data });
  const monitoring = new MonitoringStack(app, { config, app: appStack });
  return { network, content, data, app: appStack, monitoring };
}
