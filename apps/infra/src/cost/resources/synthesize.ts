import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { buildShop } from '../../build-shop.ts';
import { stackKinds, stackName, type ShopConfig } from '../../config/index.ts';
import { featureFlags } from '../../feature-flags.ts';
import type { TemplateResource } from './cost-line.ts';

/** Every resource of a shop's templates: what is deployed is what is counted. */
export function synthesizeResources(config: ShopConfig): TemplateResource[] {
  const outdir = mkdtempSync(join(tmpdir(), 'perfume-templates-'));
  try {
    const app = new App({ outdir, context: featureFlags() });
    // Which image a server boots from has no price.
    buildShop(app, config, {});
    const assembly = app.synth();
    return stackKinds.flatMap((stack) => {
      const { template } = assembly.getStackByName(stackName(config.name, stack)) as {
        template: { Resources: Record<string, { Type: string; Properties?: Record<string, unknown> }> };
      };
      return Object.entries(template.Resources).map(([logicalId, { Type, Properties = {} }]) => ({
        stack,
        logicalId,
        type: Type,
        properties: Properties,
      }));
    });
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
