import { defineConfig } from 'vitest/config';
import { longTests } from './vitest.config.ts';

/** What takes minutes: `nx test-long failover`, every night and before a release. One file at a time has the machine to itself. */
export default defineConfig({
  test: {
    include: [...longTests, 'src/model/explore.test.ts'],
    env: { FAILOVER_SEARCH: process.env['FAILOVER_SEARCH'] ?? 'wide' },
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 300_000,
    reporters: ['default', ['json', { outputFile: 'test-results/long.json' }]],
  },
});
