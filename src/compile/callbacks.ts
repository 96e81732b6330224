import type { ErrorCode } from '../errors/codes.js';
import { LinkageError, printable } from '../errors/linkage-error.js';

/**
 * Error of a function of the policy, at `path` in the policy: `found` is what it threw (then also the error's `cause`) or
 * gave.
 */
export function callbackError(code: ErrorCode, path: string[], message: string, found: unknown): LinkageError {
  const value = printable(found instanceof Error ? found.message : found);
  const error = new LinkageError(code, 'A function of the policy failed.', [{ code, path, value, message }]);
  error.cause = found;
  return error;
}
