import { LinkageError } from '../errors/linkage-error.js';

/** Nothing, where the package that it takes is not there. */
export async function ifInstalled<T>(made: Promise<T>): Promise<T | undefined> {
  try {
    return await made;
  } catch (error) {
    if (error instanceof LinkageError && error.code === 'PEER_MISSING') return undefined;
    throw error;
  }
}
