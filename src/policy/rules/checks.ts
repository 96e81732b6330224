import { where } from '../matters.js';
import type { BuiltInRule, Pair } from '../pair.js';
import { hasRunOut } from '../run-out.js';

/**
 * The provider lacks a check that is asked for, or it has run out by the end of every slot in which the two can meet or, where they have none, by `now`. Source: H8 in
 * src/README.md.
 */
export const checks: BuiltInRule = {
  name: 'checks',
  forbids: where({ line: ({ requirement }) => requirement.checks.length > 0 }, (pair) =>
    pair.requirement.checks.some((code) => isLacking(pair, code)),
  ),
  until: ({ checks: asked }, { checks: held }) =>
    asked.reduce((least, code) => Math.min(least, untilOf(held, code)), Number.POSITIVE_INFINITY),
  compared: (pair) => {
    const held = pair.provider.checks.map(({ code, expiresAt }) => ({ code, ...(expiresAt && { expiresAt }) }));
    const lacking = [...new Set(pair.requirement.checks)].filter((code) => isLacking(pair, code));
    return {
      field: 'provider.checks',
      actual: held,
      required: [...held.filter(({ code }) => !lacking.includes(code)), ...lacking.map((code) => ({ code }))],
    };
  },
};

/** When it runs out; long ago, if it is not held. */
function untilOf(held: Pair['checks'], code: string): number {
  return held.get(code) ?? Number.NEGATIVE_INFINITY;
}

function isLacking(pair: Pair, code: string): boolean {
  return !pair.checks.has(code) || hasRunOut(pair, untilOf(pair.checks, code));
}
