import { command, tryCommand, type CommandOptions } from '../run/command.ts';
import { namespaceOf, type Run } from '../run/run.ts';
import type { CommandResult } from '../topology.ts';

/** Makes a network namespace of the run; gives its whole name. */
export async function addNamespace(run: Run, name: string): Promise<string> {
  const namespace = namespaceOf(run, name);
  await command(['ip', 'netns', 'add', namespace]);
  await inNamespace(namespace, ['ip', 'link', 'set', 'lo', 'up']);
  return namespace;
}

/** Takes a namespace away; its interfaces go with it, and so does the other end of each. */
export async function deleteNamespace(namespace: string): Promise<void> {
  await tryCommand(['ip', 'netns', 'del', namespace]);
}

/** Runs a command with a namespace's network and this machine's everything else. */
export function inNamespace(
  namespace: string,
  words: readonly string[],
  options?: CommandOptions,
): Promise<string> {
  return command([...enter(namespace), ...words], options);
}

export function tryInNamespace(
  namespace: string,
  words: readonly string[],
  options?: CommandOptions,
): Promise<CommandResult> {
  return tryCommand([...enter(namespace), ...words], options);
}

/** Applies a rule set to a namespace in one transaction: all of it, or nothing and an error. */
export async function applyRules(namespace: string, rules: string): Promise<void> {
  await inNamespace(namespace, ['nft', '--file', '-'], { input: rules });
}

const enter = (namespace: string): readonly string[] => ['nsenter', `--net=/run/netns/${namespace}`];
