import { spawnSync } from 'node:child_process';
import { mkdirSync, realpathSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

const workspace = join(import.meta.dirname, '..', '..');

/** Builds the programs into a folder and lays it out as a release with this very Node. */
export function buildRelease(folder: string): void {
  const vite = join(workspace, '..', '..', 'node_modules', '.bin', 'vite');
  const built = spawnSync(vite, ['build', '--logLevel', 'error', '--outDir', folder], {
    cwd: workspace,
    encoding: 'utf8',
  });
  if (built.status !== 0) throw new Error(`The programs could not be built:\n${built.stderr}`);
  mkdirSync(join(folder, 'bin'), { recursive: true });
  symlinkSync(realpathSync(process.execPath), join(folder, 'bin', 'node'));
}
