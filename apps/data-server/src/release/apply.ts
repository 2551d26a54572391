import { readdir, readlink, rename, rm, stat, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  dataNodeNames,
  addressesInTunnel,
  filesToChange,
  ports,
  startedName,
  unitNames,
  type Layout,
} from '@perfume/instances';
import { writeInstance } from '../configure/configure.ts';
import { describe } from '../configure/describe.ts';
import { lookAtDatabase } from '../database/look.ts';
import { askPeer } from '../database/peer.ts';
import { reportSchema } from '../database/report.ts';
import { asDataServer, type TunnelInstance } from '../instance.ts';
import { UserError } from '../system/patience.ts';
import { run } from '../system/program.ts';
import { carryOut, readUnfinished, removeUnfinished, writeUnfinished } from './unfinished.ts';
import { changedInRelease, unitsToRestart } from './restarts.ts';

/** Bringing and unpacking 60 MB. In ms. */
const fetchMs = 600_000;
/** A restarted MariaDB must be synced within this, or the next step is not taken. In ms. */
const syncMs = 300_000;
/** Releases that stay on the disk, the current one included. */
const keptReleases = 3;

const fetchScript = '/opt/perfume/bootstrap/fetch-release.py';

/**
 * First half of `apply`: brings the release that the parameter names, and hands over to its own program.
 * @throws UserError unless both data servers are in the majority and synced: a second member is never touched before
 */
export async function bringRelease(instance: TunnelInstance, say: (line: string) => void): Promise<void> {
  await requireWholeCluster(instance);
  const { layout } = instance;
  const before = await readlink(layout.release);
  // Kept before the link changes: whatever ends this, the next try knows from which release it comes.
  const { former, restarts } = (await readUnfinished(layout)) ?? { former: before, restarts: [] };
  await writeUnfinished(layout, { former, restarts });
  await run(['/usr/bin/python3', fetchScript, 'data'], { deadlineMs: fetchMs });
  const after = await readlink(layout.release);
  say(
    former === after
      ? `Release ${after} is the current one already; its files and units are looked through.`
      : `Release ${after} in place of ${former}.`,
  );
  const program = [join(layout.release, 'bin', 'node'), join(layout.release, 'data-server.mjs')];
  const { stdout } = await run([...program, 'apply-files', join(layout.releases, former)], {
    deadlineMs: 900_000,
  });
  say(stdout.trimEnd());
}

/**
 * Second half, by the new release's program: writes its files and restarts only what changed, MariaDB last. What is to be
 * restarted is kept on the disk until it is done: after a failure the next `apply` goes on.
 * @param formerRelease the folder of the release that ran until now
 * @throws UserError before anything is written when MariaDB would be restarted while this server serves
 */
export async function applyRelease(
  instance: TunnelInstance,
  formerRelease: string,
  say: (line: string) => void,
): Promise<void> {
  const { facts, layout } = instance;
  const description = describe(facts, layout);
  const { units } = description;
  const changed = new Set([
    ...(await filesToChange(description)),
    ...(await changedInRelease(units, formerRelease, layout)),
  ]);
  const kept = (await readUnfinished(layout))?.restarts ?? [];
  const restarts = unitsToRestart(units, changed, layout, kept);
  if (restarts.includes(unitNames.database)) {
    try {
      await requireNotServing(instance);
    } catch (error) {
      await makeCurrent(layout, basename(formerRelease));
      throw error;
    }
  }
  await writeUnfinished(layout, { former: await readlink(layout.release), restarts });
  await writeInstance(facts, layout);
  await run(['systemctl', 'daemon-reload']);
  await run(['systemctl', 'enable', ...units.map(startedName)], { deadlineMs: 60_000 });
  const isOnce = (name: string) => units.some((unit) => unit.name === name && unit.kind === 'once');
  await carryOut(
    layout,
    async (name) => {
      // The address may have come here meanwhile.
      if (name === unitNames.database) await requireNotServing(instance);
      say(`Restarting ${name}.`);
      // What runs once is tried again by systemd until it succeeds; nobody waits for it.
      const noBlock = isOnce(name) ? ['--no-block'] : [];
      await run(['systemctl', 'restart', ...noBlock, `${name}.service`], { deadlineMs: 300_000 });
    },
    async (name) => {
      if (name === unitNames.database || name === unitNames.witness) await untilWhole(instance);
    },
  );
  await run(['systemctl', 'start', '--no-block', ...units.map(startedName)]);
  await removeUnfinished(layout);
  await removeOldReleases(layout);
  say(restarts.length === 0 ? 'Nothing had to be restarted.' : 'All of it runs.');
}

/** Makes a release that lies here the current one, as fetch-release.py does. */
async function makeCurrent({ release }: Layout, id: string): Promise<void> {
  await rm(`${release}.new`, { force: true });
  await symlink(id, `${release}.new`);
  await rename(`${release}.new`, release);
}

async function requireWholeCluster(instance: TunnelInstance): Promise<void> {
  const missing = await missingServers(instance);
  if (missing.length > 0)
    throw new UserError(
      `Nothing was changed: data server ${missing.join(' and ')} is not synced in the majority. Wait until "data-server status" shows that both are.`,
    );
}

async function untilWhole(instance: TunnelInstance): Promise<void> {
  const deadline = Date.now() + syncMs;
  while (true) {
    const missing = await missingServers(instance);
    if (missing.length === 0) return;
    if (Date.now() > deadline)
      throw new UserError(
        `Data server ${missing.join(' and ')} is not synced after ${syncMs / 60_000} minutes. Look at its log before anything else is restarted.`,
      );
    await sleep(1_000);
  }
}

/** Data servers that are not synced members of a whole cluster of three. */
async function missingServers(instance: TunnelInstance): Promise<readonly string[]> {
  const states = await Promise.all(
    dataNodeNames.map(async (node) => {
      const isOwn = instance.node === node;
      const report = isOwn ? await lookAtDatabase(instance.layout) : await askNode(instance, node);
      return {
        node,
        isWhole: report.phase === 'running' && report.synced && report.primary && report.size === 3,
      };
    }),
  );
  return states.filter(({ isWhole }) => !isWhole).map(({ node }) => node);
}

async function askNode(instance: TunnelInstance, node: 'a' | 'b') {
  if (instance.facts.role === 'data') return askPeer(asDataServer(instance));
  try {
    const url = `http://${addressesInTunnel(instance.facts)[node]}:${ports.report.port}/report`;
    const response = await fetch(url, { signal: AbortSignal.timeout(2_500) });
    return reportSchema.parse(await response.json()).database;
  } catch {
    return { phase: 'unreachable' } as const;
  }
}

/** A restart of the server that serves would be a failover. */
async function requireNotServing(instance: TunnelInstance): Promise<void> {
  const look = await lookAtDatabase(instance.layout);
  if (look.phase === 'running' && look.open)
    throw new UserError(
      'MariaDB’s settings have changed, and this server serves the shop. Let the other one serve first: failover switch. Then run this again.',
    );
}

async function removeOldReleases({ releases, release }: Layout): Promise<void> {
  const kept = new Set(['current', 'bootstrap', await readlink(release)]);
  const others = (await readdir(releases)).filter((name) => !kept.has(name));
  const dated = await Promise.all(
    others.map(async (name) => ({ name, at: (await stat(join(releases, name))).mtimeMs })),
  );
  const oldest = dated.sort((one, other) => other.at - one.at).slice(keptReleases - 1);
  for (const { name } of oldest) await rm(join(releases, name), { recursive: true, force: true });
}
