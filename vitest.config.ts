import { defineConfig } from 'vitest/config';

// `npm test` runs both; `npm run check` runs the first alone, which needs neither database nor browser.
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      { test: { name: 'house', include: ['tests/house/**/*.test.{ts,tsx}'] } },
      {
        test: {
          name: 'foyer',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: ['tests/house/**'],
          globalSetup: 'tests/setup/global.ts',
          // No measure of speed: both cores may be taken, and everything take ten times as long.
          testTimeout: 120_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 30_000 } },
        },
      },
    ],
  },
});
