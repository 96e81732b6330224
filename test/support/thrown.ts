import { expect } from 'vitest';
import { type Fault, formatPath, LinkageError } from '../../src/errors/linkage-error.js';

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

/** Code, path and value of every fault. */
export const briefly = (error: LinkageError) =>
  error.details.map(({ code, path, value }: Fault) => [code, formatPath(path), value]);
