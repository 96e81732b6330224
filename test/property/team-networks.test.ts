import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/compile/compile.js';
import { createNetwork, type Input, match, type Plan, parsePlan, verify } from '../../src/index.js';
import { needsOf, providersOf } from '../../src/model/network.js';
import { encode } from '../../src/plan/encode.js';
import { defaultPolicy } from '../../src/policy/policy.js';
import { figuresOf } from '../../src/proof/choice-check.js';
import { type Dice, dice, seeds } from '../support/dice.js';
import { runs } from '../support/runs.js';
import { type TeamCase, teamNetwork } from '../support/team-network.js';

const planOf = ({ input, now, levels, bans }: TeamCase, previous?: Plan) =>
  match(createNetwork(input), { now, levels, bans, previous });

/** What is wrong with a plan by its own records: teams that are neither whole nor absent, single lines of several, bounds that are passed. */
function faultsOf({ input }: TeamCase, plan: Plan): string[] {
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

/** Value and coverage, rank by rank. */
function figuresIn({ input, now, bans }: TeamCase, plan: Plan): readonly number[] | undefined {
  const compiled = compile(createNetwork(input), defaultPolicy, { now: now ?? input.asOf, bans });
  const { problem } = compiled;
  const { teams } = plan.certificate;
  if (!problem.teams || !teams) return undefined;
  const choice = { option: Int32Array.from(teams.option), candidate: new Int32Array(problem.demand.length) };
  return figuresOf({ ...problem, teams: problem.teams }, choice, encode(compiled, plan).flow).slice(0, -2);
}

describe('match where needs are met whole', () => {
  it('keeps every rule, and verifies; so does a plan that was stopped, and one after another', () => {
    let teams = 0;
    let met = 0;
    fc.assert(
      fc.property(teamNetwork, fc.nat(3000), (one, workLimit) => {
        const network = createNetwork(one.input);
        const plan = planOf(one);
        const stopped = match(network, { now: one.now, levels: one.levels, bans: one.bans, workLimit });
        const again = planOf(one, stopped);
        for (const [each, previous] of [[plan], [stopped], [again, stopped]] as const) {
          expect(faultsOf(one, each)).toEqual([]);
          const verdict = verify(network, JSON.stringify(each), { bans: one.bans, previous });
          expect(verdict.checks.filter(({ ok }) => !ok)).toEqual([]);
          expect(parsePlan(JSON.stringify(each))).toEqual(each);
        }
        if (plan.status === 'optimal' && plan.teams) {
          // Nothing beats what is proved to be best, nor what is bounded.
          const value = ({ teams: told }: Plan) => told!.byRank[0]!.value;
          expect(value(stopped)).toBeLessThanOrEqual(value(plan));
          expect(stopped.teams!.byRank[0]!.bound).toBeGreaterThanOrEqual(value(plan));
        }
        for (const row of plan.teams?.byRank ?? []) {
          teams += row.needs;
          met += row.met;
        }
      }),
      runs(80, 30),
    );
    expect(teams).toBeGreaterThan(met);
    expect(met).toBeGreaterThan(20);
  });

  it('the order of the records does not matter, byte for byte', () => {
    fc.assert(
      fc.property(teamNetwork, seeds, (one, seed) => {
        const roll = dice(seed);
        const shuffled = Object.fromEntries(
          Object.entries(one.input).map(([name, rows]) => [name, Array.isArray(rows) ? shuffle(rows, roll) : rows]),
        ) as unknown as Input;
        expect(JSON.stringify(planOf({ ...one, input: shuffled }))).toBe(JSON.stringify(planOf(one)));
      }),
      runs(60, 30),
    );
  });

  it('one more offer never worsens value and coverage', () => {
    let better = 0;
    fc.assert(
      fc.property(teamNetwork, fc.constantFrom(['escort', 'session'], ['casework', 'case']), (one, [code, unit]) => {
        const extra = {
          id: 'extra',
          capabilities: [{ code, level: 5 }],
          unit,
          quantity: 2,
          reach: { within: ['4601'] },
        };
        const more = { ...one, input: { ...one.input, volunteers: [...(one.input.volunteers ?? []), extra] } as Input };
        // Where nobody offers it, a requirement may count in another unit.
        const units = (input: Input) =>
          needsOf(createNetwork(input)).flatMap((need) => need.requirements.map((line) => line.unit));
        fc.pre(units(one.input).join() === units(more.input).join());
        const [before, after] = [planOf(one), planOf(more)];
        fc.pre(before.status === 'optimal' && after.status === 'optimal');
        const [then, now] = [figuresIn(one, before), figuresIn(more, after)];
        if (!then || !now) return;
        const first = now.findIndex((figure, j) => figure !== then[j]);
        if (first < 0) return;
        expect(now[first]).toBeGreaterThan(then[first]!);
        better++;
      }),
      runs(40, 30),
    );
    expect(better).toBeGreaterThan(5);
  });
});

describe('verify', () => {
  it('refuses what is changed in a plan with teams, but for prices and trees that prove as much', () => {
    let refused = 0;
    let accepted = 0;
    fc.assert(
      fc.property(teamNetwork, seeds, (one, seed) => {
        const roll = dice(seed);
        const network = createNetwork(one.input);
        const plan = planOf(one);
        fc.pre(plan.teams !== undefined);
        const all = [...leavesOf(plan)];
        const ours = all.filter(([at]) => at === 'teams' || at === 'certificate');
        for (let turn = 0; turn < 24; turn++) {
          const list = turn % 2 === 0 && ours.length > 0 ? ours : all;
          const path = list[roll(list.length)]!;
          const copy = changed(plan, path, roll);
          if (JSON.stringify(copy) === JSON.stringify(plan)) continue;
          if (!verify(network, copy, { bans: one.bans }).ok) refused++;
          else {
            accepted++;
            expect(path.join('.')).toMatch(/^certificate\.(marks|position|keep|cost|teams\.searches)/);
          }
        }
      }),
      runs(60, 30),
    );
    expect(refused).toBeGreaterThan(accepted);
    expect(refused).toBeGreaterThan(300);
  });

  it('refuses a plan of other records, and one whose teams are all left out', () => {
    fc.assert(
      fc.property(teamNetwork, teamNetwork, (one, other) => {
        const plan = planOf(one);
        fc.pre(JSON.stringify(one.input) !== JSON.stringify(other.input) && plan.linkages.length > 0);
        expect(verify(createNetwork(other.input), plan, { bans: other.bans }).ok).toBe(false);
        const { teams, certificate, ...rest } = plan;
        fc.pre(teams !== undefined);
        const { teams: _, ...bare } = certificate;
        const network = createNetwork(one.input);
        for (const forged of [
          { ...rest, certificate },
          { ...rest, teams, certificate: bare },
          { ...rest, certificate: bare },
        ]) {
          expect(verify(network, forged, { bans: one.bans }).ok).toBe(false);
        }
        const nobody = certificate.teams!.option.map(() => -1);
        const none = {
          ...plan,
          linkages: [],
          certificate: { ...certificate, teams: { ...certificate.teams!, option: nobody, candidate: [] } },
        };
        expect(verify(network, none, { bans: one.bans }).ok).toBe(false);
      }),
      runs(25, 30),
    );
  });
});

function shuffle<T>(list: readonly T[], roll: Dice): T[] {
  return list
    .map((item) => ({ item, at: roll(1000) }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/** Paths to every number, text and list that is not empty. */
function* leavesOf(value: unknown, path: readonly string[] = []): Generator<readonly string[]> {
  if (typeof value !== 'object' || value === null) yield path;
  else {
    if (Array.isArray(value) && value.length > 0) yield path;
    for (const [key, inner] of Object.entries(value)) yield* leavesOf(inner, [...path, key]);
  }
}

/** A copy with one thing changed: a number moved, a text or a list made longer or shorter. */
function changed(plan: Plan, path: readonly string[], roll: Dice): unknown {
  const copy: unknown = structuredClone(plan);
  const at = path.slice(0, -1).reduce<unknown>((inner, key) => Reflect.get(Object(inner), key), copy) as object;
  const key = path.at(-1)!;
  const value: unknown = Reflect.get(at, key);
  if (typeof value === 'number') Reflect.set(at, key, value + [1, -1, 2 ** 32, 0.5][roll(4)]!);
  else if (typeof value === 'boolean') Reflect.set(at, key, !value);
  else if (Array.isArray(value)) Reflect.set(at, key, roll(2) === 0 ? value.slice(1) : [...value, value[0]]);
  else Reflect.set(at, key, `${value}x`);
  return copy;
}
