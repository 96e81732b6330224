import type { ErrorCode } from '../../errors/codes.js';
import { LinkageError } from '../../errors/linkage-error.js';
import type { Pair } from '../../policy/pair.js';
import type { Policy } from '../../policy/policy.js';
import { callbackError } from '../callbacks.js';
import { firstIn } from './masks.js';
import { describePair } from './pairing.js';

/** The functions of a policy, asked about one pair, and what they answer held to what they may answer. */
export interface Judges {
  /** Number of the first rule in `mask` that forbids the pair; −1: none does. */
  firstForbidding(pair: Pair, mask: number): number;
  /** Cost of one lot by the terms in `mask`. */
  costOf(pair: Pair, mask: number): number;
}

/**
 * @throws LinkageError when asked: `BAD_RULE` or `BAD_TERM`, naming function and pair, for one that throws or does not give a boolean
 * or an integer; `COST_TOO_LARGE`
 */
export function judgesOf(policy: Policy): Judges {
  const names = [...policy.rules.keys()];
  const forbidding = [...policy.rules.values()].map((rule) => rule.forbids);
  const terms = [...policy.terms].map(([name, { term, scale }]) => ({ name, term, scale }));
  let inHand: Pair;
  let sum = 0;

  const forbids = (k: number): boolean => {
    let answer: unknown;
    try {
      answer = forbidding[k]!(inHand);
    } catch (cause) {
      throw badCall('BAD_RULE', ['rules', names[k]!], inHand, 'threw', cause);
    }
    if (answer !== true && answer !== false) {
      throw badCall('BAD_RULE', ['rules', names[k]!], inHand, 'gave no boolean', answer);
    }
    return answer;
  };

  const adds = (k: number): boolean => {
    const { name, term, scale } = terms[k]!;
    let figure: unknown;
    try {
      figure = term(inHand);
    } catch (cause) {
      throw badCall('BAD_TERM', ['terms', name], inHand, 'threw', cause);
    }
    if (!Number.isSafeInteger(figure)) throw badCall('BAD_TERM', ['terms', name], inHand, 'gave no integer', figure);
    const part = scale * (figure as number);
    sum += part;
    if (!Number.isSafeInteger(part) || !Number.isSafeInteger(sum)) {
      throw new LinkageError('COST_TOO_LARGE', `The cost of ${describePair(inHand)} is beyond 2^53 − 1.`);
    }
    return false;
  };

  return {
    firstForbidding(pair, mask) {
      inHand = pair;
      return firstIn(mask, forbidding.length, forbids);
    },
    costOf(pair, mask) {
      inHand = pair;
      sum = 0;
      firstIn(mask, terms.length, adds);
      return sum;
    },
  };
}

function badCall(code: ErrorCode, path: [string, string], pair: Pair, did: string, found: unknown): LinkageError {
  return callbackError(code, path, `It ${did} for ${describePair(pair)}.`, found);
}
