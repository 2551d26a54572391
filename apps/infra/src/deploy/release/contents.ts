import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReleaseKind } from '../../release-plan.ts';
import { DeployFailed } from '../failure.ts';

/** A built folder or file of the workspace, and where it goes in a release. */
interface Part {
  readonly from: string;
  readonly to: string;
  /** The project whose build makes it. */
  readonly project: string;
}

const dataServer: Part = { from: 'apps/data-server/dist', to: '.', project: 'data-server' };

/** What is in a release beside Node, which is at bin/node. The program `data-server` sets up servers of each kind. */
const parts: Readonly<Record<ReleaseKind, readonly Part[]>> = {
  app: [{ from: 'apps/storefront/dist/release', to: '.', project: 'storefront' }, dataServer],
  data: [dataServer, { from: 'apps/failover/dist', to: '.', project: 'failover' }],
};

export interface LayOutOptions {
  /** Path of Node's program for the servers. */
  readonly node: string;
  /** Whose builds are taken. */
  readonly workspace: string;
  readonly folder: string;
}

/**
 * Lays out a release of a kind in an empty folder: what was built, with Node beside it.
 * @throws DeployFailed when a part was not built
 */
export async function layOutRelease(
  kind: ReleaseKind,
  { node, workspace, folder }: LayOutOptions,
): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, 'bin'), { recursive: true });
  for (const { from, to, project } of parts[kind]) {
    const built = join(workspace, from);
    if (!existsSync(built)) {
      throw new DeployFailed(
        `${from} is missing, which a release holds. Nothing was changed. Run: npx nx build ${project}`,
      );
    }
    await cp(built, join(folder, to), { recursive: true });
  }
  await cp(node, join(folder, 'bin', 'node'));
  await setModes(folder);
}

/** The same on every machine, whatever its umask and whoever built it. */
async function setModes(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    await chmod(path, entry.isDirectory() || path === join(folder, 'bin', 'node') ? 0o755 : 0o644);
  }
}
