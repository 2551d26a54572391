import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { command } from '../run/command.ts';
import { FaultNotProven, type Proof } from '../topology.ts';
import type { Machine } from './machine.ts';

/** Makes an empty data volume: a file that grows as it is written, with a file system on it. */
export async function makeVolume(image: string, bytes: number): Promise<void> {
  await mkdir(dirname(image), { recursive: true });
  const file = await open(image, 'wx', 0o600);
  await file.truncate(bytes);
  await file.close();
  // No share is kept for root: a full volume is full for everyone, as for MariaDB's own user.
  await command(['mkfs.ext4', '-q', '-m', '0', '-E', 'lazy_itable_init=1,nodiscard', image]);
}

const fillFile = '.rehearsal-fills-this-volume';
const execMs = 20_000;

/**
 * Takes all room that is left on the volume, and shows that nothing can be written.
 * @throws FaultNotProven when something still can
 */
export function fillVolume(machine: Machine, mountPoint: string): Promise<Proof> {
  const file = `${mountPoint}/${fillFile}`;
  // What programs free meanwhile is taken too, until there is nothing left twice.
  const script = `
    i=0
    while [ $i -lt 20 ]; do
      left=$(df --output=avail -B1 "$1" | tail -1)
      if [ "$left" -lt 4096 ]; then break; fi
      size=$(stat -c %s "$2" 2>/dev/null || echo 0)
      fallocate -l $((size + left)) "$2" 2>/dev/null || dd if=/dev/zero bs=64k >> "$2" 2>/dev/null
      i=$((i + 1))
    done`;
  return change(machine, mountPoint, ['sh', '-c', script, 'fill', mountPoint, file], 'no room');
}

/** Gives the room back. @throws FaultNotProven when nothing can be written after it */
export function freeVolume(machine: Machine, mountPoint: string): Promise<Proof> {
  return change(machine, mountPoint, ['rm', '-f', `${mountPoint}/${fillFile}`], 'room');
}

async function change(
  machine: Machine,
  mountPoint: string,
  words: readonly string[],
  expected: 'room' | 'no room',
): Promise<Proof> {
  const done = await machine.exec(words, execMs);
  if (done.code !== 0) throw new Error(`The volume could not be changed: ${done.stderr || done.stdout}`);
  const since = Date.now();
  const probe = `${mountPoint}/.rehearsal-probe`;
  const write = [
    'sh',
    '-c',
    `dd if=/dev/zero of=${probe} bs=64k count=1 conv=fsync; code=$?; rm -f ${probe}; exit $code`,
  ];
  const { code, stderr } = await machine.exec(write, execMs);
  const proof: Proof = {
    statement: expected === 'room' ? 'the volume has room' : 'the volume is full',
    since,
    at: Date.now(),
    observations: [
      {
        command: `dd of=${probe} bs=64k count=1`,
        output: stderr.trim(),
        expected,
        seen: code === 0 ? 'room' : /No space left/.test(stderr) ? 'no room' : 'something else',
      },
    ],
  };
  if (proof.observations.some(({ seen }) => seen !== expected)) throw new FaultNotProven(proof);
  return proof;
}
