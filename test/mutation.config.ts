import { defineConfig } from 'vitest/config';

/** What the mutants of `src/proof` have to survive: `npm run mutation`. */
export default defineConfig({ test: { include: ['test/unit/proof/*.test.ts'] } });
