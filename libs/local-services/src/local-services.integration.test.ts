import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startLocalServices, stopLocalServices, type LocalServices } from './index.ts';
import { mariadbAnswers } from './mariadb.ts';
import { memcachedAnswers } from './memcached.ts';
import { readState, readUsers } from './state.ts';

let workspace: string;

beforeEach(async () => {
  workspace = await mkdtemp(join(tmpdir(), 'perfume-services-'));
});

afterEach(async () => {
  await stopLocalServices(workspace, 'shop');
  await rm(workspace, { recursive: true, force: true });
});

const folder = () => join(workspace, '.perfume', 'shop');
const start = () => startLocalServices({ workspace, purpose: 'shop' });
const portOf = (url: string) => Number(new URL(url).port);

function mariadbProcess(): number {
  const service = readState(folder()).running.mariadb;
  if (service?.by !== 'process') throw new Error('MariaDB does not run as a process here');
  return service.process.pid;
}

async function bothAnswer(services: LocalServices): Promise<boolean[]> {
  return [
    await mariadbAnswers(portOf(services.databaseUrl)),
    await memcachedAnswers(portOf(services.cacheUrl)),
  ];
}

/** Another command of this workspace that uses the services until it is told to end. */
async function otherCommand(): Promise<ChildProcess> {
  const index = pathToFileURL(join(import.meta.dirname, 'index.ts')).href;
  const program = `
    const { startLocalServices } = await import(${JSON.stringify(index)});
    const services = await startLocalServices({ workspace: ${JSON.stringify(workspace)}, purpose: 'shop' });
    console.log('ready');
    process.once('SIGTERM', async () => { await services.release(); process.exit(0); });
    setInterval(() => undefined, 1000);
  `;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(createInterface(child.stdout), 'line');
  return child;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  child.kill(signal);
  await once(child, 'exit');
}

describe('local services', () => {
  it('answer after the start, and are gone after the release', async () => {
    const services = await start();
    expect(await bothAnswer(services)).toEqual([true, true]);
    await services.release();
    expect(await bothAnswer(services)).toEqual([false, false]);
  });

  it('keep their ports and their password from one start to the next', async () => {
    const first = await start();
    await first.release();
    const second = await start();
    await second.release();
    expect([second.databaseUrl, second.cacheUrl]).toEqual([first.databaseUrl, first.cacheUrl]);
  });

  it('keep the password and the data to this user', async () => {
    const services = await start();
    await services.release();
    const modes = await Promise.all(
      ['password', 'mariadb', '.'].map(async (name) =>
        ((await stat(join(folder(), name))).mode & 0o777).toString(8),
      ),
    );
    expect(modes).toEqual(['600', '700', '700']);
  });

  it('leave a server alone that has their port already', async () => {
    const usual = await start();
    await usual.release();
    const stranger = createServer((socket) => socket.end());
    stranger.listen(portOf(usual.databaseUrl), '127.0.0.1');
    await once(stranger, 'listening');
    const moved = await start();
    await moved.release();
    expect(stranger.listening).toBe(true);
    stranger.close();
    expect(portOf(moved.databaseUrl)).not.toBe(portOf(usual.databaseUrl));
  });

  it('are shared by commands of one workspace until the last one has ended', async () => {
    const other = await otherCommand();
    const mine = await start();
    await end(other, 'SIGTERM');
    expect(await bothAnswer(mine)).toEqual([true, true]);
    await mine.release();
    expect(await bothAnswer(mine)).toEqual([false, false]);
  });

  it('are taken over from a command that was killed, and stopped after all', async () => {
    const other = await otherCommand();
    const pid = mariadbProcess();
    await end(other, 'SIGKILL');
    const mine = await start();
    expect(mariadbProcess()).toBe(pid);
    expect(readUsers(folder()).map((user) => user.pid)).toEqual([process.pid]);
    await mine.release();
    expect(await bothAnswer(mine)).toEqual([false, false]);
  });

  it('come back after MariaDB was killed, at the same address', async () => {
    const first = await start();
    process.kill(mariadbProcess(), 'SIGKILL');
    const second = await start();
    expect(second.databaseUrl).toBe(first.databaseUrl);
    expect(await bothAnswer(second)).toEqual([true, true]);
    await second.release();
  });
});
