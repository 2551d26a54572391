import { rmSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { defaultConfigFile, loadShopConfig, projectRoot } from '../config/load.ts';
import { ShopConfigError } from '../config/index.ts';
import { runCommand } from '../deploy/run-command.ts';
import { synthesizeShop } from '../synthesize.ts';
import { readOptions } from './read-options.ts';

const usage = `Usage: nx synth infra [-- --config FILE]

Describes the shop as templates of CloudFormation in apps/infra/cdk.out, and holds them to the rules. It needs no account
and no network, and changes nothing.

  --config FILE    the shop's settings, a file in apps/infra; default: SHOP_CONFIG, else perfume.config.ts`;

const outputFolder = resolve(projectRoot, 'cdk.out');

await runCommand(usage, async (args) => {
  const values = readOptions(args, { config: { type: 'string' } }, usage);
  const file = resolve(projectRoot, values.config ?? (process.env['SHOP_CONFIG'] || defaultConfigFile));
  if (relative(projectRoot, file).startsWith('..')) {
    throw new ShopConfigError(
      `${file} is not in apps/infra: Nx would take an older result for the one of this file. Copy it to apps/infra/config.`,
    );
  }
  const config = await loadShopConfig(file);
  rmSync(outputFolder, { recursive: true, force: true });
  const { stacks } = synthesizeShop(config, outputFolder);
  for (const { stackName, template } of stacks) {
    const { Resources } = template as { readonly Resources: object };
    process.stdout.write(`${stackName}: ${Object.keys(Resources).length} resources\n`);
  }
  process.stdout.write(`Templates of ${config.name} (${relative(projectRoot, file)}): ${outputFolder}\n`);
});
