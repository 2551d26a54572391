import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isRunning, knownProcess, type KnownProcess } from './process-identity.ts';
import type { RunningService, ServiceName } from './service.ts';

/** What is known from one command to the next: the services that were started and the ports they had. */
export interface ServicesState {
  readonly running: Partial<Record<ServiceName, RunningService>>;
  readonly ports: Partial<Record<ServiceName, number>>;
  /** Docker Compose holds data of this folder in a volume. */
  readonly hasVolume?: boolean;
}

const nothing: ServicesState = { running: {}, ports: {} };

/** Makes the folder that holds the services' data, readable by this user alone. */
export async function makeStateFolder(folder: string): Promise<void> {
  await mkdir(join(folder, 'users'), { recursive: true, mode: 0o700 });
}

export function readState(folder: string): ServicesState {
  return (readJson(join(folder, 'services.json')) as ServicesState | undefined) ?? nothing;
}

export function writeState(folder: string, state: ServicesState): void {
  const path = join(folder, 'services.json');
  writeFileSync(`${path}.new`, JSON.stringify(state, null, 2), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

/** The database password of this folder, made up at first. Letters and digits only: it stands in URLs and in SQL. */
export function readPassword(folder: string): string {
  const path = join(folder, 'password');
  try {
    return readFileSync(path, 'utf8');
  } catch {
    const password = randomBytes(24).toString('hex');
    writeFileSync(path, password, { mode: 0o600 });
    return password;
  }
}

/** Notes that this process uses the services. */
export function addUser(folder: string): void {
  const me = knownProcess(process.pid);
  writeFileSync(userFile(folder, process.pid), JSON.stringify(me), { mode: 0o600 });
}

export function removeUser(folder: string, pid: number): void {
  rmSync(userFile(folder, pid), { force: true });
}

/** The processes that use the services; those that ended without saying so are forgotten. */
export function readUsers(folder: string): readonly KnownProcess[] {
  const users: KnownProcess[] = [];
  for (const file of filesIn(join(folder, 'users'))) {
    const user = readJson(join(folder, 'users', file)) as KnownProcess | undefined;
    if (user && isRunning(user)) users.push(user);
    else rmSync(join(folder, 'users', file), { force: true });
  }
  return users;
}

function userFile(folder: string, pid: number): string {
  return join(folder, 'users', `${pid}.json`);
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
