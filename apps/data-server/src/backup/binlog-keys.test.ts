import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { uniqueName } from './binlog-keys.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'perfume-keys-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** The name of a binary log that begins at a second and with these flags. */
async function nameOf({ second = 1_795_521_600, flags = 0 }): Promise<string | undefined> {
  const begin = Buffer.alloc(256, 7);
  begin.set([0xfe, 0x62, 0x69, 0x6e]);
  begin.writeUInt32LE(second, 4);
  begin.writeUInt16LE(flags, 4 + 17);
  const path = join(folder, 'binlog.000001');
  await writeFile(path, begin);
  return uniqueName(path, 'binlog.000001');
}

it('is the same while a log is written and once it is closed', async () => {
  expect(await nameOf({ flags: 0b1 })).toBe(await nameOf({ flags: 0 }));
});

it('differs between logs of one number', async () => {
  expect(await nameOf({ second: 1_795_521_601 })).not.toBe(await nameOf({}));
  expect(await nameOf({ flags: 0b1000_0000 })).not.toBe(await nameOf({}));
});

it('is none while the begin is not whole', async () => {
  const path = join(folder, 'binlog.000002');
  await writeFile(path, Buffer.from([0xfe, 0x62, 0x69, 0x6e]));
  expect(await uniqueName(path, 'binlog.000002')).toBeUndefined();
});
