import { setTimeout as sleep } from 'node:timers/promises';
import {
  DeleteStackCommand,
  DescribeStackResourcesCommand,
  GetTemplateCommand,
  UpdateTerminationProtectionCommand,
} from '@aws-sdk/client-cloudformation';
import { parse } from 'yaml';
import { z } from 'zod';
import { stackKinds } from '../config/index.ts';
import type { DestroyArguments } from './arguments.ts';
import { emptyBucket } from './buckets.ts';
import { confirmDeletion } from './confirm.ts';
import { DeployFailed } from './failure.ts';
import { deleteKeptData, findKeptData, listKeptData } from './kept-data.ts';
import type { Shop } from './shop.ts';
import { describeStack, type DeployedStack } from './stacks.ts';

const templateOf = z.object({
  Resources: z.record(z.string(), z.object({ DeletionPolicy: z.string().optional() })).default({}),
});

/** The longest that the deletion of one stack may take, in ms; a CloudFront distribution alone takes a quarter of an hour. */
const longestMs = 60 * 60_000;

/** Between two looks at a stack that is being deleted, in ms. */
const everyMs = { aws: 5_000, emulator: 100 } as const;

/**
 * Deletes the stacks of a shop, the last one first. Pictures, backups, data volumes and the address stay, unless their
 * deletion is asked for and confirmed by the shop's name.
 * @throws DeployFailed
 */
export async function destroy(shop: Shop, args: DestroyArguments): Promise<void> {
  const { config, clients, steps, write } = shop;
  if (args.deleteData) await confirmDeletion(shop, args.confirmed);
  for (const kind of [...stackKinds].reverse()) {
    const stack = shop.stacks[kind];
    if (stack) await steps.run(`Delete ${stack.name}`, (say) => deleteStack(shop, stack, say));
  }
  const kept = await findKeptData(clients, config.name);
  const list = listKeptData(kept);
  if (args.deleteData) {
    await steps.run('Delete the data', (say) => deleteKeptData(clients, kept, say));
    write(`\nNothing is left of ${config.name}.`);
  } else if (list.length > 0) {
    write(`\nKept of ${config.name}, and paid for:`);
    for (const line of list) write(`  ${line}`);
    write(
      `To bring the shop back: docs/guides/restore.md. To delete it all: nx destroy infra -- --delete-data`,
    );
  } else write(`\nNothing is left of ${config.name}.`);
}

async function deleteStack(
  { clients, target }: Shop,
  stack: DeployedStack,
  say: (line: string) => void,
): Promise<void> {
  const { cloudFormation, s3 } = clients;
  for (const bucket of await bucketsToDelete(cloudFormation, stack.name)) {
    const objects = await emptyBucket(s3, bucket);
    if (objects > 0) say(`Emptied ${bucket}: ${objects.toLocaleString('en-US')} objects`);
  }
  // Data is protected against being deleted by the way; this command is the one that is about it.
  await cloudFormation.send(
    new UpdateTerminationProtectionCommand({ StackName: stack.name, EnableTerminationProtection: false }),
  );
  await cloudFormation.send(new DeleteStackCommand({ StackName: stack.name }));
  const deadline = Date.now() + longestMs;
  for (;;) {
    const now = await describeStack(cloudFormation, stack.name);
    if (!now) return;
    if (now.status === 'DELETE_FAILED') {
      throw new DeployFailed(
        `The stack ${stack.name} could not be deleted: ${now.why ?? 'CloudFormation gives no reason'}. Stacks after it are ` +
          'gone, those before it stand. Remove the cause, then run this again.',
      );
    }
    if (Date.now() >= deadline) {
      throw new DeployFailed(
        `The stack ${stack.name} is still being deleted after ${longestMs / 60_000} minutes (${now.status}). CloudFormation goes on; run this again later.`,
      );
    }
    await sleep(everyMs[target.kind]);
  }
}

/** Buckets that go with the stack, which have to be empty by then: those without a policy that keeps them. */
async function bucketsToDelete(
  client: Shop['clients']['cloudFormation'],
  name: string,
): Promise<readonly string[]> {
  const { TemplateBody } = await client.send(
    new GetTemplateCommand({ StackName: name, TemplateStage: 'Processed' }),
  );
  const { StackResources } = await client.send(new DescribeStackResourcesCommand({ StackName: name }));
  const keeps = keptByPolicy(TemplateBody ?? '{}');
  return (StackResources ?? []).flatMap(({ ResourceType, LogicalResourceId, PhysicalResourceId }) =>
    ResourceType === 'AWS::S3::Bucket' && PhysicalResourceId && !keeps.has(LogicalResourceId ?? '')
      ? [PhysicalResourceId]
      : [],
  );
}

/** Logical ids of what stays when the stack goes. The CDK sends YAML, of which JSON is a part. */
function keptByPolicy(template: string): ReadonlySet<string> {
  const { Resources } = templateOf.parse(parse(template));
  return new Set(
    Object.entries(Resources).flatMap(([name, { DeletionPolicy }]) =>
      DeletionPolicy !== undefined && DeletionPolicy !== 'Delete' ? [name] : [],
    ),
  );
}
