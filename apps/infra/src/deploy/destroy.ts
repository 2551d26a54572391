import { setTimeout as sleep } from 'node:timers/promises';
import { DeleteStackCommand, UpdateTerminationProtectionCommand } from '@aws-sdk/client-cloudformation';
import { stackKinds } from '../config/index.ts';
import type { DestroyArguments } from './arguments.ts';
import { emptyBucket } from './buckets.ts';
import { confirmDeletion, confirmDestruction, sayWhatIsLost } from './confirm.ts';
import { deployedResources, type DeployedResource } from './deployed-resources.ts';
import { DeployFailed } from './failure.ts';
import { deleteKeptData, findKeptData, listKeptData } from './kept-data.ts';
import type { Shop } from './shop.ts';
import { describeStack, requireIdle, type DeployedStack } from './stacks.ts';

/** The longest that the deletion of one stack may take, in ms; a CloudFront distribution alone takes a quarter of an hour. */
const longestMs = 60 * 60_000;

/** Between two looks at a stack that is being deleted, in ms. */
const everyMs = { aws: 5_000, emulator: 100 } as const;

/**
 * Deletes the stacks of a shop, the last one first. Pictures, backups, data volumes and the address stay, unless their
 * deletion is asked for and confirmed by the shop's name. Secrets go for good, which is said first.
 * @throws DeployFailed
 */
export async function destroy(shop: Shop, args: DestroyArguments): Promise<void> {
  const { config, clients, steps, write } = shop;
  for (const stack of Object.values(shop.stacks)) requireIdle(stack);
  sayWhatIsLost(shop);
  await (args.deleteData ? confirmDeletion(shop, args.confirmed) : confirmDestruction(shop));
  const stayed: DeployedResource[] = [];
  for (const kind of [...stackKinds].reverse()) {
    const stack = shop.stacks[kind];
    if (!stack) continue;
    const resources = await deployedResources(clients.cloudFormation, stack.name);
    await steps.run(`Delete ${stack.name}`, (say) => deleteStack(shop, stack, resources, say));
    stayed.push(...resources.filter((resource) => resource.kept));
  }
  const kept = await findKeptData(clients, config.name, stayed);
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
  resources: readonly DeployedResource[],
  say: (line: string) => void,
): Promise<void> {
  const { cloudFormation, s3 } = clients;
  for (const { type, id, kept } of resources) {
    if (type !== 'AWS::S3::Bucket' || kept) continue;
    const objects = await emptyBucket(s3, id);
    if (objects > 0) say(`Emptied ${id}: ${objects.toLocaleString('en-US')} objects`);
  }
  // moto protects nothing and does not know this call.
  if (target.kind === 'aws') {
    await cloudFormation.send(
      new UpdateTerminationProtectionCommand({ StackName: stack.name, EnableTerminationProtection: false }),
    );
  }
  const begin = () => cloudFormation.send(new DeleteStackCommand({ StackName: stack.name }));
  // moto deletes at once, and a network only at its second try.
  await begin().catch((error: unknown) => {
    if (target.kind === 'aws') throw error;
    return begin();
  });
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
