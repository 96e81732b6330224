import { mergeConfig } from 'vitest/config';
import usual from '../vitest.config.js';

/** The long suites, `npm run test:long`: every law on several times as many random instances as in `npm test`, and on others. */
const env = { TIMES: process.env['TIMES'] ?? '3', FUZZ_SEED: process.env['FUZZ_SEED'] ?? '20260307' };
console.log(`TIMES=${env.TIMES} FUZZ_SEED=${env.FUZZ_SEED} npm run test:long`);
export default mergeConfig(usual, { test: { env } });
