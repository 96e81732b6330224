import { where } from '../matters.js';
import type { BuiltInRule, Pair } from '../pair.js';

/** The provider lacks a check that is asked for, or it has run out by `now`. Source: H8 in src/README.md. */
export const checks: BuiltInRule = {
  name: 'checks',
  forbids: where({ line: ({ requirement }) => requirement.checks.length > 0 }, (pair) =>
    pair.requirement.checks.some((code) => isLacking(pair, code)),
  ),
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

function isLacking({ checks: held, now }: Pair, code: string): boolean {
  const until = held.get(code);
  return until === undefined || (now !== undefined && until <= now);
}
