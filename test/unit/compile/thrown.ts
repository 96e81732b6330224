import { expect } from 'vitest';
import { LinkageError } from '../../../src/errors.js';

/** The error that a call throws. */
export function thrown(run: () => unknown): LinkageError {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(LinkageError);
    return error as LinkageError;
  }
  throw new Error('did not throw');
}
