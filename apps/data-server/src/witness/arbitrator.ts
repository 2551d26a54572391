import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { arbitratorConfig, type Layout } from '@perfume/instances';

/** garbd says good-bye to the group and ends. In ms. */
const endMs = 8_000;

/** What garbd has last said of the group that it sees. */
export interface Component {
  readonly isPrimary: boolean;
  readonly members: number;
}

/** The last word of its log about the group; undefined when the log has none. */
export function lastComponent(log: string): Component | undefined {
  const all = [...log.matchAll(/New COMPONENT: primary = (yes|no), .*memb_num = (\d+)/g)];
  const last = all.at(-1);
  return last && { isPrimary: last[1] === 'yes', members: Number(last[2]) };
}

/**
 * Ends garbd in order; its supervisor starts it again, and it then belongs to nothing until it finds a majority.
 * @returns whether it has ended
 */
export async function leaveGroup(layout: Layout): Promise<boolean> {
  const pids = await arbitrators(layout);
  for (const pid of pids) process.kill(pid, 'SIGTERM');
  const deadline = Date.now() + endMs;
  while (Date.now() < deadline) {
    const left = await arbitrators(layout);
    if (!pids.some((pid) => left.includes(pid))) return true;
    await sleep(100);
  }
  return false;
}

/** Processes of garbd with this node's settings. */
async function arbitrators(layout: Layout): Promise<readonly number[]> {
  const pids: number[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const words = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '');
    if (words.split('\0').includes(arbitratorConfig(layout)) && /garbd/.test(words)) pids.push(Number(name));
  }
  return pids;
}
