import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCdk, synthesize } from '../deploy/cdk.ts';
import { runCommand } from '../deploy/run-command.ts';
import { openShop } from '../deploy/shop.ts';
import { readOptions } from './read-options.ts';

const usage = `Usage: nx diff infra [-- --config FILE]

Shows what a deploy would change in the stacks, and changes nothing.

  --config FILE    the shop's settings, from apps/infra; default: SHOP_CONFIG, else perfume.config.ts`;

/** The longest that CloudFormation may take to tell its templates, in ms. */
const longestMs = 5 * 60_000;

await runCommand(usage, async (args) => {
  const values = readOptions(args, { config: { type: 'string' } }, usage);
  const write = (line: string) => void process.stdout.write(`${line}\n`);
  const shop = await openShop(values.config, process.env, write);
  const folder = await mkdtemp(join(tmpdir(), 'perfume-diff-'));
  try {
    await synthesize({ target: shop.target, configFile: shop.configFile, folder });
    await runCdk({
      // By the templates alone: a change set would be something that is made, if only for a moment.
      args: ['diff', '--all', '--app', folder, '--method', 'template'],
      environment: shop.target.environment,
      say: write,
      longestMs,
      whenFailed: 'The stacks could not be compared. Nothing was changed.',
    });
  } finally {
    shop.clients.close();
    await rm(folder, { recursive: true, force: true });
  }
});
