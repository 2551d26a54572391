import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { CannotProvide } from './errors.ts';
import { findProgram } from './programs.ts';
import type { Purpose, ServiceName } from './service.ts';

/** One Docker Compose project for each workspace and purpose, with its own containers and volume. */
export interface ComposeProject {
  readonly workspace: string;
  readonly purpose: Purpose;
}

/** The account that exists in the container and may make databases. */
export const composeMariadbUser = 'root';

/** True when Docker Compose is installed and its daemon answers. */
export function canUseCompose(): boolean {
  const docker = findProgram('docker');
  return (
    docker !== undefined &&
    spawnSync(docker, ['compose', 'version']).status === 0 &&
    spawnSync(docker, ['info'], { timeout: 20_000 }).status === 0
  );
}

/**
 * Starts one service of compose.yaml and waits until it is healthy.
 * @throws CannotProvide with Docker's own words
 */
export function composeUp(project: ComposeProject, name: ServiceName, port: number, password: string): void {
  const done = compose(project, ['up', '--detach', '--wait', name], {
    PERFUME_MARIADB_PASSWORD: password,
    PERFUME_FLUSH_LOG: project.purpose === 'shop' ? '1' : '0',
    [`PERFUME_${name.toUpperCase()}_PORT`]: String(port),
  });
  if (done.status !== 0) {
    throw new CannotProvide(`Docker Compose could not start ${name}:\n${done.stderr.trimEnd()}`);
  }
}

/** Stops the project's containers; what they stored stays in their volume. */
export function composeStop(project: ComposeProject): void {
  compose(project, ['stop']);
}

/** Removes the project's containers and what they stored. */
export function composeRemove(project: ComposeProject): void {
  compose(project, ['down', '--volumes']);
}

function compose(project: ComposeProject, args: readonly string[], settings: NodeJS.ProcessEnv = {}) {
  const place = createHash('sha256').update(project.workspace).digest('hex').slice(0, 8);
  return spawnSync(
    findProgram('docker')!,
    [
      'compose',
      '--project-name',
      `perfume-${project.purpose}-${place}`,
      '--file',
      join(project.workspace, 'compose.yaml'),
      ...args,
    ],
    {
      encoding: 'utf8',
      // Compose wants every variable of the file, also for a command that does not use it.
      env: {
        ...process.env,
        PERFUME_MARIADB_PASSWORD: 'unused',
        PERFUME_MARIADB_PORT: '0',
        PERFUME_MEMCACHED_PORT: '0',
        ...settings,
      },
    },
  );
}
