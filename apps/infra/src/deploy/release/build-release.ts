import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReleaseKind } from '../../release-plan.ts';
import { nodeFolder, workFolder, workspaceRoot } from '../workspace.ts';
import { packFolder, type Archive } from './archive.ts';
import { layOutRelease } from './contents.ts';
import { provideNode, type Architecture } from './node-runtime.ts';

/** A release of one kind for one processor, packed on this machine. */
export interface BuiltRelease extends Archive {
  readonly kind: ReleaseKind;
  readonly architecture: Architecture;
}

export interface BuildOptions {
  readonly kind: ReleaseKind;
  /** Default: that of the servers. */
  readonly architecture?: Architecture;
  /** Where the archive goes. Default: dist/releases of the infra project. */
  readonly folder?: string;
  /** Whose builds are packed. Default: this workspace. */
  readonly workspace?: string;
}

/**
 * Packs what `nx build` has made, with a Node of its own, into one archive. What is the same has the same id.
 * @throws DeployFailed when a part was not built or Node cannot be had
 */
export async function buildRelease({
  kind,
  architecture = 'arm64',
  folder = join(workFolder, 'releases'),
  workspace = workspaceRoot,
}: BuildOptions): Promise<BuiltRelease> {
  const node = await provideNode(architecture, nodeFolder);
  await mkdir(folder, { recursive: true });
  const name = `${kind}-${architecture}`;
  const laidOut = join(folder, name);
  try {
    await layOutRelease(kind, { node, workspace, folder: laidOut });
    const archive = await packFolder(laidOut, join(folder, `${name}.tar.gz`));
    return { ...archive, kind, architecture };
  } finally {
    await rm(laidOut, { recursive: true, force: true });
  }
}
