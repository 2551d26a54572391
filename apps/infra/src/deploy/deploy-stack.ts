import { join } from 'node:path';
import {
  UpdateTerminationProtectionCommand,
  type CloudFormationClient,
} from '@aws-sdk/client-cloudformation';
import { stackName, type StackKind } from '../config/index.ts';
import { runCdk, synthesize } from './cdk.ts';
import { adaptAssembly } from './emulator/adapt-assembly.ts';
import { stackParameters } from './parameters.ts';
import type { Shop } from './shop.ts';
import { describeStack, type DeployedStack } from './stacks.ts';
import { workFolder } from './workspace.ts';

/** The longest that a stack may take, in ms; CloudFormation goes on by itself afterwards. */
const longestStackMs = 90 * 60_000;

/** The stacks of the shop as the CDK's command line takes them. */
export const assembly = join(workFolder, 'assembly');

/** Of what the CDK says: what happens to each resource, and how it ended. Outputs and advice stand elsewhere. */
const isEvent = / \| |[✅❌]|no changes/u;

/** Describes all stacks anew; the steps after it deploy what was described here. */
export async function describeStacks({ target, configFile, steps }: Shop): Promise<void> {
  await steps.run('Describe the stacks', async (say) => {
    await synthesize({ target, configFile, folder: assembly });
    if (target.kind !== 'emulator') return;
    say('The emulator does not make these, so they are left out:');
    for (const [type, count] of await adaptAssembly(assembly)) say(`${type} (${count})`);
  });
}

/**
 * Brings one stack to how it was described; the ones that it builds on are there already.
 * @param given parameters of its template
 * @throws DeployFailed when CloudFormation could not do it
 */
export async function deployStack(
  shop: Shop,
  kind: StackKind,
  given: Readonly<Record<string, string>> = {},
): Promise<DeployedStack> {
  const { config, target, clients, steps, stacks } = shop;
  const name = stackName(config.name, kind);
  const parameters = await stackParameters({
    assembly,
    name,
    deployed: stacks[kind],
    given,
    kind: target.kind,
  });
  await steps.run(`Deploy ${name}`, async (say) => {
    if (stacks[kind]?.status === 'ROLLBACK_COMPLETE') await allowMakingAnew(clients.cloudFormation, name);
    await runCdk({
      args: [
        ...[
          'deploy',
          name,
          '--exclusively',
          '--app',
          assembly,
          '--require-approval',
          'never',
          '--progress',
          'events',
        ],
        // moto forgets the outputs of a stack that was made by a change set.
        ...(target.kind === 'emulator' ? ['--method', 'direct'] : []),
        ...parameters.flatMap((parameter) => ['--parameters', parameter]),
      ],
      environment: target.environment,
      say: (line) => isEvent.test(line) && say(line),
      longestMs: longestStackMs,
      whenFailed: `The stack ${name} could not be brought up to date. CloudFormation puts it back to how it was; the stacks before it are done, those after it were not touched. Remove the cause, then run this again.`,
    });
  });
  const deployed = await describeStack(clients.cloudFormation, name);
  return deployed!;
}

/**
 * A stack whose first creation failed is deleted by the CDK and made anew, which the protection against deletion would
 * forbid. Nothing of a shop has ever run in it.
 */
async function allowMakingAnew(client: CloudFormationClient, name: string): Promise<void> {
  await client.send(
    new UpdateTerminationProtectionCommand({ StackName: name, EnableTerminationProtection: false }),
  );
}
