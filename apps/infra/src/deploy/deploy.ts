import { join } from 'node:path';
import { publishStaticContent } from '@perfume/asset-store';
import { groupName } from '../app-server-plan.ts';
import { outputs, parameterNames, stackName, templateParameters, type StackKind } from '../config/index.ts';
import type { DeployArguments } from './arguments.ts';
import { runCdk, synthesize } from './cdk.ts';
import { checkRelease } from './check-release.ts';
import { waitForHolder } from './endpoint-holder.ts';
import { readParameter, stackParameters, writeParameter } from './parameters.ts';
import { buildRelease, type BuiltRelease } from './release/build-release.ts';
import { describeCheckout } from './release/checkout.ts';
import { requireRelease, uploadRelease } from './release/upload-release.ts';
import { requireRolledOut, watchRollOut } from './roll-out.ts';
import type { Shop } from './shop.ts';
import { describeStack, output, type DeployedStack } from './stacks.ts';
import { workFolder, workspaceRoot } from './workspace.ts';

/** The longest that a stack may take, in ms; CloudFormation goes on by itself afterwards. */
const longestStackMs = 90 * 60_000;

/** The longest that new servers may take after CloudFormation is done, in ms. */
const longestRollOutMs = 15 * 60_000;

const assembly = join(workFolder, 'assembly');

/**
 * Brings a shop to what is built now, or to an earlier release: what other steps need first, files before the pages that
 * name them, new servers before old ones go. Each step may run again; a run after a failure goes on where it is needed.
 * @throws DeployFailed
 */
export async function deploy(shop: Shop, args: DeployArguments): Promise<void> {
  const { config, clients, steps, write } = shop;
  const before = shop.stacks.app?.outputs[outputs.app.release];
  await steps.run('Describe the stacks', () =>
    synthesize({ target: shop.target, configFile: shop.configFile, folder: assembly }),
  );
  const built = args.release === undefined ? await build(shop) : undefined;

  await deployStack(shop, 'network');
  const content = await deployStack(shop, 'static');
  const bucket = output(content, outputs.static.releaseBucket);
  if (args.release !== undefined) await requireRelease(clients.s3, bucket, 'app', args.release);
  if (built) await publish(shop, content, built);
  if (built) await nameDataRelease(shop, built.data, args.dataRelease);
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
  write(`Settings: ${config.name} in ${config.region}, account ${shop.identity.account}`);
}

interface Built {
  readonly app: BuiltRelease;
  readonly data: BuiltRelease;
}

async function build({ steps }: Shop): Promise<Built> {
  return steps.run(
    'Pack the release',
    async () => ({ app: await buildRelease({ kind: 'app' }), data: await buildRelease({ kind: 'data' }) }),
    ({ app, data }) =>
      `shop ${app.id} (${megabytes(app.bytes)}), data servers ${data.id} (${megabytes(data.bytes)})`,
  );
}

async function publish(
  { config, target, clients, steps }: Shop,
  content: DeployedStack,
  built: Built,
): Promise<void> {
  const assets = output(content, outputs.static.assetsBucket);
  await steps.run(
    'Publish static content',
    () =>
      publishStaticContent({
        browserFolder: join(workspaceRoot, 'apps/storefront/dist/release/browser'),
        to: `s3://${assets}?region=${config.region}`,
        target: target.kind,
        env: target.environment,
      }),
    ({ files, uploaded }) => `${files} files, ${uploaded} of them new`,
  );
  const bucket = output(content, outputs.static.releaseBucket);
  const about = await describeCheckout();
  for (const release of [built.app, built.data]) {
    await steps.run(
      `Upload release ${release.id} of ${release.kind === 'app' ? 'the shop' : 'data servers'}`,
      () => uploadRelease(clients.s3, bucket, release, about),
      (isNew) => (isNew ? megabytes(release.bytes) : 'there already'),
    );
  }
}

/** Data servers are not touched by a deploy; the parameter is what a new one installs when it first boots. */
async function nameDataRelease(
  { config, clients, steps }: Shop,
  { id }: BuiltRelease,
  wanted: boolean,
): Promise<void> {
  const name = parameterNames(config.name).dataRelease;
  const now = await readParameter(clients.ssm, name);
  if (now === id) return;
  if (now !== undefined && !wanted) {
    steps.skip(
      `Name release ${id} for data servers`,
      `They stay at ${now}. To bring them this one: nx deploy infra -- --data-release, then docs/guides/upgrade-mariadb.md`,
    );
    return;
  }
  await steps.run(`Name release ${id} for data servers`, () =>
    writeParameter(
      clients.ssm,
      name,
      id,
      'Release that data servers and the witness install when they first boot',
    ),
  );
}

async function deployStack(shop: Shop, kind: StackKind, given: Readonly<Record<string, string>> = {}) {
  const { config, target, clients, steps, stacks } = shop;
  const name = stackName(config.name, kind);
  const parameters = await stackParameters({
    assembly,
    name,
    deployed: stacks[kind],
    given,
    kind: target.kind,
  });
  await steps.run(`Deploy ${name}`, (say) =>
    runCdk({
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
        ...parameters.flatMap((parameter) => ['--parameters', parameter]),
      ],
      environment: target.environment,
      say,
      longestMs: longestStackMs,
      whenFailed: `The stack ${name} could not be brought up to date. CloudFormation puts it back to how it was; the stacks before it are done, those after it were not touched. Remove the cause, then run this again.`,
    }),
  );
  const deployed = await describeStack(clients.cloudFormation, name);
  return deployed!;
}

async function awaitHolder({ target, clients, steps }: Shop, data: DeployedStack): Promise<void> {
  const what = 'Wait for a data server to hold the endpoint';
  if (target.kind === 'emulator') { steps.skip(what, 'The emulator starts no servers.'); return; }
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
  if (target.kind === 'emulator') { steps.skip(what, 'The emulator starts no servers.'); return; }
  await steps.run(what, () =>
    checkRelease({
      url: output(app, outputs.app.shopUrl),
      // With a domain its DNS may still point elsewhere; without one CloudFront is the only way in.
      connectTo: config.domain && output(app, outputs.app.loadBalancerName),
      release,
    }),
  );
}

const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`;
