import { join } from 'node:path';
import { startInBackground } from './background.ts';
import { firstAnswer } from './ports.ts';
import { findProgram } from './programs.ts';
import type { ServicePlace } from './service.ts';

/** What memcached may hold, in megabytes. */
const memory = 128;

export function findMemcached(): string | undefined {
  return findProgram('memcached');
}

/** True when a memcached answers at this loopback port. */
export async function memcachedAnswers(port: number): Promise<boolean> {
  return (await firstAnswer(port, 'version\r\n'))?.startsWith('VERSION') ?? false;
}

export function startMemcached(path: string, place: ServicePlace): Promise<void> {
  return startInBackground({
    name: 'memcached',
    path,
    args: [
      '--listen=127.0.0.1',
      `--port=${place.port}`,
      '--udp-port=0',
      `--memory-limit=${memory}`,
      ...(process.getuid?.() === 0 ? ['--user=root'] : []),
    ],
    cwd: place.folder,
    logPath: join(place.folder, 'memcached.log'),
    answers: () => memcachedAnswers(place.port),
    spawned: place.spawned,
  });
}
