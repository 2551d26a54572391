import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DidNotStart } from './background.ts';
import { composeMariadbUser, composeRemove, composeStop, composeUp, type ComposeProject } from './compose.ts';
import { meansFor, type Means } from './installation.ts';
import { withLock } from './lock.ts';
import { mariadbAnswers, mariadbUser, shopDatabase, startMariadb } from './mariadb.ts';
import { memcachedAnswers, startMemcached } from './memcached.ts';
import { freePort } from './ports.ts';
import { isRunning, stopProcess } from './process-identity.ts';
import type { Purpose, RunningService, ServiceName, ServicePlace } from './service.ts';
import {
  addUser,
  makeStateFolder,
  readPassword,
  readState,
  readUsers,
  removeUser,
  writeState,
} from './state.ts';

export interface LocalServicesOptions {
  /** The workspace's root; data goes to its folder .perfume/<purpose>. */
  readonly workspace: string;
  readonly purpose: Purpose;
  /** Default: both. */
  readonly services?: readonly ServiceName[];
  /** Told what takes time, one line each. */
  readonly say?: (line: string) => void;
}

export interface LocalServices {
  /** mysql://…, with an account that may make databases and the shop's database as the default. */
  readonly databaseUrl: string;
  /** memcached://… */
  readonly cacheUrl: string;
  /** This process needs the services no more; the last one to say so stops them. */
  readonly release: () => Promise<void>;
}

/** Where the search for a free port begins; below the range that systems hand out to outgoing connections. */
const firstPorts: Readonly<Record<Purpose, Record<ServiceName, number>>> = {
  shop: { mariadb: 13_306, memcached: 21_211 },
  test: { mariadb: 13_406, memcached: 21_311 },
  bench: { mariadb: 13_506, memcached: 21_411 },
};

/** A clean shutdown writes what is in memory to disk. */
const shutdownMs = 60_000;

/** Another server may take the port between the look and the start. */
const portTries = 3;

/**
 * MariaDB and memcached for this workspace, on loopback ports of their own: those that run already, also when another
 * command started them, else newly started ones. Servers that this workspace did not start are never touched.
 * @throws CannotProvide when a service cannot be found, installed or started
 */
export async function startLocalServices(options: LocalServicesOptions): Promise<LocalServices> {
  const { workspace, purpose, services = ['mariadb', 'memcached'], say = () => undefined } = options;
  const folder = stateFolder(workspace, purpose);
  await makeStateFolder(folder);
  const password = readPassword(folder);
  const running = await withLock(join(folder, 'lock'), async () => {
    addUser(folder);
    try {
      for (const name of services) await ensureRunning({ name, folder, workspace, purpose, password, say });
    } catch (error) {
      await leave(workspace, purpose);
      throw error;
    }
    return readState(folder).running;
  });
  return {
    databaseUrl: databaseUrl(running.mariadb, password),
    cacheUrl: `memcached://127.0.0.1:${running.memcached?.port ?? 0}`,
    release: () => release(workspace, purpose),
  };
}

/**
 * Stops a workspace's services whoever uses them, the commands that use them first, and removes what containers have
 * stored; what is stored in the workspace stays.
 * @returns whether anything was running
 */
export async function stopLocalServices(workspace: string, purpose: Purpose): Promise<boolean> {
  const folder = stateFolder(workspace, purpose);
  if (!existsSync(folder)) return false;
  const users = readUsers(folder).filter(({ pid }) => pid !== process.pid);
  for (const user of users) await stopProcess(user, shutdownMs);
  return withLock(join(folder, 'lock'), async () => {
    const { running, hasVolume } = readState(folder);
    const any = Object.values(running).some(
      (service) => service.by === 'compose' || isRunning(service.process),
    );
    await stopAll(workspace, purpose);
    if (hasVolume) composeRemove({ workspace, purpose });
    return any || users.length > 0;
  });
}

function stateFolder(workspace: string, purpose: Purpose): string {
  return join(workspace, '.perfume', purpose);
}

interface Wanted {
  readonly name: ServiceName;
  readonly folder: string;
  readonly workspace: string;
  readonly purpose: Purpose;
  readonly password: string;
  readonly say: (line: string) => void;
}

async function ensureRunning(wanted: Wanted): Promise<void> {
  const { name, folder } = wanted;
  const recorded = readState(folder).running[name];
  if (recorded && (await works(name, recorded))) return;
  // It hangs, or its process ended: what is left of it must not hold the data folder.
  if (recorded?.by === 'process') await stopProcess(recorded.process, shutdownMs);
  const means = meansFor(name, wanted.say);
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort(readState(folder).ports[name] ?? firstPorts[wanted.purpose][name]);
    try {
      await start(wanted, means, port);
      return;
    } catch (error) {
      const portWasTaken = error instanceof DidNotStart && /address already in use/i.test(error.log);
      if (!portWasTaken || attempt === portTries) throw error;
    }
  }
}

async function start(wanted: Wanted, means: Means, port: number): Promise<void> {
  const { name, folder, workspace, purpose, password } = wanted;
  if (means.by === 'compose') {
    composeUp({ workspace, purpose }, name, port, password);
    record(folder, name, { by: 'compose', port });
    return;
  }
  const place: ServicePlace = {
    folder,
    purpose,
    port,
    spawned: (process) => record(folder, name, { by: 'process', port, process }),
  };
  if (name === 'mariadb') await startMariadb(means.path, place, password);
  else await startMemcached(means.path, place);
}

function record(folder: string, name: ServiceName, service: RunningService): void {
  const { running, ports, hasVolume = false } = readState(folder);
  writeState(folder, {
    hasVolume: hasVolume || service.by === 'compose',
    running: { ...running, [name]: service },
    ports: { ...ports, [name]: service.port },
  });
}

async function works(name: ServiceName, service: RunningService): Promise<boolean> {
  if (service.by === 'process' && !isRunning(service.process)) return false;
  return name === 'mariadb' ? mariadbAnswers(service.port) : memcachedAnswers(service.port);
}

function databaseUrl(mariadb: RunningService | undefined, password: string): string {
  const user = mariadb?.by === 'compose' ? composeMariadbUser : mariadbUser;
  return `mysql://${user}:${password}@127.0.0.1:${mariadb?.port ?? 0}/${shopDatabase}`;
}

async function release(workspace: string, purpose: Purpose): Promise<void> {
  const folder = stateFolder(workspace, purpose);
  // A reset took everything away meanwhile.
  if (!existsSync(folder)) return;
  await withLock(join(folder, 'lock'), () => leave(workspace, purpose));
}

/** Ends this process's use; the last one out stops the services. Inside the lock. */
async function leave(workspace: string, purpose: Purpose): Promise<void> {
  const folder = stateFolder(workspace, purpose);
  removeUser(folder, process.pid);
  if (readUsers(folder).length === 0) await stopAll(workspace, purpose);
}

async function stopAll(workspace: string, purpose: Purpose): Promise<void> {
  const folder = stateFolder(workspace, purpose);
  const state = readState(folder);
  const services = Object.values(state.running);
  const project: ComposeProject = { workspace, purpose };
  if (services.some(({ by }) => by === 'compose')) composeStop(project);
  const processes = services.flatMap((service) => (service.by === 'process' ? [service.process] : []));
  await Promise.all(processes.map((known) => stopProcess(known, shutdownMs)));
  writeState(folder, { ...state, running: {} });
}
