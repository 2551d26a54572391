import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canInstallPackages, installPackages } from './debian-packages.ts';
import { CannotProvide } from './errors.ts';
import { withLock } from './lock.ts';
import { findProgram } from './programs.ts';
import { workspaceRoot } from './workspace-root.ts';

/** Every package with its version and the hashes of its files. */
const requirements = join(import.meta.dirname, '..', 'moto', 'requirements.txt');

/** The longest that pip may take, in ms. */
const installationMs = 600_000;

/** The oldest Python that moto runs on, and what a virtual environment is made with. */
const isFit = 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))';

const pythons = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10'];

export interface MotoInstallationOptions {
  /** The workspace whose folder .perfume/moto-venv holds it. Default: this one. */
  readonly workspace?: string;
  /** Told what takes time, one line each. */
  readonly say?: (line: string) => void;
}

/**
 * The Python that has moto's server, in a virtual environment of the workspace that is made once and anew when
 * moto/requirements.txt changes. pip asks the registry that this machine is set up for, and takes only files with the
 * known hashes.
 * @returns the path of the environment's Python: `PATH -m moto.server` starts the server
 * @throws CannotProvide with what to install
 */
export async function provideMoto(options: MotoInstallationOptions = {}): Promise<string> {
  const { workspace = workspaceRoot, say = () => undefined } = options;
  const state = join(workspace, '.perfume');
  const environment = join(state, 'moto-venv');
  const python = join(environment, 'bin', 'python');
  const wanted = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  if (isMade(environment, wanted)) return python;
  await mkdir(state, { recursive: true, mode: 0o700 });
  return withLock(join(state, 'moto-venv.lock'), async () => {
    if (isMade(environment, wanted)) return python;
    const base = findPython() ?? installPython(say);
    if (base === undefined) {
      throw new CannotProvide(
        "moto's server, which stands in for Amazon's API, needs Python 3.10 or newer with venv: install it (Debian, " +
          'Ubuntu: sudo apt-get install python3-venv; macOS: brew install python), then run this again.',
      );
    }
    say("Installing moto's server, which stands in for Amazon's API");
    // One that was left half made, or that another Python has made.
    await rm(environment, { recursive: true, force: true });
    await run(base, ['-m', 'venv', environment]);
    await run(python, [
      ...['-m', 'pip', 'install', '--disable-pip-version-check', '--no-input', '--quiet'],
      ...['--require-hashes', '--requirement', requirements],
    ]);
    await writeFile(mark(environment), wanted);
    return python;
  });
}

const mark = (environment: string) => join(environment, 'requirements.sha256');

/** The mark is written last. A Python that was upgraded away leaves an environment whose program does not run. */
function isMade(environment: string, wanted: string): boolean {
  const path = mark(environment);
  return (
    existsSync(path) &&
    readFileSync(path, 'utf8') === wanted &&
    spawnSync(join(environment, 'bin', 'python'), ['-c', ''], { timeout: 20_000 }).status === 0
  );
}

function findPython(): string | undefined {
  return pythons
    .map((name) => findProgram(name))
    .find((path) => path !== undefined && spawnSync(path, ['-c', isFit], { timeout: 20_000 }).status === 0);
}

function installPython(say: (line: string) => void): string | undefined {
  if (!canInstallPackages()) return undefined;
  say("Installing Python's venv (apt-get install python3-venv)");
  installPackages(['python3-venv']);
  return findPython();
}

/** @throws CannotProvide with the end of the program's own words */
async function run(program: string, args: readonly string[]): Promise<void> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: installationMs });
  let words = '';
  const listen = (chunk: Buffer) => (words += chunk.toString());
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  const stop = () => child.kill();
  process.once('exit', stop);
  const done = await new Promise<boolean>((resolve) => {
    child.once('error', (error) => {
      words += error.message;
      resolve(false);
    });
    child.once('close', (code) => resolve(code === 0));
  });
  process.off('exit', stop);
  if (done) return;
  throw new CannotProvide(
    `moto's server could not be installed:\n${words.trimEnd().split('\n').slice(-8).join('\n')}\n` +
      'If the network was the cause, run this again.',
  );
}
