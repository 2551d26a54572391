import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Namespaces of one test: a fabric with a bridge, and one for each server, each with a private and a tunnel address. */
export interface Network {
  readonly servers: Readonly<Record<ServerName, ServerPlace>>;
  readonly fabric: { readonly enter: readonly string[]; readonly address: string };
  /** Takes a server off the network altogether, as when its zone is lost. */
  cut(server: ServerName): void;
  heal(server: ServerName): void;
  /** Cuts what two servers say to each other, and nothing else. */
  cutBetween(one: ServerName, other: ServerName): void;
  healBetween(one: ServerName, other: ServerName): void;
  /** Whether a packet gets through; a test proves its fault by it. */
  reaches(from: ServerName, to: ServerName): boolean;
  remove(): void;
}

export type ServerName = 'a' | 'b' | 'c';

export interface ServerPlace {
  /** What comes before a command to run it on this server. */
  readonly enter: readonly string[];
  readonly address: string;
  readonly tunnel: string;
}

const names: readonly ServerName[] = ['a', 'b', 'c'];

/** Why a network of namespaces cannot be made here; undefined when it can. */
export function whyNoNetwork(): string | undefined {
  if (process.platform !== 'linux') return 'it needs Linux';
  if (process.getuid?.() !== 0) return 'it needs root, to make network namespaces';
  const name = `pfo-${process.pid}-try`;
  const made = spawnSync('ip', ['netns', 'add', name], { encoding: 'utf8' });
  if (made.status !== 0)
    return `network namespaces cannot be made here: ${made.error?.message ?? made.stderr.trim()}`;
  spawnSync('ip', ['netns', 'delete', name]);
  return undefined;
}

export function makeNetwork(): Network {
  sweep();
  const fabric = `pfo-${process.pid}-f`;
  const space = (server: ServerName) => `pfo-${process.pid}-${server}`;
  const inside = (namespace: string) => ['ip', 'netns', 'exec', namespace];
  ip('netns', 'add', fabric);
  ip('-n', fabric, 'link', 'add', 'br0', 'type', 'bridge');
  ip('-n', fabric, 'addr', 'add', '10.20.255.254/16', 'dev', 'br0');
  ip('-n', fabric, 'link', 'set', 'br0', 'up');
  ip('-n', fabric, 'link', 'set', 'lo', 'up');
  const servers = Object.fromEntries(
    names.map((server, index) => {
      const place = {
        enter: inside(space(server)),
        address: `10.20.${index * 16}.10`,
        tunnel: `10.77.0.${index + 1}`,
      };
      ip('netns', 'add', space(server));
      ip(
        '-n',
        fabric,
        'link',
        'add',
        `to-${server}`,
        'type',
        'veth',
        'peer',
        'name',
        'eth0',
        'netns',
        space(server),
      );
      ip('-n', fabric, 'link', 'set', `to-${server}`, 'master', 'br0', 'up');
      ip('-n', space(server), 'addr', 'add', `${place.address}/16`, 'dev', 'eth0');
      ip('-n', space(server), 'addr', 'add', `${place.tunnel}/24`, 'dev', 'eth0');
      ip('-n', space(server), 'link', 'set', 'eth0', 'up');
      ip('-n', space(server), 'link', 'set', 'lo', 'up');
      return [server, place];
    }),
  ) as unknown as Record<ServerName, ServerPlace>;

  const between = (
    change: (namespace: string, address: string) => void,
    one: ServerName,
    other: ServerName,
  ) => {
    for (const [from, to] of [
      [one, other],
      [other, one],
    ] as const)
      for (const address of [servers[to].tunnel, servers[to].address]) change(space(from), `${address}/32`);
  };

  return {
    servers,
    fabric: { enter: inside(fabric), address: '10.20.255.254' },
    cut: (server) => ip('-n', fabric, 'link', 'set', `to-${server}`, 'down'),
    heal: (server) => ip('-n', fabric, 'link', 'set', `to-${server}`, 'up'),
    cutBetween: (one, other) =>
      between(
        (namespace, address) => ip('-n', namespace, 'route', 'replace', 'blackhole', address),
        one,
        other,
      ),
    // There may be nothing to heal.
    healBetween: (one, other) =>
      between(
        (namespace, address) =>
          void spawnSync('ip', ['-n', namespace, 'route', 'delete', 'blackhole', address]),
        one,
        other,
      ),
    reaches(from, to) {
      const [program, ...args] = [...servers[from].enter, 'ping', '-c', '1', '-W', '1', servers[to].tunnel];
      return spawnSync(program, args).status === 0;
    },
    remove() {
      for (const server of names) spawnSync('ip', ['netns', 'delete', space(server)]);
      spawnSync('ip', ['netns', 'delete', fabric]);
    },
  };
}

/** Ends what a test run that was killed has left behind: namespaces are named by the process that made them. */
function sweep(): void {
  const { stdout } = spawnSync('ip', ['netns', 'list'], { encoding: 'utf8' });
  for (const [name, pid] of stdout.matchAll(/^pfo-(\d+)-\w+/gm)) {
    if (existsSync(`/proc/${pid ?? ''}`)) continue;
    const { stdout: inside } = spawnSync('ip', ['netns', 'pids', name], { encoding: 'utf8' });
    for (const one of inside.split('\n').filter((line) => line !== '')) spawnSync('kill', ['-KILL', one]);
    spawnSync('ip', ['netns', 'delete', name]);
  }
}

function ip(...args: string[]): void {
  const done = spawnSync('ip', args, { encoding: 'utf8' });
  if (done.status !== 0)
    throw new Error(`ip ${args.join(' ')}: ${done.error?.message ?? done.stderr.trim()}`);
}
