import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startOwnMoto } from '@perfume/local-services/own-moto';
import { afterEach, describe, expect, it } from 'vitest';
import { publishFolder, publishStaticContent, type PublishProgress } from '../index.ts';
import { makeBucket, makeFolder } from '../testing/bucket.ts';

const moto = await startOwnMoto();
const env = moto.environment;
const folders: string[] = [];
afterEach(() => Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true }))));

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await makeFolder(files);
  folders.push(folder);
  return folder;
}

describe('publishing a folder', () => {
  it('stores each file under its name, with its type and how long it may be kept', async () => {
    const bucket = await makeBucket(moto, 'static-1');
    const folder = await folderWith({
      'main-BECGk10n.js': 'let a',
      'main-DceBreby.css': 'a{}',
      'fonts/garamond-B5R-mXhO.woff2': 'font',
      'favicon.svg': '<svg/>',
      '.DS_Store': 'hidden',
    });
    const done = await publishFolder({ folder, to: bucket.url, env });
    expect(done).toEqual({ files: 4, done: 4, uploaded: 4, uploadedBytes: 18 });
    expect(await bucket.keys()).toEqual([
      'favicon.svg',
      'fonts/garamond-B5R-mXhO.woff2',
      'main-BECGk10n.js',
      'main-DceBreby.css',
    ]);
    const year = 'public, max-age=31536000, immutable';
    expect(await bucket.object('main-BECGk10n.js')).toEqual({
      text: 'let a',
      ContentType: 'text/javascript; charset=utf-8',
      CacheControl: year,
    });
    expect(await bucket.object('fonts/garamond-B5R-mXhO.woff2')).toMatchObject({
      ContentType: 'font/woff2',
      CacheControl: year,
    });
    expect(await bucket.object('favicon.svg')).toMatchObject({ CacheControl: 'public, max-age=300' });
  });

  it('uploads what is new or different alone, and deletes nothing', async () => {
    const bucket = await makeBucket(moto, 'static-2');
    const folder = await folderWith({ 'a.css': 'a', 'b.css': 'b', 'c.css': 'c' });
    await publishFolder({ folder, to: bucket.url, env });
    expect(await publishFolder({ folder, to: bucket.url, env })).toMatchObject({ done: 3, uploaded: 0 });
    await writeFile(join(folder, 'b.css'), 'B');
    await writeFile(join(folder, 'd.css'), 'd');
    await rm(join(folder, 'c.css'));
    expect(await publishFolder({ folder, to: bucket.url, env })).toMatchObject({ done: 3, uploaded: 2 });
    expect(await bucket.keys()).toEqual(['a.css', 'b.css', 'c.css', 'd.css']);
    expect((await bucket.object('b.css')).text).toBe('B');
  });

  it('knows what is there beyond the first page of the listing', async () => {
    const bucket = await makeBucket(moto, 'static-3');
    const files = Object.fromEntries(Array.from({ length: 1_010 }, (_, at) => [`p-${at}.svg`, String(at)]));
    const folder = await folderWith(files);
    const seen: PublishProgress[] = [];
    await publishFolder({ folder, to: bucket.url, env, onProgress: (progress) => seen.push(progress) });
    expect(seen.map(({ done }) => done)).toEqual(Array.from({ length: 1_010 }, (_, at) => at + 1));
    expect(await publishFolder({ folder, to: bucket.url, env })).toMatchObject({ done: 1_010, uploaded: 0 });
  });

  it('goes on where it was stopped', async () => {
    const bucket = await makeBucket(moto, 'static-4');
    const files = Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`p-${at}.svg`, String(at)]));
    const folder = await folderWith(files);
    const stop = new AbortController();
    const stopped = publishFolder({
      folder,
      to: bucket.url,
      env,
      parallel: 4,
      signal: stop.signal,
      onProgress: ({ done }) => done === 20 && stop.abort(new Error('enough')),
    });
    await expect(stopped).rejects.toThrow('enough');
    const there = (await bucket.keys()).length;
    expect(there).toBeGreaterThanOrEqual(20);
    expect(there).toBeLessThan(60);
    const { uploaded } = await publishFolder({ folder, to: bucket.url, env });
    expect(uploaded).toBe(60 - there);
  });
});

describe('publishing static content', () => {
  it('puts the build and the pictures where pages look for them, without what is for the server', async () => {
    const bucket = await makeBucket(moto, 'static-5');
    const browserFolder = await folderWith({
      'main-BECGk10n.js': 'let a',
      'main-BECGk10n.js.br': 'br',
      'main-BECGk10n.js.gz': 'gz',
      'main-BECGk10n.js.map': '{}',
      'manifest.json': '{}',
    });
    const picturesFolder = await folderWith({ 'rose-1a2b3c.svg': '<svg/>', 'x.svg.1234.part': '<s' });
    const done = await publishStaticContent({ browserFolder, picturesFolder, to: bucket.url, env });
    expect(done).toMatchObject({ files: 3, uploaded: 3 });
    expect(await bucket.keys()).toEqual([
      'assets/main-BECGk10n.js',
      'assets/main-BECGk10n.js.map',
      'images/rose-1a2b3c.svg',
    ]);
    expect((await bucket.object('images/rose-1a2b3c.svg')).CacheControl).toContain('immutable');
    expect((await bucket.object('assets/main-BECGk10n.js')).ContentEncoding).toBeUndefined();
  });
});

describe('what stands in the way of publishing is said', () => {
  const tries = async (to: string, own: Readonly<Record<string, string>> = {}) =>
    publishFolder({ folder: await folderWith({ 'a.css': 'a' }), to, env: { ...env, ...own } });

  it('a bucket that is not there', async () => {
    await expect(tries('s3://nobody-has-this?region=eu-central-1')).rejects.toThrow(
      /There is no bucket “nobody-has-this”.*Deploy the static stack first/,
    );
  });

  it('credentials that are not known', async () => {
    const auth = (actions: string) =>
      fetch(`${moto.endpoint}/moto-api/reset-auth`, { method: 'POST', body: actions });
    const bucket = await makeBucket(moto, 'static-6');
    await auth('0');
    try {
      await expect(tries(bucket.url)).rejects.toThrow(/does not take these AWS credentials/);
    } finally {
      await auth('inf');
    }
  });

  it('a folder that is not there', async () => {
    const publishing = publishFolder({ folder: '/nowhere/at/all', to: 's3://static-1', env });
    await expect(publishing).rejects.toThrow('There is no folder /nowhere/at/all');
  });

  it('a name that no address can carry', async () => {
    const folder = await folderWith({ 'Rose à la crème.svg': '<svg/>' });
    await expect(publishFolder({ folder, to: 's3://static-1', env })).rejects.toThrow(/cannot be published/);
  });
});
