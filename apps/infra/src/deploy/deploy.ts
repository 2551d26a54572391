import { groupName } from '../app-server-plan.ts';
import { outputs, parameterNames, templateParameters } from '../config/index.ts';
import type { DeployArguments } from './arguments.ts';
import { checkRelease } from './check-release.ts';
import { deployStack, describeStacks } from './deploy-stack.ts';
import { waitForHolder } from './endpoint-holder.ts';
import { writeParameter } from './parameters.ts';
import { requireImages } from './pinned-images.ts';
import { build, nameDataRelease, publish } from './publish.ts';
import { requireRelease } from './release/upload-release.ts';
import { requireRolledOut, watchRollOut } from './roll-out.ts';
import { requireOneServerAtATime } from './servers-at-once.ts';
import type { Shop } from './shop.ts';
import { output, requireSettled, type DeployedStack } from './stacks.ts';
import { workspaceRoot } from './workspace.ts';

/** The longest that new servers may take after CloudFormation is done, in ms. */
const longestRollOutMs = 15 * 60_000;

/**
 * Brings a shop to what is built now, or to an earlier release: what other steps need first, files before the pages that
 * name them, new servers before old ones go. Each step may run again; a run after a failure goes on where it is needed.
 * @param workspace whose builds are released. Default: this one
 * @throws DeployFailed
 */
export async function deploy(shop: Shop, args: DeployArguments, workspace = workspaceRoot): Promise<void> {
  const { clients, write } = shop;
  for (const stack of Object.values(shop.stacks)) requireSettled(stack);
  const before = shop.stacks.app?.outputs[outputs.app.release];
  if (args.release !== undefined) {
    const bucket = output(shop.stacks.static, outputs.static.releaseBucket);
    await requireRelease(clients.s3, bucket, 'app', args.release);
  }
  await requireImages(shop, Boolean(process.env['CI']));
  await describeStacks(shop);
  if (!args.stopDatabase) await requireOneServerAtATime(shop);
  const built = args.release === undefined ? await build(shop, workspace) : undefined;

  await deployStack(shop, 'network');
  const content = await deployStack(shop, 'static');
  if (built) await publish(shop, content, built, workspace);
  if (built) await nameDataRelease(shop, content, built.data, args.dataRelease);
  const data = await deployStack(shop, 'data');
  await awaitHolder(shop, data);

  const release = args.release ?? built!.app.id;
  const app = await rollOut(shop, release);
  await deployStack(shop, 'monitoring');
  await check(shop, app, release);
  write('');
  write(`Release ${release} is in service at ${output(app, outputs.app.shopUrl)}`);
  if (before !== undefined && before !== release)
    write(`Back to the one before: nx deploy infra -- --release ${before}`);
}

async function awaitHolder({ target, clients, steps }: Shop, data: DeployedStack): Promise<void> {
  const what = 'Wait for a data server to hold the endpoint';
  if (target.kind === 'emulator') {
    steps.skip(what, 'The emulator starts no servers.');
    return;
  }
  await steps.run(
    what,
    () => waitForHolder({ client: clients.ec2, allocationId: output(data, outputs.data.allocationId) }),
    (networkInterface) => networkInterface,
  );
}

/**
 * Replaces the app servers by ones of the release. The group's instance refresh does it, started and watched by CloudFormation:
 * new servers in before old ones out, back to the former launch template when the roll-out alarm is raised.
 */
async function rollOut(shop: Shop, release: string): Promise<DeployedStack> {
  const { config, target, clients, steps } = shop;
  const watched = { client: clients.autoScaling, group: groupName(config.name) };
  const deployed = await steps.run(`Roll out release ${release}`, async (say) => {
    const done = new AbortController();
    const watching = target.kind === 'aws' ? watchRollOut(watched, say, done.signal) : Promise.resolve();
    try {
      return await deployStack(shop, 'app', { [templateParameters.release]: release });
    } finally {
      done.abort();
      await watching;
    }
  });
  const what = 'Wait until every app server is of the new release';
  if (target.kind === 'emulator') steps.skip(what, 'The emulator replaces no servers.');
  else {
    await steps.run(
      what,
      () => requireRolledOut({ ...watched, longestMs: longestRollOutMs }),
      (servers) => `${servers} servers`,
    );
  }
  await writeParameter(
    clients.ssm,
    parameterNames(config.name).appRelease,
    release,
    'Release that app servers run; written by nx deploy infra',
  );
  return deployed;
}

async function check({ config, target, steps }: Shop, app: DeployedStack, release: string): Promise<void> {
  const what = `Check that release ${release} answers through the load balancer`;
  if (target.kind === 'emulator') {
    steps.skip(what, 'The emulator starts no servers.');
    return;
  }
  await steps.run(what, () =>
    checkRelease({
      url: output(app, outputs.app.shopUrl),
      // With a domain its DNS may still point elsewhere; without one CloudFront is the only way in.
      connectTo: config.domain && output(app, outputs.app.loadBalancerName),
      release,
    }),
  );
}
