import { defineConfig } from 'vitest/config';

/** Tests that take minutes; see vitest.long.config.ts. */
export const longTests = ['src/**/*.fault.test.ts'];

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts'],
    exclude: longTests,
    // Servers of several files at once would be slow enough to fail.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default', ['json', { outputFile: 'test-results/vitest.json' }]],
  },
});
