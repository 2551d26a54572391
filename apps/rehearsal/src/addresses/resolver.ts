import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Group } from '../run/cgroup.ts';
import { startDaemon, type Daemon } from '../run/daemon.ts';
import type { Run } from '../run/run.ts';

export interface ResolverPlan {
  readonly namespace: string;
  readonly address: string;
  readonly group: Group;
  /** The public name of the Elastic IP. */
  readonly name: string;
  readonly ttlSeconds: number;
}

/** The private network's resolver: it knows one name, and answers nothing else. */
export interface Resolver {
  readonly daemon: Daemon;
  /** From now on the name answers this address. */
  answer(address: string): Promise<void>;
}

/** Starts the resolver, which answers the name with the given address first. */
export async function startResolver(run: Run, plan: ResolverPlan, first: string): Promise<Resolver> {
  const hosts = join(run.directory, 'resolver.hosts');
  const write = async (address: string) => {
    // Whole or not at all: the resolver may read it at any time.
    await writeFile(`${hosts}.new`, `${address} ${plan.name}\n`, { mode: 0o644 });
    await rename(`${hosts}.new`, hosts);
  };
  await write(first);
  const daemon = startDaemon(run, {
    name: 'resolver',
    namespace: plan.namespace,
    group: plan.group,
    command: [
      'dnsmasq',
      '--keep-in-foreground',
      '--conf-file=/dev/null',
      '--pid-file=',
      '--user=root',
      '--no-resolv',
      '--no-hosts',
      `--addn-hosts=${hosts}`,
      `--local-ttl=${plan.ttlSeconds}`,
      // Of this name it knows all: asked for an IPv6 address, it says that there is none.
      `--local=/${plan.name}/`,
      `--listen-address=${plan.address}`,
      '--bind-interfaces',
      '--log-facility=-',
    ],
  });
  return {
    daemon,
    async answer(address) {
      await write(address);
      daemon.child.kill('SIGHUP');
    },
  };
}
