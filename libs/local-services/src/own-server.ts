import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CannotProvide } from './errors.ts';
import { meansFor } from './installation.ts';
import { mariadbUser, shopDatabase, startMariadb } from './mariadb.ts';
import { startMemcached } from './memcached.ts';
import { freePort } from './ports.ts';
import { stopProcess, type KnownProcess } from './process-identity.ts';
import type { ServiceName, ServicePlace } from './service.ts';

/** A server that one test has for itself, to be killed, frozen and started again. */
export interface OwnServer {
  /** mysql://… or memcached://… */
  readonly url: string;
  readonly port: number;
  /** SIGKILL ends it as a crash does, SIGSTOP freezes it, SIGCONT lets it go on. */
  signal(signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void;
  /** Starts it again at the same port and on the same data, after it was killed. */
  restart(): Promise<void>;
  /** Ends it and removes its data. */
  remove(): Promise<void>;
}

/** Where the search for a free port begins; apart from those of services that several commands share. */
const firstPort: Readonly<Record<ServiceName, number>> = { mariadb: 13_606, memcached: 21_511 };

/** Ports that a test of this process has had: servers that come and go never share one. */
const taken = new Set<number>();

/**
 * Starts a MariaDB or memcached of its own on a free loopback port, with its data in a temporary folder.
 * @param password of MariaDB's account; servers that stand for one another share it
 * @throws CannotProvide when the program is not on this machine and cannot be installed
 */
export async function startOwnServer(
  name: ServiceName,
  { password = randomBytes(12).toString('hex') }: { readonly password?: string } = {},
): Promise<OwnServer> {
  const means = meansFor(name, () => undefined);
  if (means.by !== 'process')
    throw new CannotProvide(`A test wants to kill ${name} and needs it installed here.`);
  const folder = await mkdtemp(join(tmpdir(), `perfume-${name}-`));
  const port = await nextPort(firstPort[name]);
  let running: KnownProcess | undefined;
  const place: ServicePlace = {
    folder,
    // A crash loses nothing that was committed, as it would not in a shop.
    purpose: 'shop',
    port,
    spawned: (process) => (running = process),
  };
  const start = () =>
    name === 'mariadb' ? startMariadb(means.path, place, password) : startMemcached(means.path, place);
  await start();
  return {
    url:
      name === 'mariadb'
        ? `mysql://${mariadbUser}:${password}@127.0.0.1:${port}/${shopDatabase}`
        : `memcached://127.0.0.1:${port}`,
    port,
    signal: (signal) => {
      if (running) process.kill(running.pid, signal);
    },
    restart: start,
    async remove() {
      if (running) {
        // A frozen process would not hear that it is to end.
        trySignal(running.pid, 'SIGCONT');
        trySignal(running.pid, 'SIGKILL');
        await stopProcess(running, 10_000);
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function nextPort(from: number): Promise<number> {
  let port = await freePort(from);
  while (taken.has(port)) port = await freePort(port + 1);
  taken.add(port);
  return port;
}

function trySignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended already.
  }
}
