import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { NothingRuns, tellRehearsal } from './control-client.ts';
import { openControl } from './control-server.ts';

let directory: string;
const ends: (() => Promise<void>)[] = [];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'perfume-control-'));
});

afterEach(async () => {
  for (const end of ends.splice(0)) await end();
  await rm(directory, { recursive: true, force: true });
});

async function openRun(name: string): Promise<string[][]> {
  const heard: string[][] = [];
  await mkdir(join(directory, name));
  const end = await openControl(join(directory, name), (words) => {
    heard.push([...words]);
    if (words[0] === 'break') throw new Error('that cannot be broken');
    return Promise.resolve([`${name} did ${words.join(' ')}`]);
  });
  ends.push(end);
  return heard;
}

it('a command reaches the rehearsal that runs, and its answer comes back', async () => {
  const heard = await openRun('one');
  expect(await tellRehearsal(['cut', 'zone-a'], directory)).toEqual({
    ok: true,
    lines: ['one did cut zone-a'],
  });
  expect(heard).toEqual([['cut', 'zone-a']]);
});

it('what cannot be done is said', async () => {
  await openRun('one');
  expect(await tellRehearsal(['break'], directory)).toEqual({ ok: false, lines: ['that cannot be broken'] });
});

it('what a killed rehearsal has left behind is passed over', async () => {
  await mkdir(join(directory, 'dead'));
  await writeFile(join(directory, 'dead', 'control.sock'), '');
  await expect(tellRehearsal(['status'], directory)).rejects.toThrow(NothingRuns);
  await openRun('alive');
  expect((await tellRehearsal(['status'], directory)).ok).toBe(true);
});

it('nobody but its own user can give commands', async () => {
  await openRun('one');
  expect((await stat(join(directory, 'one', 'control.sock'))).mode & 0o077).toBe(0);
});
