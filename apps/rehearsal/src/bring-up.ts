import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { workspaceRoot } from '@perfume/local-services';
import { startReaper } from './cleanup/start-reaper.ts';
import { removeRun, sweepDeadRuns } from './cleanup/sweep.ts';
import { associationOf } from './cloud/association-watcher.ts';
import { createTopology, tunnelOf } from './create-topology.ts';
import { layGround, type Ground } from './ground/ground.ts';
import type { Instance } from './instances/instance.ts';
import { lastWords } from './instances/last-words.ts';
import { createCuts } from './network/cuts.ts';
import { zones } from './network/fabric.ts';
import { prepareMachine } from './preparation/machine.ts';
import { packRelease } from './releases/pack.ts';
import { nameCurrentRelease, publishRelease, type ReleaseStore } from './releases/publish.ts';
import { findCgroupTrees } from './run/cgroup.ts';
import { beginRun } from './run/run.ts';
import { createGroup } from './scaling/group.ts';
import { createAppServers } from './servers/app-servers.ts';
import { createFacts } from './servers/facts.ts';
import { isInStep } from './servers/data-pair.ts';
import { createFixedServers, type FixedServers } from './servers/fixed-servers.ts';
import { canOpenShop, openShop } from './servers/open-shop.ts';
import { watchUsage } from './servers/usage.ts';
import { readAssembly } from './template/assembly.ts';
import { planFrom } from './template/plan.ts';
import { createTimeline } from './timeline/timeline.ts';
import type { BringUpOptions, Topology } from './topology.ts';

const firstRelease = 'first';
/** An empty pair makes its database, copies it to the second and agrees on a writer. In ms. */
const pairMs = 300_000;

/**
 * Brings the whole topology up: network, Amazon's stand-ins, data servers, witness, app servers, a catalogue. Done when the
 * load balancer has its minimum of healthy servers.
 * @throws CannotProvide when this machine cannot hold it or something was not built, TemplateError for a template that is
 *   missing or unknown; Error when a server does not come up. Nothing is left behind then.
 */
export async function bringUp(options: BringUpOptions = {}): Promise<Topology> {
  const { say = () => undefined, propagationMs = 1_000, scalingSpeed = 6, signal } = options;
  const { products = 300, pictures = false } = options;
  const { python } = await prepareMachine(say);
  const plan = planFrom(await readAssembly(options.assembly ?? join(workspaceRoot, 'apps/infra/cdk.out')));
  for (const id of await sweepDeadRuns()) say(`Took away what the rehearsal ${id} had left behind`);

  const run = await beginRun();
  startReaper(run);
  const timeline = createTimeline();
  const closing: (() => Promise<void>)[] = [];
  let running: () => readonly Instance[] = () => [];
  let closed: Promise<void> | undefined;
  let isClosing = false;
  const close = (): Promise<void> => {
    isClosing = true;
    closed ??= (async () => {
      for (const end of closing.reverse()) await end().catch(() => undefined);
      await removeRun(run.id);
      timeline.end();
    })();
    return closed;
  };
  const failed = (error: unknown) => {
    if (!isClosing) say(error instanceof Error ? error.message : String(error));
  };
  const stopIfAsked = () => signal?.throwIfAborted();

  try {
    const trees = findCgroupTrees();
    say('Network, names, load balancer and the stand-in for Amazon’s API');
    const ground = await layGround({ run, trees, plan, timeline, python, propagationMs, failed });
    closing.push(() => ground.stop());
    stopIfAsked();

    say('Releases');
    const { s3, ssm } = ground.cloud.direct;
    const store: ReleaseStore = { s3, ssm, bucket: ground.account.buckets.releases, shop: plan.shop };
    const folder = join(run.directory, 'releases');
    await mkdir(folder);
    const release = await packRelease('app', folder);
    await publishRelease(store, firstRelease, await packRelease('data', folder));
    await publishRelease(store, firstRelease, release);
    for (const kind of ['app', 'data'] as const) await nameCurrentRelease(store, kind, firstRelease);
    stopIfAsked();

    say('Data servers and witness');
    const facts = createFacts(plan, ground);
    const serversOptions = { run, trees, plan, ground, facts, timeline };
    const servers = await createFixedServers(serversOptions);
    const cuts = createCuts(ground.fabric, () => tunnelOf(servers));
    const appServers = createAppServers(serversOptions);
    const group = createGroup({
      plan: plan.group,
      elb: ground.elb,
      timeline,
      speed: scalingSpeed,
      releaseId: firstRelease,
      usableZones: () => zones.filter((zone) => zone === 'c' || !cuts.active.has(`zone-${zone}`)),
      ...appServers,
      failed,
    });
    running = () => [...servers.all(), ...group.servers().map(({ instance }) => instance)];
    // In the reverse of this order: a group that is followed would replace what is switched off.
    closing.push(async () => {
      await Promise.all(running().map((instance) => instance.powerOff('the rehearsal ends')));
    });
    closing.push(() => group.stop());
    const usage = watchUsage(running);
    closing.push(() => usage.stop());
    await servers.boot();
    await untilReady(ground, servers, stopIfAsked);

    say('App servers');
    await Promise.all([group.fill(), openOnFirst()]);
    stopIfAsked();
    group.watch();
    const parts = { run, plan, ground, servers, group, cuts, usage, timeline, store, release };
    return createTopology({ ...parts, propagationMs, scalingSpeed, close });

    /** The catalogue is made by the first server that has made the tables. */
    async function openOnFirst(): Promise<void> {
      while (!isClosing) {
        stopIfAsked();
        const first = group.servers().find(({ instance }) => canOpenShop(instance));
        if (first) {
          say(`A catalogue of ${products} products${pictures ? ' and their pictures' : ''}`);
          await openShop(first.instance, products, pictures);
          return;
        }
        await sleep(500);
      }
    }
  } catch (error) {
    const words = signal?.aborted ? '' : await lastWords(running());
    await close();
    if (!words) throw error;
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${words}`, { cause: error });
  }
}

/** Waits until a data server holds the address and both are in step with each other and the witness. */
async function untilReady(ground: Ground, servers: FixedServers, stopIfAsked: () => void): Promise<void> {
  const isHeld = async () =>
    (await associationOf(ground.cloud.direct.ec2, ground.account.allocationId)).networkInterfaceId !== null;
  const deadline = Date.now() + pairMs;
  for (;;) {
    stopIfAsked();
    const [held, ...inStep] = await Promise.all([
      isHeld(),
      isInStep(servers.get('a')),
      isInStep(servers.get('b')),
    ]);
    if (held && inStep.every(Boolean)) return;
    if (Date.now() > deadline) {
      const missing = held ? 'the two are not in step' : 'none of them holds the Elastic IP';
      throw new Error(`The data servers are not ready after ${pairMs / 1_000} s: ${missing}.`);
    }
    await sleep(1_000);
  }
}
