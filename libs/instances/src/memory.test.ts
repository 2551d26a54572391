import { describe, expect, it } from 'vitest';
import { divideMemory, storefrontMemory } from './memory.ts';

describe('the memory of a data server', () => {
  it.each([512, 1_024, 2_048, 4_096, 8_192, 16_384, 65_536])(
    'of %i MiB holds buffers, cache and the rest',
    (memoryMiB) => {
      const { bufferPool, cache } = divideMemory(memoryMiB);
      const rest = memoryMiB - bufferPool - cache;
      expect(rest).toBeGreaterThan(Math.min(350, memoryMiB / 2));
      expect(bufferPool).toBeGreaterThanOrEqual(64);
    },
  );

  it('goes to the buffer pool first of all on larger instances', () => {
    expect(divideMemory(16_384).bufferPool).toBeGreaterThan(16_384 / 2);
    expect(divideMemory(2_048).bufferPool).toBeGreaterThan(640);
  });
});

it('leaves the storefront what an app server’s system does not need', () => {
  expect(storefrontMemory(2_048)).toBeLessThan(2_048 - 256);
  expect(storefrontMemory(2_048)).toBeGreaterThan(1_500);
});
