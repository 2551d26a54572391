import { defineConfig } from 'vitest/config';

const tests = (pattern: string) => `src/**/${pattern}.{ts,tsx}`;

export default defineConfig({
  test: {
    reporters: ['default', ['json', { outputFile: 'test-results/vitest.json' }]],
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: [tests('*.test')], exclude: [tests('*.integration.test')] },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: [tests('*.integration.test')],
          globalSetup: ['test/support/services.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
