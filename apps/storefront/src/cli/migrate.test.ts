import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const program = fileURLToPath(new URL('migrate.ts', import.meta.url));

function migrateAt(url: string | undefined): { status: number | null; said: string } {
  const { status, stderr } = spawnSync(process.execPath, [program], {
    env: { ...process.env, DATABASE_URL: url ?? '' },
    encoding: 'utf8',
  });
  return { status, said: stderr };
}

describe('the program that makes the tables', () => {
  it.each([
    [undefined, /^DATABASE_URL is not set: /],
    ['nonsense', /^DATABASE_URL must be a URL like mysql:/],
    ['postgres://shop:secret@127.0.0.1/perfume', /^DATABASE_URL must be a URL like mysql:/],
    ['mysql://shop:secret@127.0.0.1:3306/', /^DATABASE_URL must be a URL like mysql:/],
    [
      'mysql://shop:secret@127.0.0.1:1/perfume',
      /^DATABASE_URL names the database perfume at 127\.0\.0\.1:1, which cannot be used\. .*ECONNREFUSED/,
    ],
  ])('names the setting when it is %s, and no password', (url, words) => {
    const { status, said } = migrateAt(url);
    expect(status).toBe(1);
    expect(said).toMatch(words);
    expect(said).not.toContain('shop:secret');
  });
});
