import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadShopConfig } from './load.ts';
import { readPinnedImages } from './read-pinned-images.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'perfume-config-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const written = (name: string, content: string): string => {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
};

describe('the file of settings', () => {
  it('is perfume.config.ts, which can be deployed as it is but for its contacts', async () => {
    expect(await loadShopConfig('perfume.config.ts')).toMatchObject({ name: 'perfume' });
  });

  it.each(['small', 'medium', 'large'])('may be config/%s.ts', async (size) => {
    expect(await loadShopConfig(`config/${size}.ts`)).toMatchObject({ name: `perfume-${size}` });
  });

  it('says what to do when it is not there', async () => {
    await expect(loadShopConfig(join(folder, 'none.ts'))).rejects.toThrow(
      /none\.ts.*Copy.*config\/small\.ts/,
    );
  });

  it('says what to do when it exports no settings', async () => {
    const file = written('empty.mjs', 'export const shop = {};');
    await expect(loadShopConfig(file)).rejects.toThrow(/empty\.mjs has to say: export default defineShop/);
  });

  it('is checked even if it does not check itself', async () => {
    const file = written('plain.mjs', "export default { name: 'perfume' };");
    await expect(loadShopConfig(file)).rejects.toThrow(/region is not set/);
  });
});

describe('the lock file of images', () => {
  it('is a list of images by region and use, each with the day on which it was pinned', () => {
    expect(() => readPinnedImages()).not.toThrow();
    const file = written('images.json', '{"eu-central-1":{"app":{"id":"debian-12","pinned":"today"}}}');
    expect(() => readPinnedImages(file)).toThrow(/must be an AMI id such as ami-0123456789abcdef0/);
  });
});
