import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAssetStore } from './index.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assets-'));
});

afterAll(() => rm(folder, { recursive: true }));

const store = () => openAssetStore(pathToFileURL(folder).href);

describe('assets in a folder', () => {
  it('come back as they were stored, with the type of their name', async () => {
    await store().put('images/rose-1a2b.svg', Buffer.from('<svg/>'), 'image/svg+xml');
    expect(await store().get('images/rose-1a2b.svg')).toEqual({
      body: Buffer.from('<svg/>'),
      contentType: 'image/svg+xml',
    });
    expect([await store().has('images/rose-1a2b.svg'), await store().has('images/none.svg')]).toEqual([
      true,
      false,
    ]);
  });

  it('leave no unfinished file when many write the same one', async () => {
    await Promise.all(
      Array.from({ length: 20 }, () =>
        store().put('images/same.svg', Buffer.from('<svg/>'), 'image/svg+xml'),
      ),
    );
    expect((await readdir(join(folder, 'images'))).filter((name) => name.startsWith('same'))).toEqual([
      'same.svg',
    ]);
  });

  it.each([
    '../etc/passwd',
    'images/../../x.svg',
    '/etc/passwd',
    'images',
    'images/a\0.svg',
    'images//a.svg',
    '',
  ])('never lead out of it: %j', async (key) => {
    expect(await store().get(key)).toBeUndefined();
    if (key !== 'images')
      await expect(store().put(key, Buffer.from('x'), 'image/svg+xml')).rejects.toThrow(/no key/);
  });

  it('are refused under any other kind of address', () => {
    expect(() => openAssetStore('ftp://host/folder')).toThrow(/file:\/\/\/folder or s3:/);
  });
});
