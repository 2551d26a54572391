import { createHash } from 'node:crypto';
import { readdir, readFile, readlink, rm, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  dataNodeNames,
  addressesInTunnel,
  ports,
  startedName,
  unitNames,
  type Layout,
  type Unit,
} from '@perfume/instances';
import { writeInstance } from '../configure/configure.ts';
import { lookAtDatabase } from '../database/look.ts';
import { askPeer } from '../database/peer.ts';
import { reportSchema } from '../database/report.ts';
import { asDataServer, type TunnelInstance } from '../instance.ts';
import { UserError } from '../system/patience.ts';
import { run } from '../system/program.ts';

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
  await run(['/usr/bin/python3', fetchScript, 'data'], { deadlineMs: fetchMs });
  const after = await readlink(layout.release);
  say(
    before === after
      ? `Release ${after} is the current one already; its files and units are looked through.`
      : `Release ${after} in place of ${before}.`,
  );
  const program = [join(layout.release, 'bin', 'node'), join(layout.release, 'data-server.mjs')];
  const { stdout } = await run([...program, 'apply-files', join(layout.releases, before)], {
    deadlineMs: 900_000,
  });
  say(stdout.trimEnd());
}

/**
 * Second half, by the new release's program: writes its files and restarts only what changed, MariaDB last.
 * @param formerRelease the folder of the release that ran until now
 */
export async function applyRelease(
  instance: TunnelInstance,
  formerRelease: string,
  say: (line: string) => void,
): Promise<void> {
  const { facts, layout } = instance;
  const { description, written } = await writeInstance(facts, layout);
  await run(['systemctl', 'daemon-reload']);
  const changed = new Set([
    ...written.changed,
    ...(await changedInRelease(description.units, formerRelease, layout)),
  ]);
  const restarts = unitsToRestart(description.units, changed, layout);
  if (restarts.includes(unitNames.database)) await requireNotServing(instance);
  await run(['systemctl', 'enable', ...description.units.map(startedName)], { deadlineMs: 60_000 });
  for (const name of restarts) {
    say(`Restarting ${name}.`);
    await run(['systemctl', 'restart', `${name}.service`], { deadlineMs: 300_000 });
    if (name === unitNames.database || name === unitNames.witness) await untilWhole(instance);
  }
  await run(['systemctl', 'start', '--no-block', ...description.units.map(startedName)]);
  await removeOldReleases(layout);
  say(restarts.length === 0 ? 'Nothing had to be restarted.' : 'All of it runs.');
}

/** Services to restart for what has changed, those of the cluster last. `once` and timed ones read everything anew anyway. */
export function unitsToRestart(
  units: readonly Unit[],
  changed: ReadonlySet<string>,
  layout: Pick<Layout, 'systemd'>,
): readonly string[] {
  const isLast = (name: string) => name === unitNames.database || name === unitNames.witness;
  return units
    .filter(({ kind }) => kind === 'service')
    .filter(
      ({ name, restartWhenChanged }) =>
        changed.has(join(layout.systemd, `${name}.service`)) ||
        restartWhenChanged.some((path) => changed.has(path)),
    )
    .map(({ name }) => name)
    .sort((one, other) => Number(isLast(one)) - Number(isLast(other)));
}

/** Files of the release that units name and that differ from those of the former one. */
async function changedInRelease(
  units: readonly Unit[],
  formerRelease: string,
  { release }: Layout,
): Promise<readonly string[]> {
  const named = new Set(units.flatMap(({ restartWhenChanged }) => restartWhenChanged));
  const changed: string[] = [];
  for (const path of named) {
    const inside = relative(release, path);
    if (inside.startsWith('..')) continue;
    if ((await hashOf(path)) !== (await hashOf(join(formerRelease, inside)))) changed.push(path);
  }
  return changed;
}

async function hashOf(path: string): Promise<string | undefined> {
  try {
    return createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
  } catch {
    return undefined;
  }
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
