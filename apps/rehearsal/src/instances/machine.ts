import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { killGroup, makeGroup, type CgroupTrees } from '../run/cgroup.ts';
import { tryCommand } from '../run/command.ts';
import { enterGroup } from '../run/daemon.ts';
import { childrenOf } from '../run/process-identity.ts';
import type { CommandResult } from '../topology.ts';
import { emptyAtBoot } from './root-directory.ts';

export interface MachineOptions {
  readonly name: string;
  /** Its network namespace. */
  readonly namespace: string;
  readonly root: string;
  /** Its cgroup; made beforehand, with its limits. */
  readonly groupPath: string;
  readonly trees: CgroupTrees;
  /** The image of a file system, and where in the root it is mounted. */
  readonly volume?: { readonly image: string; readonly mountPoint: string } | undefined;
  readonly logPath: string;
}

/** What an instance is below its programs: namespaces, a root directory, a first process. It is on, or off. */
export interface Machine {
  isOn(): boolean;
  /** @throws Error when it cannot be set up; its log says why */
  powerOn(): Promise<void>;
  /** Everything in it ends at once, as when the power goes. */
  powerOff(): Promise<void>;
  /** The root as its programs see it, with the volume; undefined while it is off. */
  rootPath(): string | undefined;
  /** The words that run a command inside, as root; undefined while it is off. */
  enter(command: readonly string[]): string[] | undefined;
  exec(command: readonly string[], timeoutMs: number): Promise<CommandResult>;
}

/** Mounts what shows through, and stays as the first process, which takes in orphans. Arguments: root, hostname, volume. */
const bootScript = `
set -e
root=$1 hostname=$2 image=$3 mount_point=$4
mount --bind -o ro /usr "$root/usr"
mount --bind "$root/var/local" "$root/usr/local"
for name in bin sbin lib lib32 lib64 libx32; do
  if [ -d "/$name" ] && [ ! -L "/$name" ]; then mount --bind -o ro "/$name" "$root/$name"; fi
done
mount --rbind /dev "$root/dev"
mount -t tmpfs -o mode=1777,size=64m tmpfs "$root/dev/shm"
mount -t proc proc "$root/proc"
mount -t sysfs -o ro sysfs "$root/sys"
if [ -n "$image" ]; then mkdir -p "$root$mount_point" && mount -o loop "$image" "$root$mount_point"; fi
hostname "$hostname"
exec 3>&1 >/dev/null
exec chroot "$root" /bin/sh -c 'echo on >&3; exec 3>&-; while :; do sleep 86400 & wait; done'
`;

const powerOnMs = 20_000;

export function createMachine(options: MachineOptions): Machine {
  const { name, namespace, root, groupPath, trees, volume } = options;
  let first: { readonly unshare: ChildProcess; readonly pid: number } | undefined;

  function enter(command: readonly string[]): string[] | undefined {
    if (!first) return undefined;
    const spaces = ['--mount', '--uts', '--ipc', '--net', '--pid', '--root', '--wd'];
    return ['/usr/bin/nsenter', `--target=${first.pid}`, ...spaces, ...command];
  }

  return {
    isOn: () => first !== undefined,
    rootPath: () => first && `/proc/${first.pid}/root`,
    enter,
    async powerOn() {
      if (first) return;
      await emptyAtBoot(root);
      const group = await makeGroup(trees, `${groupPath}/first`);
      const log = openSync(options.logPath, 'a', 0o600);
      const words = enterGroup(group, [
        ...['nsenter', `--net=/run/netns/${namespace}`],
        ...['unshare', '--mount', '--uts', '--ipc', '--pid', '--fork', '--kill-child=SIGKILL'],
        ...['sh', '-c', bootScript, 'boot', root, name, volume?.image ?? '', volume?.mountPoint ?? ''],
      ]);
      const child = spawn(words[0]!, words.slice(1), { stdio: ['ignore', 'pipe', log], detached: true });
      closeSync(log);
      await isOn(child, options);
      child.stdout!.destroy();
      first = { unshare: child, pid: childrenOf(child.pid!)[0]! };
      child.once('exit', () => (first = undefined));
    },
    async powerOff() {
      if (!first) return;
      const { unshare } = first;
      const ended =
        unshare.exitCode === null && unshare.signalCode === null ? once(unshare, 'exit') : undefined;
      await killGroup(trees, groupPath);
      await ended;
      first = undefined;
    },
    async exec(command, timeoutMs) {
      const words = enter(command);
      if (!words) return { code: 255, stdout: '', stderr: `${name} is off.` };
      const group = await makeGroup(trees, `${groupPath}/commands`);
      return tryCommand(enterGroup(group, words), { timeoutMs, env: commandEnvironment });
    },
  };
}

/** What a person's commands get inside; nothing of this process's own. */
const commandEnvironment = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  HOME: '/root',
};

/** Waits until the machine says that it is on. */
async function isOn(child: ChildProcess, { name, logPath }: MachineOptions): Promise<void> {
  const end = new AbortController();
  const said = once(child.stdout!, 'data', { signal: end.signal }).then(() => true);
  const ended = once(child, 'exit', { signal: end.signal }).then(() => false);
  const late = sleep(powerOnMs, false, { signal: end.signal });
  const on = await Promise.race([said, ended, late].map((outcome) => outcome.catch(() => false)));
  end.abort();
  if (on) return;
  child.kill('SIGKILL');
  throw new Error(`The machine ${name} does not come up; see ${join(logPath)}.`);
}
