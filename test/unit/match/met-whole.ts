import { expect } from 'vitest';
import { createNetwork, type Input, type MatchOptions, match, type Plan, verify } from '../../../src/index.js';

/** Records of one community, written briefly. */
export type Fields = Record<string, unknown>;
export type Records = { readonly [name: string]: readonly Fields[] | string };

export const volunteer = (id: string, quantity: number, capabilities: string[], rest: Fields = {}) => ({
  id,
  community: 'c',
  capabilities,
  quantity,
  ...rest,
});
export const need = (id: string, rest: Fields) => ({ id, community: 'c', urgency: '急', ...rest });
export const networkOf = (records: Records) =>
  createNetwork({ communities: [{ id: 'c' }], ...records } as unknown as Input);

/** The plan, which must verify, also after JSON. */
export function planOf(records: Records, options: MatchOptions = {}): Plan {
  const network = networkOf(records);
  const plan = match(network, options);
  const { policy, previous, pins, bans } = options;
  const verdict = verify(network, JSON.stringify(plan), { policy, previous, pins, bans });
  expect(verdict.checks.filter(({ ok }) => !ok)).toEqual([]);
  return plan;
}

/** Who gives what, as `need.requirement provider quantity`. */
export const given = ({ linkages }: Plan) =>
  linkages.flatMap(({ need: id, allocations }) =>
    allocations.map(
      ({ requirement, provider, quantity }) => `${id}.${requirement} ${provider.split(':')[1]} ${quantity}`,
    ),
  );

/** What lacks, as `need.requirement covered/demanded reason`. */
export const unmet = (plan: Plan) =>
  plan.unmet.map(
    ({ need: id, requirement, covered, demanded, reason }) =>
      `${id}.${requirement} ${covered}/${demanded} ${reason.code}`,
  );
