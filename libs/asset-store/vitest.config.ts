import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    passWithNoTests: true,
    reporters: ['default', ['json', { outputFile: 'test-results/vitest.json' }]],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts'],
          exclude: ['src/**/*.{integration,fault}.test.ts'],
        },
      },
      {
        test: {
          name: 's3',
          include: ['src/**/*.{integration,fault}.test.ts'],
          // The first of them may have to install moto.
          testTimeout: 60_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
