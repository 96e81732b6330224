/** Small valid pairs, inputs made around one field of them, and what is said when they are refused. */
import { expect } from 'vitest';
import { matchPairs, verifyPairs } from '../../../src/bare/match-pairs.js';
import type { LinkageError } from '../../../src/errors/linkage-error.js';
import { briefly, thrown } from '../../support/thrown.js';

export const MOST = Number.MAX_SAFE_INTEGER;

export const NEED = { id: 'n', rank: 0, demand: 2 };
export const OFFER = { id: 'o', capacity: 3 };
export const PAIR = { need: 'n', offer: 'o', cost: 1 };
export const need = (fields: object) => ({ needs: [{ ...NEED, ...fields }], offers: [OFFER], pairs: [PAIR] });
export const offer = (fields: object) => ({ needs: [NEED], offers: [{ ...OFFER, ...fields }], pairs: [PAIR] });
export const pair = (fields: object) => ({ needs: [NEED], offers: [OFFER], pairs: [{ ...PAIR, ...fields }] });

export function refusal(input: unknown, options?: unknown): LinkageError {
  const error = thrown(() => matchPairs(input as never, options as never));
  // verifyPairs reads the same data in the same way.
  expect(thrown(() => verifyPairs(input as never, {}, options as never)).details).toEqual(error.details);
  for (const { path, message } of error.details) expect([Array.isArray(path), message !== '']).toEqual([true, true]);
  return error;
}

export const faultsOf = (input: unknown) => {
  const error = refusal(input);
  expect(error.code).toBe('INVALID_INPUT');
  return briefly(error);
};
export const optionFaultsOf = (options: unknown) => {
  const error = refusal({ needs: [NEED], offers: [OFFER], pairs: [PAIR] }, options);
  expect(error.code).toBe('INVALID_OPTIONS');
  return briefly(error);
};
