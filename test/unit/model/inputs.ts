import { type Fault, LinkageError } from '../../../src/errors/linkage-error.js';
import { createNetwork, importNetwork } from '../../../src/model/network.js';
import type { Input } from '../../../src/model/records.js';
import { SMALLEST } from '../../support/smallest.js';

/** A record whose fields a test may set to anything. */
export type Loose = Record<string, unknown>;
export type LooseInput = Record<string, Loose[]>;

/** The smallest useful input of the design, fresh each time. */
export function smallest(): LooseInput {
  return structuredClone(SMALLEST) as unknown as LooseInput;
}

/** One community and whatever else is given. */
export function around(more: Loose): Loose {
  return { communities: [{ id: 'c' }], needs: [], ...more };
}

/** One volunteer with an offer, some fields replaced. */
export function volunteer(fields: Loose): Loose {
  return around({ volunteers: [{ id: 'v', capabilities: ['escort'], quantity: 2, ...fields }] });
}

/** One need with a requirement, some fields replaced. */
export function need(fields: Loose): Loose {
  return around({ needs: [{ id: 'n', community: 'c', urgency: 'urgent', capability: 'escort', ...fields }] });
}

/** A network of input that the types would not let through. */
export const create = (input: unknown) => createNetwork(input as Input);
export const importing = (input: unknown) => importNetwork(input as Input);

/** The error that `createNetwork` throws; fails if it throws none, or another kind. */
export function refusal(input: unknown): LinkageError {
  try {
    create(input);
  } catch (error) {
    if (error instanceof LinkageError) return error;
    throw error;
  }
  throw new Error('the input was accepted');
}

export function faultsOf(input: unknown): readonly Fault[] {
  return refusal(input).details;
}

/** Codes and paths of the faults, as `NEGATIVE volunteers[0].quantity`. */
export function told(input: unknown): string[] {
  return faultsOf(input).map(({ code, path }) => `${code} ${path.join('.')}`);
}
