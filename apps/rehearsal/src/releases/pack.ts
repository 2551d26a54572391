import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { cp, mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { CannotProvide, workspaceRoot } from '@perfume/local-services';
import { command } from '../run/command.ts';

export type ReleaseKind = 'app' | 'data';

/** A release as instances fetch it. */
export interface PackedRelease {
  readonly kind: ReleaseKind;
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** What was built and goes into a release, beside Node, as a deploy lays it out. */
const parts: Readonly<Record<ReleaseKind, readonly (readonly [folder: string, project: string])[]>> = {
  app: [
    ['apps/storefront/dist/release', 'storefront'],
    ['apps/data-server/dist', 'data-server'],
  ],
  data: [
    ['apps/data-server/dist', 'data-server'],
    ['apps/failover/dist', 'failover'],
  ],
};

/**
 * Packs what was built, with this machine's own Node, for instances that are on this machine.
 * @param folder where the archive goes
 * @throws CannotProvide naming the project that was not built
 */
export async function packRelease(kind: ReleaseKind, folder: string): Promise<PackedRelease> {
  const laidOut = join(folder, kind);
  await mkdir(join(laidOut, 'bin'), { recursive: true });
  for (const [from, project] of parts[kind]) {
    const built = join(workspaceRoot, from);
    if (!existsSync(built)) {
      throw new CannotProvide(`${from} is missing, which a release holds. Run: npx nx build ${project}`);
    }
    await cp(built, laidOut, { recursive: true });
  }
  await cp(process.execPath, join(laidOut, 'bin', 'node'));
  const path = join(folder, `${kind}.tar.gz`);
  // The archive goes from one directory of this machine to another: small enough is enough.
  await command(
    ['tar', '--use-compress-program=gzip -1', '--owner=0', '--group=0', '-cf', path, '-C', laidOut, '.'],
    {
      timeoutMs: 120_000,
    },
  );
  await rm(laidOut, { recursive: true });
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return { kind, path, sha256: hash.digest('hex'), bytes: (await stat(path)).size };
}
