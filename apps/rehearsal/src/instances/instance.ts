import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProcessPlan } from '@perfume/instances';
import { switchOff, switchOn } from '../network/fabric.ts';
import { cpuTimeUs, makeGroup, memoryBytes, setFrozen, type CgroupTrees } from '../run/cgroup.ts';
import { groupOf, type Run } from '../run/run.ts';
import type { CommandResult, InstanceState, Node, ProcessView, Zone } from '../topology.ts';
import type { Timeline } from '../timeline/timeline.ts';
import { createMachine, type Machine } from './machine.ts';
import { superviseProcess, type SupervisedProcess } from './supervised-process.ts';

/** What an instance may use of this machine, and what it is told that it has. */
export interface InstanceSize {
  readonly memoryMiB: number;
  /** CPUs, as in 0.5. */
  readonly cpus: number;
}

export interface InstanceOptions {
  readonly run: Run;
  readonly trees: CgroupTrees;
  readonly timeline: Timeline;
  /** As in "a" or "app-3". */
  readonly name: string;
  readonly role: 'app' | 'data' | 'witness';
  readonly node?: Node;
  readonly zone: Zone;
  readonly address: string;
  readonly namespace: string;
  readonly gateway: string;
  readonly size: InstanceSize;
  /** The root directory; made beforehand. */
  readonly root: string;
  readonly volume?: { readonly image: string; readonly mountPoint: string };
  /** What the instance does at a boot when its machine is on, before its programs; gives what it runs. */
  readonly prepare: (machine: Machine, isFirstBoot: boolean) => Promise<ProcessPlan>;
}

/** An instance as EC2 has it: it boots, stops, dies, hangs; its programs are kept by a supervisor. */
export interface Instance {
  readonly options: InstanceOptions;
  readonly machine: Machine;
  state(): InstanceState;
  processes(): readonly ProcessView[];
  /** Resolves when its programs have been begun. @throws Error when its boot fails */
  boot(): Promise<void>;
  /** Its programs end in the reverse of their order, each in its time; then the machine is off. */
  shutDown(why: string): Promise<void>;
  /** The power goes: nothing is told, nothing is answered any more. */
  powerOff(why: string): Promise<void>;
  /** @returns whether the kernel says so */
  setFrozen(frozen: boolean): Promise<boolean>;
  /** @throws Error for a name that none of its programs has */
  process(name: string): SupervisedProcess;
  exec(command: readonly string[], timeoutMs?: number): Promise<CommandResult>;
  cpuTimeUs(): Promise<number>;
  memoryBytes(): Promise<number>;
  readonly groupPath: string;
}

const execMs = 60_000;

export async function createInstance(options: InstanceOptions): Promise<Instance> {
  const { run, trees, timeline, name, namespace, root, size, volume } = options;
  const groupPath = `${groupOf(run)}/${name}`;
  const logs = join(run.directory, 'logs');
  await mkdir(logs, { recursive: true });
  await makeGroup(trees, groupPath, { memoryBytes: size.memoryMiB * 2 ** 20, cpus: size.cpus });
  const machine = createMachine({
    name,
    namespace,
    root,
    groupPath,
    trees,
    volume,
    logPath: join(logs, `${name}.log`),
  });
  let state: InstanceState = 'pending';
  let plan: ProcessPlan | undefined;
  let processes: readonly SupervisedProcess[] = [];

  function become(next: InstanceState, why: string): void {
    state = next;
    timeline.record({ kind: 'instance', instance: name, state: next, why });
  }

  /** Each unit begins when what it comes after is ready; one that is given up keeps what comes after it waiting, as it should. */
  function begin(): void {
    const begun = (plan?.processes ?? [])
      .filter(({ kind }) => kind !== 'timed')
      .map((planned) =>
        superviseProcess(planned, {
          machine,
          root,
          trees,
          groupPath,
          changed: (process, happened, detail) =>
            timeline.record({ kind: 'process', instance: name, process, state: happened, detail }),
        }),
      );
    processes = begun;
    for (const process of begun) {
      const before = begun.filter(({ plan: { name: other } }) => process.plan.after.includes(other));
      void Promise.all(before.map(({ ready }) => ready)).then(() => {
        if (processes === begun && state === 'running') process.begin();
      });
    }
  }

  async function off(why: string): Promise<void> {
    become('stopped', why);
    for (const process of processes) process.abandon();
    await machine.powerOff();
    await switchOff(namespace);
  }

  return {
    options,
    machine,
    groupPath,
    state: () => state,
    processes: () => processes.map((process) => withState(process.view(), state)),
    async boot() {
      if (state === 'running' || state === 'frozen') return;
      become('pending', 'boots');
      await switchOn(namespace, options.gateway);
      await machine.powerOn();
      try {
        plan = await options.prepare(machine, plan === undefined);
      } catch (error) {
        await off('its boot failed');
        throw error;
      }
      become('running', 'has booted');
      begin();
    },
    async shutDown(why) {
      if (state === 'frozen') await setFrozen(trees, groupPath, false);
      // What waits for its turn must not begin any more; what runs ends last begun first.
      state = 'pending';
      for (const process of [...processes].reverse()) await process.stop();
      await off(why);
    },
    async powerOff(why) {
      if (state !== 'stopped') await off(why);
    },
    async setFrozen(frozen) {
      const done = await setFrozen(trees, groupPath, frozen);
      if (done) become(frozen ? 'frozen' : 'running', frozen ? 'every thread of it stands still' : 'goes on');
      return done;
    },
    process(wanted) {
      const found = processes.find(
        ({ plan: { name: known } }) => known === wanted || known === `perfume-${wanted}`,
      );
      if (found) return found;
      const names = processes.map(({ plan: { name: known } }) => known).join(', ');
      throw new Error(`${name} has no process ${wanted}: it has ${names || 'none now'}.`);
    },
    exec: (command, timeoutMs = execMs) => machine.exec(command, timeoutMs),
    cpuTimeUs: () => cpuTimeUs(trees, groupPath),
    memoryBytes: () => memoryBytes(trees, groupPath),
  };
}

const withState = (view: ProcessView, instance: InstanceState): ProcessView =>
  instance === 'frozen' && view.state === 'running' ? { ...view, state: 'frozen' } : view;
