import { resolve } from 'node:path';
import { defaultConfigFile, loadShopConfig, projectRoot } from '../config/load.ts';
import { stackKinds, stackName, type ShopConfig, type StackKind } from '../config/index.ts';
import { openClients, type Clients } from './clients.ts';
import { askIdentity, type Identity } from './identity.ts';
import { describeStack, type DeployedStack } from './stacks.ts';
import { createSteps, type Steps } from './steps.ts';
import { readTarget, type Target } from './target.ts';

/** All that a command knows before it does anything: which shop, where, who asks, and what is there. */
export interface Shop {
  readonly config: ShopConfig;
  readonly configFile: string;
  readonly target: Target;
  readonly clients: Clients;
  readonly identity: Identity;
  readonly stacks: Readonly<Partial<Record<StackKind, DeployedStack>>>;
  readonly steps: Steps;
  readonly write: (line: string) => void;
}

/**
 * Reads the settings and the target, and prints which account and region this is about. It changes nothing.
 * @throws ShopConfigError, DeployFailed
 */
export async function openShop(
  file: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
  write: (line: string) => void,
): Promise<Shop> {
  const configFile = resolve(projectRoot, file ?? (env['SHOP_CONFIG'] || defaultConfigFile));
  const config = await loadShopConfig(configFile);
  const target = readTarget(env, config.region);
  const clients = openClients(target);
  const identity = await askIdentity(clients.sts, target);
  write(`Shop:     ${config.name} (${configFile})`);
  write(`Target:   ${target.kind === 'aws' ? 'AWS' : `emulator at ${target.endpoint!}`}`);
  write(`Account:  ${identity.account} as ${identity.arn}`);
  write(`Region:   ${config.region}`);
  const stacks = await describeStacks(clients, config.name);
  return { config, configFile, target, clients, identity, stacks, steps: createSteps({ write }), write };
}

async function describeStacks(clients: Clients, shop: string): Promise<Shop['stacks']> {
  const found = await Promise.all(
    stackKinds.map(
      async (kind) => [kind, await describeStack(clients.cloudFormation, stackName(shop, kind))] as const,
    ),
  );
  return Object.fromEntries(found.filter(([, stack]) => stack !== undefined));
}
