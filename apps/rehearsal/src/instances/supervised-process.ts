import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { PlannedProcess } from '@perfume/instances';
import { killGroup, makeGroup, setFrozen, type CgroupTrees } from '../run/cgroup.ts';
import { enterGroup } from '../run/daemon.ts';
import { childrenOf } from '../run/process-identity.ts';
import type { ProcessState, ProcessView } from '../topology.ts';
import { readEnvironmentFiles } from './environment-files.ts';
import type { Machine } from './machine.ts';
import { idsOf } from './root-directory.ts';

export interface ProcessPlace {
  readonly machine: Machine;
  readonly root: string;
  readonly trees: CgroupTrees;
  /** The instance's cgroup. */
  readonly groupPath: string;
  readonly changed: (
    name: string,
    state: 'started' | 'ready' | 'exited' | 'given up',
    detail: string,
  ) => void;
}

/** One unit of an instance, kept as systemd keeps it: its own cgroup, user, environment, log, restarts and end. */
export interface SupervisedProcess {
  readonly plan: PlannedProcess;
  view(): ProcessView;
  /** Whether what comes after it may start: a service was begun, a process that ends has ended well. */
  readonly ready: Promise<unknown>;
  /** Begins it and keeps it until stop() or abandon(). */
  begin(): void;
  /** Tells it to end, and kills it when its time is over. */
  stop(): Promise<void>;
  /** Its machine is off: it is not started again. */
  abandon(): void;
  kill(): Promise<void>;
  setFrozen(frozen: boolean): Promise<boolean>;
}

/** What every program gets of a server, whatever its unit says. */
const basicEnvironment = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  LANG: 'C.UTF-8',
};

export function superviseProcess(plan: PlannedProcess, place: ProcessPlace): SupervisedProcess {
  const { machine, root, trees, changed } = place;
  const unitGroup = `${place.groupPath}/${plan.name}`;
  let state: ProcessState = 'stopped';
  let child: ChildProcess | undefined;
  let exit: Promise<void> = Promise.resolve(undefined);
  let restarts = 0;
  let wanted = false;
  let timer: NodeJS.Timeout | undefined;
  const { promise: ready, resolve: isReady } = Promise.withResolvers<undefined>();

  /** The program itself; the child is nsenter, which waits for it and ends as it ends. */
  const mainPid = (): number | undefined => (child?.pid === undefined ? undefined : childrenOf(child.pid)[0]);

  async function start(): Promise<void> {
    state = 'starting';
    try {
      child = await launch();
    } catch (error) {
      ended(error instanceof Error ? error.message : String(error), false);
      return;
    }
    const running = child;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    exit = promise;
    running.once('error', (error) => {
      resolve(undefined);
      ended(error.message, false);
    });
    running.once('exit', (code, signal) => {
      resolve(undefined);
      ended(signal ? `signal ${signal}` : `status ${code}`, code === 0);
    });
    state = 'running';
    changed(plan.name, 'started', restarts === 0 ? '' : `restart ${restarts}`);
    if (plan.kind === 'service') isReady(undefined);
  }

  async function launch(): Promise<ChildProcess> {
    const { uid, gid } = await idsOf(root, plan.user, plan.group);
    const variables = await readEnvironmentFiles(root, plan.environmentFiles);
    const env = {
      ...basicEnvironment,
      USER: plan.user,
      HOME: plan.user === 'root' ? '/root' : '/nonexistent',
      ...plan.environment,
      ...variables,
    };
    const asUser = ['/usr/bin/setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--init-groups', ...plan.command];
    const files = plan.limits.openFiles && Math.min(plan.limits.openFiles, mostOpenFiles());
    const words = machine.enter(
      files === undefined ? asUser : ['/usr/bin/prlimit', `--nofile=${files}`, ...asUser],
    );
    if (!words) throw new Error('its machine is off');
    const { memoryMiB } = plan.limits;
    const group = await makeGroup(
      trees,
      unitGroup,
      memoryMiB === undefined ? undefined : { memoryBytes: memoryMiB * 2 ** 20 },
    );
    const logPath = join(root, plan.log);
    mkdirSync(dirname(logPath), { recursive: true });
    const log = openSync(logPath, 'a', 0o640);
    const [program = '', ...args] = enterGroup(group, words);
    const begun = spawn(program, args, { stdio: ['ignore', log, log], detached: true, env });
    closeSync(log);
    return begun;
  }

  function ended(detail: string, well: boolean): void {
    child = undefined;
    const once = plan.kind !== 'service';
    if (once && well) {
      state = 'done';
      changed(plan.name, 'ready', '');
      isReady(undefined);
      return;
    }
    changed(plan.name, 'exited', detail);
    const again =
      wanted && (plan.restart.policy === 'always' || (plan.restart.policy === 'on-failure' && !well));
    if (!again) {
      state = 'stopped';
      if (wanted) changed(plan.name, 'given up', detail);
      return;
    }
    state = 'restarting';
    timer = setTimeout(() => void restart(), plan.restart.seconds * 1_000);
  }

  async function restart(): Promise<void> {
    // What the program left behind ends with it, unless it is meant to outlive it.
    if (!plan.stop.mainProcessOnly) await killGroup(trees, unitGroup).catch(() => undefined);
    if (!wanted) return;
    restarts += 1;
    await start();
  }

  return {
    plan,
    ready,
    view: () => ({ name: plan.name, state, pid: mainPid(), restarts }),
    begin() {
      if (wanted) return;
      wanted = true;
      void start();
    },
    async stop() {
      wanted = false;
      clearTimeout(timer);
      const pid = mainPid();
      if (pid === undefined) return;
      signal(pid, plan.stop.signal);
      const kill = setTimeout(
        () => void killGroup(trees, unitGroup).catch(() => undefined),
        plan.stop.seconds * 1_000,
      );
      await exit;
      clearTimeout(kill);
      if (!plan.stop.mainProcessOnly) await killGroup(trees, unitGroup);
    },
    abandon() {
      wanted = false;
      clearTimeout(timer);
      state = 'stopped';
    },
    async kill() {
      if (!plan.stop.mainProcessOnly) return killGroup(trees, unitGroup);
      const pid = mainPid();
      if (pid !== undefined) signal(pid, 'SIGKILL');
    },
    async setFrozen(frozen) {
      if (!child) throw new Error(`${plan.name} does not run.`);
      const done = await setFrozen(trees, unitGroup, frozen);
      if (done) state = frozen ? 'frozen' : 'running';
      return done;
    },
  };
}

/** What this process may hand down: a container's own limit may be lower than a server's. */
function mostOpenFiles(): number {
  const line = /^Max open files +\d+ +(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'));
  return Number(line?.[1] ?? Infinity);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended meanwhile.
  }
}
