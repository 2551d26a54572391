import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { layoutAt, type Layout } from '@perfume/instances';
import { describeOnServer } from '@perfume/instances/testing';
import { createLogger } from '@perfume/telemetry';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { run } from '../system/program.ts';
import { deviceOf, isMounted, mountVolume } from './volume.ts';

const log = createLogger({ level: 'silent', service: 'test' });
const mebibyte = 2 ** 20;

it('is found by the name that udev gives to it', () => {
  expect(deviceOf('vol-0123456789abcdef0')).toBe(
    '/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_vol0123456789abcdef0',
  );
});

/** What this process may do, as capabilities(7) counts it; CAP_SYS_RESOURCE is 24. */
function capabilities(): bigint {
  const [, bits = '0'] = /^CapEff:\s*([0-9a-f]+)$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return BigInt(`0x${bits}`);
}

describeOnServer('the data volume', ['losetup', 'mkfs.ext4', 'blkid', 'mount', 'resize2fs'], () => {
  let folder: string;
  let layout: Layout;
  let device: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'perfume-volume-'));
    layout = layoutAt(join(folder, 'root'));
    await writeFile(join(folder, 'image'), '');
    await truncate(join(folder, 'image'), 64 * mebibyte);
    device = (await run(['losetup', '--find', '--show', join(folder, 'image')])).stdout.trim();
  });

  afterEach(async () => {
    if (await isMounted(layout)) await run(['umount', layout.data]);
    await run(['losetup', '--detach', device]);
    await rm(folder, { recursive: true });
  });

  it('gets a file system when it is empty, and keeps its content whenever it is mounted again', async () => {
    await mountVolume(device, layout, log);
    expect(await isMounted(layout)).toBe(true);
    await writeFile(join(layout.data, 'order'), 'kept');
    await mountVolume(device, layout, log);
    await run(['umount', layout.data]);
    await mountVolume(device, layout, log);
    expect(await readFile(join(layout.data, 'order'), 'utf8')).toBe('kept');
  }, 60_000);

  const mayResize = (capabilities() & (1n << 24n)) !== 0n;
  if (!mayResize)
    process.stderr.write(
      '\nSKIPPED: the data volume is used whole: this root may not resize file systems.\n',
    );

  it.skipIf(!mayResize)(
    'is used whole after it was made larger',
    async () => {
      const sizeOf = async () =>
        Number((await run(['df', '--output=size', layout.data])).stdout.split('\n')[1]);
      await mountVolume(device, layout, log);
      const before = await sizeOf();
      await truncate(join(folder, 'image'), 128 * mebibyte);
      await run(['losetup', '--set-capacity', device]);
      await mountVolume(device, layout, log);
      expect(await sizeOf()).toBeGreaterThan(before * 1.5);
    },
    60_000,
  );

  it('is never formatted when it holds anything, be it unknown', async () => {
    await run(['mkswap', device]);
    const before = (await run(['blkid', '--probe', device])).stdout;
    await expect(mountVolume(device, layout, log)).rejects.toThrow('mount');
    expect((await run(['blkid', '--probe', device])).stdout).toBe(before);
  }, 60_000);
});
