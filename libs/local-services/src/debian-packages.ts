import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { CannotProvide } from './errors.ts';
import { findProgram } from './programs.ts';

/** How to become root for apt-get: not at all, through sudo without a password, or impossible. */
function rootPrefix(): readonly string[] | undefined {
  if (process.getuid?.() === 0) return [];
  const sudo = findProgram('sudo');
  return sudo && spawnSync(sudo, ['-n', 'true']).status === 0 ? [sudo, '-n'] : undefined;
}

/** True when this is a Debian or Ubuntu whose packages this user may install without being asked. */
export function canInstallPackages(): boolean {
  return findProgram('apt-get') !== undefined && rootPrefix() !== undefined;
}

/**
 * Installs Debian packages and what they need, without starting the services that some of them bring.
 * @throws CannotProvide with the end of apt-get's own words
 */
export function installPackages(packages: readonly string[]): void {
  const root = rootPrefix() ?? [];
  const refreshed = run([...root, 'apt-get', ...aptOptions, 'update']);
  const installed = withoutServiceStarts(root, () =>
    run([
      ...root,
      'env',
      'DEBIAN_FRONTEND=noninteractive',
      'apt-get',
      ...aptOptions,
      'install',
      '--yes',
      '--no-install-recommends',
      // MySQL and MariaDB exclude each other: whoever has the one keeps it.
      '--no-remove',
      ...packages,
    ]),
  );
  if (!installed.ok) {
    throw new CannotProvide(
      `apt-get could not install ${packages.join(', ')}:\n${(refreshed.ok ? '' : refreshed.end) + installed.end}`,
    );
  }
}

/** Another apt-get may be at work, as on a machine that has just booted. */
const aptOptions = ['--quiet', '--option=DPkg::Lock::Timeout=300', '--option=Acquire::Retries=3'];

function run(command: readonly string[]): { ok: boolean; end: string } {
  const done = spawnSync(command[0]!, command.slice(1), {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
  });
  const words = done.error?.message ?? `${done.stdout}${done.stderr}`;
  return { ok: done.status === 0, end: `${words.trimEnd().split('\n').slice(-8).join('\n')}\n` };
}

const policy = '/usr/sbin/policy-rc.d';

/** Debian asks this file before a package's script starts a service; 101 means: not allowed. One that exists is left alone. */
function withoutServiceStarts<R>(root: readonly string[], work: () => R): R {
  if (existsSync(policy)) return work();
  run([...root, 'sh', '-c', `printf '#!/bin/sh\\nexit 101\\n' > ${policy} && chmod 755 ${policy}`]);
  try {
    return work();
  } finally {
    run([...root, 'rm', '-f', policy]);
  }
}
