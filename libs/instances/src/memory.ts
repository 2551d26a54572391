/** How a data server's memory is divided, in MiB. */
export interface DataServerMemory {
  readonly bufferPool: number;
  readonly redoLog: number;
  readonly gcache: number;
  readonly cache: number;
}

/** The kernel, the agents, connections and what MariaDB needs beside its buffer pool, in MiB. */
const notForBuffers = 768;

/**
 * Divides the memory of a data server. The buffer pool gets six tenths of what the rest does not need; memcached an
 * eighth of all; Galera's ring of write sets is a file and only borrows the page cache, so it may be as large as an eighth.
 */
export function divideMemory(memoryMiB: number): DataServerMemory {
  const cache = between(32, stepDown(memoryMiB / 8, 32), 8_192);
  const bufferPool = between(64, stepDown((memoryMiB - notForBuffers) * 0.6, 64), 512 * 1_024);
  return {
    cache,
    bufferPool,
    // A quarter of the pool holds an hour of a shop's writes, and a crash recovery stays short.
    redoLog: between(48, stepDown(bufferPool / 4, 16), 2_048),
    gcache: between(128, stepDown(memoryMiB / 8, 64), 2_048),
  };
}

/** The limit of an app server's storefront: what the kernel and the agents do not need. In MiB. */
export function storefrontMemory(memoryMiB: number): number {
  return Math.max(384, Math.floor(memoryMiB * 0.95 - 320));
}

const stepDown = (value: number, step: number) => Math.floor(value / step) * step;
const between = (least: number, value: number, most: number) => Math.min(most, Math.max(least, value));
