import { defineConfig } from 'vitest/config';

/** What the mutants of `src/proof` have to survive: `npm run mutation`. A machine that is busy kills none. */
export default defineConfig({ test: { include: ['test/unit/proof/*.test.ts'], testTimeout: 60_000 } });
