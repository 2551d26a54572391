import { defineConfig } from 'vitest/config';

/** Scenarios in a real Chromium against the built shop; they follow `nx build storefront`. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    globalSetup: ['test/support/services.ts', 'test/support/chromium.ts', 'test/support/seeded-shop.ts'],
    reporters: ['default', ['json', { outputFile: 'test-results/browser.json' }]],
    passWithNoTests: true,
    // One browser and one shop at a time: on two processors more of them only wait for each other.
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
});
