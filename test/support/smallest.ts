import records from '../package/consumer/smallest.json' with { type: 'json' };
import type { WrittenInput } from './network-types.js';

/** The smallest useful input of the design: everything asked is there. */
export const SMALLEST = records as WrittenInput;
