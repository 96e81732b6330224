import { mergeConfig } from 'vitest/config';
import usual from '../vitest.config.js';

/** The long suites, `npm run test:long`: every law on several times as many random instances as in `npm test`. */
export default mergeConfig(usual, { test: { env: { TIMES: process.env['TIMES'] ?? '3' } } });
