import { defineConfig } from 'vitest/config';

/** What needs a browser: `npm run test:browser`. */
export default defineConfig({
  test: { include: ['test/browser/*.browser.ts'], testTimeout: 3_600_000, hookTimeout: 3_600_000 },
});
