import { defineConfig } from 'vitest/config';

/** Tests of templates: they share one process, since the CDK's validator takes seconds to start. */
const templates = ['src/{stacks,constructs,monitoring}/**/*.test.ts'];

export default defineConfig({
  test: {
    passWithNoTests: true,
    reporters: ['default', ['json', { outputFile: 'test-results/vitest.json' }]],
    projects: [
      {
        extends: true,
        test: {
          name: 'templates',
          include: templates,
          isolate: false,
          fileParallelism: false,
          testTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: { name: 'infra', include: ['src/**/*.test.ts'], exclude: templates },
      },
    ],
  },
});
