import { defineConfig } from 'vitest/config';

/** Tests that take minutes; see vitest.long.config.ts. */
export const longTests = ['src/**/*.fault.test.ts', 'src/shoppers/load.integration.test.ts'];

/** Drills under load, which want the machine for themselves; see vitest.drills.config.ts. */
export const drillTests = ['src/**/*.drills.test.ts'];

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts'],
    exclude: [...longTests, ...drillTests],
    passWithNoTests: true,
    // Networks and servers take their time on a busy machine, and one of them at a time is enough for it.
    testTimeout: 60_000,
    hookTimeout: 180_000,
    fileParallelism: false,
    reporters: ['default', ['json', { outputFile: 'test-results/vitest.json' }]],
  },
});
