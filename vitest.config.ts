import { defineConfig } from 'vitest/config';

/** Files share processes, and what they load; no timeout measures the machine: an hour ends only what would never end. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    isolate: false,
    maxWorkers: '100%',
    testTimeout: 3_600_000,
    hookTimeout: 3_600_000,
  },
});
