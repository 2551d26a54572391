import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stackKinds, stackName, type ShopConfig } from '../../config/index.ts';
import { synthesizeShop } from '../../synthesize.ts';
import type { TemplateResource } from './cost-line.ts';

/** Every resource of a shop's templates: what is deployed is what is counted. */
export function synthesizeResources(config: ShopConfig): TemplateResource[] {
  const folder = mkdtempSync(join(tmpdir(), 'perfume-templates-'));
  try {
    const assembly = synthesizeShop(config, folder);
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
    rmSync(folder, { recursive: true, force: true });
  }
}
