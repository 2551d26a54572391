import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseEnvironment, type PlannedProcess } from '@perfume/instances';

/** What runs a planned process as systemd would, as far as tests need it. */
export class Supervisor {
  readonly #planned: PlannedProcess;
  readonly #environment: Readonly<Record<string, string>>;
  #child: ChildProcess | undefined;
  #stopped = true;
  #running: Promise<void> | undefined;

  /** @param environment what the process gets beside what its plan says */
  constructor(planned: PlannedProcess, environment: Readonly<Record<string, string>>) {
    this.#planned = planned;
    this.#environment = environment;
  }

  get pid(): number | undefined {
    return this.#child?.exitCode === null && this.#child.signalCode === null ? this.#child.pid : undefined;
  }

  /** Begins it. One that is to end has ended well when this resolves. */
  async start(): Promise<void> {
    if (!this.#stopped) return;
    this.#stopped = false;
    if (this.#planned.kind === 'once') {
      for (let code = await this.#runOnce(); code !== 0 && !this.isStopped(); code = await this.#runOnce())
        await sleep(500);
      this.#stopped = true;
      return;
    }
    this.#running = this.#keep();
  }

  isStopped(): boolean {
    return this.#stopped;
  }

  /** Ends it in order, or at once by SIGKILL; it stays down. */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    this.#stopped = true;
    const child = this.#child;
    if (child && this.pid !== undefined) {
      child.kill(signal);
      const timer = setTimeout(() => child.kill('SIGKILL'), this.#planned.stop.seconds * 1_000);
      await this.#running;
      clearTimeout(timer);
    }
  }

  async #keep(): Promise<void> {
    while (!this.isStopped()) {
      await this.#runOnce();
      if (!this.isStopped()) await sleep(this.#planned.restart.seconds * 1_000);
    }
  }

  async #runOnce(): Promise<number | null> {
    const { command, user, group, environment, environmentFiles, log } = this.#planned;
    const fromFiles: Record<string, string> = {};
    for (const { path } of environmentFiles)
      Object.assign(fromFiles, parseEnvironment(await readFile(path, 'utf8')));
    mkdirSync(dirname(log), { recursive: true });
    const output = openSync(log, 'a', 0o644);
    const child = spawn(
      '/usr/bin/setpriv',
      [`--reuid=${user}`, `--regid=${group}`, '--init-groups', ...command],
      {
        stdio: ['ignore', output, output],
        detached: true,
        env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', ...environment, ...fromFiles, ...this.#environment },
      },
    );
    closeSync(output);
    this.#child = child;
    const [code] = (await once(child, 'exit')) as [number | null];
    if (!this.#planned.stop.mainProcessOnly) await endSession(child.pid!);
    return code;
  }
}

/** What a process had begun ends with it, as in systemd's control group. */
async function endSession(session: number): Promise<void> {
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    // proc(5): after the name in brackets come state, parent, group, session.
    const [, , , of] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (Number(of) !== session) continue;
    try {
      process.kill(Number(name), 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
}
