import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { renderUsers } from './common-files.ts';
import type { InstanceDescription } from './description.ts';

/**
 * Makes the users of a description that no package makes, on this very machine, as root; those that are there stay. Files
 * are given to them afterwards.
 * @throws Error when systemd-sysusers fails
 */
export async function makeUsers({ users }: Pick<InstanceDescription, 'users'>): Promise<void> {
  const child = spawn('systemd-sysusers', ['-'], { stdio: ['pipe', 'ignore', 'pipe'], timeout: 30_000 });
  let words = '';
  child.stderr.on('data', (chunk: Buffer) => (words += chunk.toString()));
  child.stdin.end(renderUsers(users));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`systemd-sysusers ended with ${code ?? 'a signal'}: ${words.trimEnd()}`);
}
