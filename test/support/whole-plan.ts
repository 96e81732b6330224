import { compile } from '../../src/compile/compile.js';
import { createNetwork, type MatchOptions, match, type Plan } from '../../src/index.js';
import { needsOf, providersOf } from '../../src/model/network.js';
import { encode } from '../../src/plan/encode.js';
import { defaultPolicy } from '../../src/policy/policy.js';
import { choiceFigures } from '../../src/proof/choice-check.js';
import { optionsIn } from './certificates.js';
import type { WholeCase } from './whole-network.js';

/** The plan of a case. @param options beyond those that the case has */
export const planOf = ({ input, now, levels, bans }: WholeCase, options: MatchOptions = {}) =>
  match(createNetwork(input), { now, levels, bans, ...options });

/** What is wrong with a plan by its own records: wholes that are neither whole nor absent, single lines of several, bounds that are passed. */
export function faultsOf({ input }: WholeCase, plan: Plan): string[] {
  const network = createNetwork(input);
  const faults: string[] = [];
  const offers = new Map(
    providersOf(network).flatMap((provider) =>
      provider.offers.map((offer) => [`${provider.society}:${provider.id} ${offer.id}`, offer] as const),
    ),
  );
  for (const need of needsOf(network)) {
    const allocations = plan.linkages.find(({ need: id }) => id === need.id)?.allocations ?? [];
    const lines = need.requirements.map((line) => {
      const own = allocations.filter(({ requirement }) => requirement === line.id);
      const isDue =
        line.beyond === undefined && (need.partial ? (line.minimum ?? 0) > 0 || line.single : line.minimum !== 0);
      return { ...line, isDue, own, covered: own.reduce((sum, { quantity }) => sum + quantity, 0) };
    });
    const served = [...new Set(lines.flatMap(({ covered, pattern }) => (covered > 0 ? [pattern] : [])))];
    if (served.length > 1) faults.push(`need ${need.id} has patterns ${served}`);
    for (const line of lines) {
      const at = `need ${need.id}, requirement ${line.id}`;
      if (line.single && new Set(line.own.map(({ provider, offer }) => `${provider} ${offer}`)).size > 1)
        faults.push(`${at} is served by several`);
      const isIn = need.partial ? line.covered > 0 : line.pattern === served[0] && served.length > 0;
      if (isIn && line.isDue && line.quantity !== 'unknown' && line.covered !== line.quantity)
        faults.push(`${at} is served in part`);
      const base = lines.find(({ id }) => id === line.beyond);
      if (base && line.covered > 0 && base.covered < Number(base.quantity))
        faults.push(`${at} comes before its minimum`);
      for (const [key, { perRequirement = Number.POSITIVE_INFINITY }] of offers) {
        const given = [...line.own, ...(base?.own ?? [])].filter(
          ({ provider, offer }) => `${provider} ${offer}` === key,
        );
        if (given.reduce((sum, { quantity }) => sum + quantity, 0) > perRequirement)
          faults.push(`${at} has too much of ${key}`);
      }
    }
  }
  return faults;
}

/** Value and coverage, rank by rank. @param made what the plan was made with beyond what the case has */
export function figuresIn(
  { input, now, bans }: WholeCase,
  plan: Plan,
  made: MatchOptions = {},
): readonly number[] | undefined {
  const network = createNetwork(input);
  const compiled = compile(network, defaultPolicy, { now: now ?? input.asOf, bans });
  const { problem } = compiled;
  if (!problem.wholes) return undefined;
  const choice = {
    option: optionsIn(network, plan, { bans, ...made }),
    candidate: new Int32Array(problem.demand.length),
  };
  return choiceFigures({ ...problem, wholes: problem.wholes }, choice, encode(compiled, plan).flow).slice(0, -2);
}
