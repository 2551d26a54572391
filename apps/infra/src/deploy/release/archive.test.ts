import { chmod, mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { list } from 'tar';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packFolder, sha256Of } from './archive.ts';

let work: string;

beforeEach(async () => {
  work = await mkdtemp(join(tmpdir(), 'perfume-archive-'));
});

afterEach(() => rm(work, { recursive: true }));

/** A folder with these files, each with some time of its own. */
async function folderOf(name: string, files: Readonly<Record<string, string>>, time: Date): Promise<string> {
  const folder = join(work, name);
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    await mkdir(join(file, '..'), { recursive: true });
    await writeFile(file, content);
    await chmod(file, 0o644);
    await utimes(file, time, time);
  }
  return folder;
}

const files = { 'server/main.js': 'serve();', 'bin/node': 'a program', 'package.json': '{}' };
const pack = (folder: string, name: string) => packFolder(folder, join(work, `${name}.tar.gz`));

describe('the id of a release', () => {
  it('is the same for the same content, whenever and in whatever order it was built', async () => {
    const first = await pack(await folderOf('one', files, new Date('2026-01-01T00:00:00Z')), 'one');
    const reversed = Object.fromEntries(Object.entries(files).reverse());
    const second = await pack(await folderOf('two', reversed, new Date('2027-06-05T04:03:02Z')), 'two');
    expect(second.id).toBe(first.id);
    expect(second.sha256).toBe(first.sha256);
  });

  it.each([
    ['a file has other content', { ...files, 'server/main.js': 'serve(); ' }],
    [
      'a file has another name',
      { 'server/main.mjs': 'serve();', 'bin/node': 'a program', 'package.json': '{}' },
    ],
    ['a file is missing', { 'server/main.js': 'serve();', 'bin/node': 'a program' }],
  ])('is another one when %s', async (_, changed) => {
    const time = new Date();
    const first = await pack(await folderOf('one', files, time), 'one');
    const second = await pack(await folderOf('two', changed, time), 'two');
    expect(second.id).not.toBe(first.id);
  });

  it('is another one when a program may no longer be run', async () => {
    const folder = await folderOf('one', files, new Date());
    await chmod(join(folder, 'bin/node'), 0o755);
    const first = await pack(folder, 'one');
    await chmod(join(folder, 'bin/node'), 0o644);
    expect((await pack(folder, 'two')).id).not.toBe(first.id);
  });
});

describe('the archive', () => {
  it('holds every file, and its SHA-256 is that of the file on disk', async () => {
    const archive = await pack(await folderOf('one', files, new Date()), 'one');
    const found: string[] = [];
    await list({ file: archive.path, onReadEntry: (entry) => found.push(entry.path) });
    expect(found.sort()).toEqual(Object.keys(files).sort());
    expect(await sha256Of(archive.path)).toBe(archive.sha256);
    expect((await readFile(archive.path)).length).toBe(archive.bytes);
  });
});
