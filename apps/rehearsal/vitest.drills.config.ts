import { defineConfig } from 'vitest/config';
import { drillTests } from './vitest.config.ts';

/** The drills that tell the most, on the whole topology: `nx test-drills rehearsal`, after all other tests. */
export default defineConfig({
  test: {
    include: drillTests,
    fileParallelism: false,
    reporters: ['default', ['json', { outputFile: 'test-results/drills.json' }]],
  },
});
