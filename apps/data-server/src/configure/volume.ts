import { access, chmod, mkdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Layout } from '@perfume/instances';
import { writeRoot } from '@perfume/instances';
import type { Logger } from '@perfume/telemetry';
import type { DataServer } from '../instance.ts';
import { ProgramFailed, run } from '../system/program.ts';
import { describe } from './describe.ts';
import { isOnVolume } from './configure.ts';

/** Between two looks whether the volume has been attached, in ms. */
const lookMs = 2_000;
const formatMs = 300_000;

/**
 * Mounts the data volume, for as long as it takes until it is attached. One that is empty gets a file system; one that holds
 * anything never does. A volume that was made larger is used whole.
 */
export async function prepareVolume({ facts, layout, log }: DataServer): Promise<void> {
  if (facts.dataVolumeId === undefined) return;
  const device = deviceOf(facts.dataVolumeId);
  for (let said = false; !(await isThere(device)); said = true) {
    if (!said) log.info({ device }, 'waiting for the data volume');
    await sleep(lookMs);
  }
  await mountVolume(device, layout, log);
  await chmod(layout.data, 0o755);
  const description = describe(facts, layout);
  const onVolume = { ...description, files: [] };
  await writeRoot(onVolume, '/', { includeDirectory: (directory) => isOnVolume(directory, layout) });
  log.info({ device }, 'the data volume is mounted');
}

/** Mounts a device; one without any content gets a file system first. */
export async function mountVolume(device: string, layout: Layout, log: Logger): Promise<void> {
  if (await isBlank(device)) {
    log.info({ device }, 'the data volume is empty: it gets a file system');
    await run(['mkfs.ext4', '-q', '-L', 'perfume-data', '-m', '1', device], { deadlineMs: formatMs });
  }
  if (!(await isMounted(layout))) {
    await mkdir(layout.data, { recursive: true });
    await run(['mount', '-o', 'noatime,nodev,nosuid', device, layout.data]);
  }
  try {
    await run(['resize2fs', device], { deadlineMs: formatMs });
  } catch (error) {
    // The database starts all the same, in the room that it had.
    log.error({ err: error }, 'the data volume cannot be used whole');
  }
}

/** The name that udev gives to an EBS volume on instances with NVMe. */
export function deviceOf(volumeId: string): string {
  return `/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_${volumeId.replace('-', '')}`;
}

/** Whether anything is mounted at the place of the data. */
export async function isMounted({ data }: Layout): Promise<boolean> {
  const mounts = await readFile('/proc/self/mounts', 'utf8');
  return mounts.split('\n').some((line) => line.split(' ')[1] === data);
}

async function isThere(device: string): Promise<boolean> {
  try {
    await access(device);
    return true;
  } catch {
    return false;
  }
}

/** blkid(8) ends with 2 when it finds no sign of any content. */
async function isBlank(device: string): Promise<boolean> {
  try {
    await run(['blkid', '--probe', device]);
    return false;
  } catch (error) {
    if (error instanceof ProgramFailed && error.code === 2) return true;
    throw error;
  }
}
