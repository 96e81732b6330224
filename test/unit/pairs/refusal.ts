/** Small valid pairs, inputs made around one field of them, and what is said when they are refused. */
import { expect } from 'vitest';
import { type Fault, formatPath, LinkageError } from '../../../src/errors.js';
import { matchPairs, verifyPairs } from '../../../src/pairs.js';

export const MOST = Number.MAX_SAFE_INTEGER;

export const NEED = { id: 'n', rank: 0, demand: 2 };
export const OFFER = { id: 'o', capacity: 3 };
export const PAIR = { need: 'n', offer: 'o', cost: 1 };
export const need = (fields: object) => ({ needs: [{ ...NEED, ...fields }], offers: [OFFER], pairs: [PAIR] });
export const offer = (fields: object) => ({ needs: [NEED], offers: [{ ...OFFER, ...fields }], pairs: [PAIR] });
export const pair = (fields: object) => ({ needs: [NEED], offers: [OFFER], pairs: [{ ...PAIR, ...fields }] });

export function refusal(input: unknown, options?: unknown): LinkageError {
  const call = (run: () => unknown) => {
    try {
      run();
    } catch (error) {
      if (error instanceof LinkageError) return error;
      throw error;
    }
    throw new Error('nothing was refused');
  };
  const error = call(() => matchPairs(input as never, options as never));
  // verifyPairs reads the same data in the same way.
  expect(call(() => verifyPairs(input as never, {}, options as never)).details).toEqual(error.details);
  for (const { path, message } of error.details) expect([Array.isArray(path), message !== '']).toEqual([true, true]);
  return error;
}

/** code, path and value of every fault. */
export const briefly = (error: LinkageError) =>
  error.details.map(({ code, path, value }: Fault) => [code, formatPath(path), value]);
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
