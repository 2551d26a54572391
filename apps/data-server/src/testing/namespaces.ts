import { run, type ProgramResult } from '../system/program.ts';

/** Network namespaces joined by a bridge in one of them; nothing of it is in the machine's own network. */
export interface Namespaces {
  /** Their names by what they are called in the test. */
  readonly names: Readonly<Record<string, string>>;
  exec(name: string, command: readonly string[], env?: NodeJS.ProcessEnv): Promise<ProgramResult>;
  remove(): Promise<void>;
}

/**
 * Makes a hub with a bridge at `hubAddress` and one namespace for each address, all in one /16.
 * @param addresses private address by name; the hub routes between them
 */
export async function makeNamespaces(
  prefix: string,
  hubAddress: string,
  addresses: Readonly<Record<string, string>>,
): Promise<Namespaces> {
  const names = Object.fromEntries(
    ['hub', ...Object.keys(addresses)].map((name) => [name, `${prefix}-${name}`]),
  );
  const inside = (name: string, ...command: readonly string[]) =>
    run(['ip', 'netns', 'exec', names[name]!, ...command]);
  const remove = async () => {
    for (const name of Object.values(names))
      await run(['ip', 'netns', 'delete', name]).catch(() => undefined);
  };
  try {
    await run(['ip', 'netns', 'add', names['hub']!]);
    await inside('hub', 'ip', 'link', 'set', 'lo', 'up');
    await inside('hub', 'ip', 'link', 'add', 'br0', 'type', 'bridge');
    await inside('hub', 'ip', 'address', 'add', `${hubAddress}/16`, 'dev', 'br0');
    await inside('hub', 'ip', 'link', 'set', 'br0', 'up');
    await inside('hub', 'sysctl', '--quiet', '--write', 'net.ipv4.ip_forward=1');
    for (const [name, address] of Object.entries(addresses)) {
      await run(['ip', 'netns', 'add', names[name]!]);
      await inside(
        'hub',
        'ip',
        'link',
        'add',
        `v-${name}`,
        'type',
        'veth',
        'peer',
        'name',
        'eth0',
        'netns',
        names[name]!,
      );
      await inside('hub', 'ip', 'link', 'set', `v-${name}`, 'master', 'br0', 'up');
      await inside(name, 'ip', 'link', 'set', 'lo', 'up');
      await inside(name, 'ip', 'address', 'add', `${address}/16`, 'dev', 'eth0');
      await inside(name, 'ip', 'link', 'set', 'eth0', 'up');
      await inside(name, 'ip', 'route', 'add', 'default', 'via', hubAddress);
    }
  } catch (error) {
    await remove();
    throw error;
  }
  return {
    names,
    exec: (name, command, env) =>
      run(['ip', 'netns', 'exec', names[name]!, ...command], { ...(env && { env }), deadlineMs: 20_000 }),
    remove,
  };
}
