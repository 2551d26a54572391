import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{src,prepare}/**/*.test.ts'],
    passWithNoTests: true,
    reporters: ['default', ['json', { outputFile: 'test-results/vitest.json' }]],
  },
});
