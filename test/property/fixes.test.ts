import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/compile/compile.js';
import type { Compiled } from '../../src/compile/compiled.js';
import {
  cheapestFixes,
  createNetwork,
  type Fixes,
  type FixTarget,
  type Input,
  match,
  type Plan,
  type Purchasable,
  sentences,
  verify,
} from '../../src/index.js';
import { needsOf } from '../../src/model/network.js';
import { encode } from '../../src/plan/encode.js';
import { usageOf } from '../../src/plan/usage.js';
import { defaultPolicy } from '../../src/policy/policy.js';
import { optionsIn } from '../support/certificates.js';
import { type Dice, dice, seeds } from '../support/dice.js';
import { mostShipped, type Source } from '../support/kept-flow.js';
import { smallNetwork } from '../support/network-arbitrary.js';
import { CAPABILITIES, STREETS } from '../support/network-world.js';
import { runs } from '../support/runs.js';
import { type WholeCase, wholeNetwork } from '../support/whole-network.js';

/** The records with what was inferred from offers written down. */
function settled(input: Input): Input {
  return { ...input, needs: needsOf(createNetwork(input)) as unknown as Input['needs'] };
}

const SOCIETIES = ['socialWorker', 'organisation', 'volunteer', 'resource'] as const;
const KINDS = ['training', 'hours', 'kit', 'incubation', 'fund'] as const;

/** Two or three things on sale, of few lots. */
function pricesOf(roll: Dice, byLot: boolean, input: Input): Purchasable[] {
  const slots = createNetwork(input)
    .getAttribute('slots')
    .map(({ id }) => id);
  return Array.from({ length: 2 + roll(2) }, (_, i): Purchasable => {
    const { code, unit } = CAPABILITIES[[0, 1, 1, 1, 2, 3][roll(6)]!]!;
    const lot = byLot ? 1 + roll(3) : 1;
    return {
      id: `fix${i}`,
      kind: KINDS[roll(KINDS.length)]!,
      society: SOCIETIES[roll(4)]!,
      capability: roll(2) === 0 ? code : { code, level: 3 },
      unit,
      lot,
      amount: lot * (1 + roll(2)) + roll(2) * (lot - 1),
      price: [0, 10, 20, 25, 70][roll(5)]!,
      ...(roll(2) === 0 ? { community: 'c0' } : { adminCode: STREETS[roll(3)]! }),
      ...(roll(2) === 0 && { reach: { within: ['4601'] } }),
      ...(roll(3) === 0 && slots.length > 0 && { windows: slots.slice(roll(slots.length)) }),
      ...(roll(2) === 0 && { checks: [{ code: 'police' }, { code: 'health' }] }),
    };
  });
}

/** The records with so many lots of each. */
function withLots(input: Input, prices: readonly Purchasable[], lots: readonly number[]): Input {
  const lists: Record<string, object[]> = {};
  prices.forEach(({ kind, society, capability, amount: _, lot = 1, price: __, ...rest }, i) => {
    const row = {
      ...rest,
      capabilities: [capability],
      quantity: lot * lots[i]!,
      ...(society === 'resource' && { kind: kind === 'fund' ? 'fund' : kind === 'kit' ? 'goods' : 'equipment' }),
    };
    (lists[`${society}s`] ??= []).push(row);
  });
  const own = input as unknown as Record<string, object[] | undefined>;
  const joined = Object.entries(lists).map(([list, rows]) => [list, [...(own[list] ?? []), ...rows]]);
  return { ...input, ...Object.fromEntries(joined) };
}

/** Every choice of lots, with its price, the cheapest first. */
function choicesOf(prices: readonly Purchasable[]) {
  let choices: number[][] = [[]];
  for (const { amount, lot = 1 } of prices)
    choices = choices.flatMap((lots) => Array.from({ length: Math.floor(amount / lot) + 1 }, (_, n) => [...lots, n]));
  return choices
    .map((lots) => ({ lots, price: lots.reduce((sum, n, i) => sum + n * prices[i]!.price, 0) }))
    .sort((a, b) => a.price - b.price);
}

const coveredBy = (compiled: Compiled, plan: Plan) => usageOf(compiled.problem, encode(compiled, plan).flow).line;

interface World {
  readonly input: Input;
  readonly prices: readonly Purchasable[];
  readonly plan: Plan;
  readonly bans: WholeCase['bans'];
}

/** The problem with so many lots. */
const compiledOf = ({ input, prices, plan, bans }: World, lots: readonly number[]) =>
  compile(createNetwork(withLots(input, prices, lots)), defaultPolicy, { now: plan.now, bans });

/** What the answer promises, looked at in the plan of the records that it says to add. */
function checkAnswer(world: World, answer: Fixes) {
  const { input, prices, plan, bans } = world;
  const added = answer.records as Record<string, object[]>;
  const own = input as unknown as Record<string, object[] | undefined>;
  const lists = Object.entries(added).map(([list, rows]) => [list, [...(own[list] ?? []), ...rows]]);
  const network = createNetwork({ ...input, ...Object.fromEntries(lists) });
  const verdict = verify(network, answer.plan, { pins: answer.pins, bans });
  expect(verdict.checks.filter(({ ok }) => !ok)).toEqual([]);
  expect(answer.price).toBe(answer.fixes.reduce((sum, { price }) => sum + price, 0));
  for (const { id, lots, price, quantity } of answer.fixes) {
    const { price: each, lot = 1, amount } = prices.find((one) => one.id === id)!;
    expect(price).toBe(lots * each);
    expect(quantity).toBe(lots * lot);
    expect(quantity).toBeLessThanOrEqual(amount);
  }
  expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
  for (const locale of ['zh', 'en'] as const)
    expect(sentences(answer, locale).join('\n')).not.toMatch(/undefined|NaN|\[object/);
  const compiled = compile(network, defaultPolicy, { now: plan.now, bans });
  return { compiled, before: coveredBy(compiled, plan), after: coveredBy(compiled, answer.plan) };
}

/** Of a need or a rank: what everybody has now, and what the target may get more. */
function demandsOf({ problem, lines }: Compiled, plan: Plan, before: Float64Array, target: FixTarget): Source[] {
  const own = (n: number) =>
    'need' in target
      ? lines[n]!.need.id === target.need
      : 'rank' in target && rankOf(lines[n]!.need.id, plan) === target.rank.join();
  const all = [...problem.demand.keys()];
  const more = all.filter(own).map((n) => [n, problem.demand[n]! - before[n]!] as const);
  return [
    { units: before.reduce((sum, units) => sum + units, 0), rooms: all.map((n) => [n, before[n]!]) },
    { units: more.reduce((sum, [, room]) => sum + room, 0), rooms: more },
  ];
}

/** Where times cross the search looks past them, and does not claim the best; elsewhere it must. */
function looksPast({ plan }: World, answer: Fixes): boolean {
  const crosses = plan.time !== undefined || answer.plan.time !== undefined;
  expect(answer.status).toBe(crosses ? 'bounded' : 'optimal');
  return crosses;
}

function rankOf(need: string, plan: Plan): string | undefined {
  return [...plan.linkages, ...plan.unmet].find((one) => one.need === need)?.rank.join();
}

describe('cheapestFixes', () => {
  it.each([
    ['by the unit', false],
    ['by the lot', true],
  ])('of a need or a rank: none is cheaper, all is served, nobody better gets less: %s', (_, byLot) => {
    let paid = 0;
    let pinned = 0;
    fc.assert(
      fc.property(smallNetwork, seeds, fc.nat(9), (one, seed, which) => {
        const roll = dice(seed);
        const input = settled(one.input as Input);
        const prices = pricesOf(roll, byLot, input);
        const network = createNetwork(input);
        const plan = match(network, { now: one.now, bans: one.bans });
        const world = { input, prices, plan, bans: one.bans };
        const short = plan.unmet.filter(({ demanded }) => demanded !== 'unknown');
        fc.pre(short.length > 0);
        const { need, rank } = short[which % short.length]!;
        const target = roll(2) === 0 ? { need } : { rank };
        const answer = cheapestFixes(network, plan, { prices, target, bans: one.bans });
        if (looksPast(world, answer)) return;
        expect(answer.bound).toBe(answer.price);
        const { compiled, before, after } = checkAnswer(world, answer);

        // By looking at every choice of lots.
        const reachable = (lots: readonly number[]) => {
          const { problem, ...rest } = compiledOf(world, lots);
          const sources = demandsOf({ problem, ...rest }, plan, before, target);
          return mostShipped(problem, sources) - sources[0]!.units;
        };
        const choices = choicesOf(prices);
        const most = reachable(prices.map(({ amount, lot = 1 }) => Math.floor(amount / lot)));
        const cheapest = choices.find(({ lots }) => reachable(lots) >= most)!;
        expect(answer.price).toBe(cheapest.price);

        const [, more] = demandsOf(compiled, plan, before, target);
        const gained = more!.rooms.reduce((sum, [n]) => sum + after[n]! - before[n]!, 0);
        expect(gained).toBeGreaterThanOrEqual(most);
        const reached = answer.reached.reduce((sum, row) => sum + row.after - row.before, 0);
        expect(reached).toBe(gained);
        const targetRank = Math.min(...more!.rooms.map(([n]) => compiled.problem.rank[n]!));
        compiled.problem.rank.forEach((r, n) => {
          if (r < targetRank || answer.pins.length > 0) expect(after[n]).toBeGreaterThanOrEqual(before[n]!);
        });
        if (answer.price > 0) paid++;
        if (answer.pins.length > 0) pinned++;
      }),
      { ...runs(28), endOnFailure: true },
    );
    expect(paid).toBeGreaterThan(3);
    expect(pinned).toBeGreaterThan(0);
  });

  it.each([
    ['by the unit', false],
    ['by the lot', true],
  ])('of a budget: no choice within it covers more, rank by rank, and none cheaper as much: %s', (_, byLot) => {
    let partly = 0;
    fc.assert(
      fc.property(smallNetwork, seeds, fc.constantFrom(0, 10, 25, 40, 60, 100, 1000), (one, seed, budget) => {
        const input = settled(one.input as Input);
        const prices = pricesOf(dice(seed), byLot, input);
        const network = createNetwork(input);
        const plan = match(network, { now: one.now, bans: one.bans });
        const world = { input, prices, plan, bans: one.bans };
        const answer = cheapestFixes(network, plan, { prices, target: { budget }, bans: one.bans });
        if (looksPast(world, answer)) return;
        expect(answer.price).toBeLessThanOrEqual(budget);
        expect(answer.pins).toEqual([]);
        const { compiled, after } = checkAnswer(world, answer);
        const byRank = (rank: Int32Array, covered: Float64Array) => {
          const sums = compiled.ranks.map(() => 0);
          rank.forEach((r, n) => {
            sums[r]! += covered[n]!;
          });
          return sums;
        };
        const reach = (lots: readonly number[]) => {
          const { problem } = compiledOf(world, lots);
          const upTo = compiled.ranks.map((_, r) => {
            const rooms = [...problem.demand.keys()]
              .filter((n) => problem.rank[n]! <= r)
              .map((n) => [n, problem.demand[n]!] as const);
            return mostShipped(problem, [{ units: Number.MAX_SAFE_INTEGER, rooms }]);
          });
          return upTo.map((units, r) => units - (upTo[r - 1] ?? 0));
        };
        const within = choicesOf(prices)
          .filter(({ price }) => price <= budget)
          .map((choice) => ({ ...choice, reached: reach(choice.lots) }));
        const isMore = (a: readonly number[], b: readonly number[]) => {
          const r = a.findIndex((units, i) => units !== b[i]);
          return r >= 0 && a[r]! > b[r]!;
        };
        const top = within.reduce((best, choice) => (isMore(choice.reached, best.reached) ? choice : best));
        expect(byRank(compiled.problem.rank, after)).toEqual(top.reached);
        expect(answer.price).toBe(top.price);
        if (answer.price > 0 && answer.price < 1000) partly++;
      }),
      { ...runs(18), endOnFailure: true },
    );
    expect(partly).toBeGreaterThan(2);
  });

  it('keeps pins, and takes plans that were made by hand', () => {
    fc.assert(
      fc.property(smallNetwork, seeds, fc.boolean(), (one, seed, greedy) => {
        const input = settled(one.input as Input);
        const prices = pricesOf(dice(seed), true, input);
        const network = createNetwork(input);
        const method = greedy ? ('greedy' as const) : undefined;
        const free = match(network, { now: one.now, bans: one.bans, method });
        const [first] = free.linkages;
        const short = free.unmet.find(({ demanded }) => demanded !== 'unknown');
        fc.pre(first !== undefined && short !== undefined);
        const { provider, requirement, offer, slot } = first!.allocations[0]!;
        const pins = [{ need: first!.need, provider, requirement, offer, slot, quantity: 1 }];
        const plan = match(network, { now: one.now, bans: one.bans, method, pins });
        const answer = cheapestFixes(network, plan, { prices, target: { rank: short!.rank }, bans: one.bans, pins });
        const world = { input, prices, plan, bans: one.bans };
        const { before, after } = checkAnswer(world, { ...answer, pins: [...pins, ...answer.pins] });
        if (looksPast(world, answer)) return;
        for (const [n, units] of answer.pins.length > 0 ? after.entries() : [])
          if (!greedy) expect(units).toBeGreaterThanOrEqual(before[n]!);
        const rows = answer.reached.map((row) => row.after >= row.before);
        expect(rows).toEqual(rows.map(() => true));
      }),
      { ...runs(10), endOnFailure: true },
    );
  });

  it('of a need that is met whole: it is met, or nothing on the list would do', () => {
    let met = 0;
    fc.assert(
      fc.property(wholeNetwork, seeds, fc.nat(9), (one, seed, which) => {
        const roll = dice(seed);
        const { input } = one;
        const prices = pricesOf(roll, roll(2) === 0, input);
        // Where nobody offers it, a requirement may count in another unit.
        const units = (given: Input) =>
          needsOf(createNetwork(given)).flatMap(({ requirements }) => requirements.map(({ unit }) => unit));
        fc.pre(
          units(input).join() ===
            units(
              withLots(
                input,
                prices,
                prices.map(() => 1),
              ),
            ).join(),
        );
        const network = createNetwork(input);
        const plan = match(network, { now: one.now, bans: one.bans });
        const world = { input, prices, plan, bans: one.bans };
        const compiled = compile(network, defaultPolicy, { now: plan.now, bans: one.bans });
        const { option } = compiled.problem.wholes ?? {};
        const taken = optionsIn(network, plan, { bans: one.bans });
        const whole = needsOf(network).filter(({ id, partial }) => {
          const own = compiled.lines.flatMap((line, n) => (line.need.id === id ? [n] : []));
          return !partial && own.length > 0 && own.every((n) => !taken.includes(option![n]!));
        });
        fc.pre(whole.length > 0);
        const need = whole[which % whole.length]!;
        const answer = cheapestFixes(network, plan, { prices, target: { need: need.id }, bans: one.bans });
        const { before, after } = checkAnswer(world, answer);
        if (looksPast(world, answer)) return;
        expect(answer).toMatchObject({ status: 'optimal', price: leastPrice(world, need.id, before) });
        const isIn = answer.plan.linkages.some((linkage) => linkage.need === need.id);
        if (answer.price === 0) return;
        expect(isIn).toBe(true);
        met++;
        for (const [n, units] of answer.pins.length > 0 ? after.entries() : [])
          expect(units).toBeGreaterThanOrEqual(before[n]!);
      }),
      { ...runs(14), endOnFailure: true },
    );
    expect(met).toBeGreaterThan(0);
  });

  it('of lines that are each met whole: as many as can be, then as much of the others, for the least; with a limit a bound', () => {
    const seen = { several: 0, bounded: 0 };
    fc.assert(
      fc.property(singleTown, fc.integer({ min: 0, max: 400 }), ({ input, prices }, workLimit) => {
        const network = createNetwork(input);
        const plan = match(network);
        const world = { input, prices, plan, bans: [] };
        const options = { prices, target: { need: 'far' } };
        const answer = cheapestFixes(network, plan, options);
        const { compiled, before, after } = checkAnswer(world, answer);
        const least = leastPrice(world, 'far', before);
        expect(answer).toMatchObject({ status: 'optimal', price: least, bound: least });
        const most = (lots: readonly number[]) => mostOf(world, lots, 'far', before);
        const bought = (one: Fixes) => prices.map(({ id }) => one.fixes.find((row) => row.id === id)?.lots ?? 0);
        const reached = most(bought(answer));
        expect(reached).toEqual(most(prices.map(({ amount, lot = 1 }) => amount / lot)));
        const near = compiled.lines.findIndex(({ need }) => need.id === 'near');
        expect(after[near]).toBeGreaterThanOrEqual(before[near]!);
        if (reached[0] > 1 && answer.price > 0) seen.several++;

        const limited = cheapestFixes(network, plan, { ...options, workLimit });
        checkAnswer(world, limited);
        expect(limited.bound).toBeLessThanOrEqual(limited.price);
        if (limited.status === 'optimal') expect(limited).toMatchObject({ price: least, bound: least });
        else seen.bounded++;
        const as = most(bought(limited));
        const same = choicesOf(prices).find(({ lots }) => most(lots).join() === as.join())!;
        expect(limited.bound).toBeLessThanOrEqual(same.price);
      }),
      { ...runs(42), endOnFailure: true },
    );
    expect(seen.several).toBeGreaterThan(10);
    expect(seen.bounded).toBeGreaterThan(10);
  });
});

/** The least for which as many lines and patterns of a need as can be are met whole, and then as much of its other lines. By looking at everything. */
function leastPrice(world: World, need: string, before: Float64Array): number {
  const most = mostOf(
    world,
    world.prices.map(({ amount, lot = 1 }) => Math.floor(amount / lot)),
    need,
    before,
  );
  return choicesOf(world.prices).find(({ lots }) => mostOf(world, lots, need, before).join() === most.join())!.price;
}

/** How many more can be met whole, and then how many units more of other lines, while all lines keep what they have. */
function mostOf(world: World, lots: readonly number[], need: string, before: Float64Array): [number, number] {
  const { problem, lines, offers, candidates } = compiledOf(world, lots);
  const wholes = problem.wholes!;
  const pairsOf = (n: number) =>
    [...candidates.offer.keys()].filter((p) => p >= problem.candidateStart[n]! && p < problem.candidateStart[n + 1]!);
  const max = problem.max.slice();
  // Single lines that are served keep their provider.
  for (const { need: id, allocations } of world.plan.linkages) {
    for (const { requirement, provider, offer } of allocations) {
      const n = lines.findIndex((line) => line.need.id === id && line.requirement.id === requirement);
      if (wholes.single[n] !== 1) continue;
      for (const p of pairsOf(n)) {
        const ref = offers[candidates.offer[p]!]!;
        if (ref.key !== provider || ref.offer.id !== offer) max[p] = 0;
      }
    }
  }
  const own = lines.flatMap((line, n) => (line.need.id === need ? [n] : []));
  const chosen = new Set(optionsIn(createNetwork(world.input), world.plan, { bans: world.bans }));
  const more = own
    .filter((n) => wholes.option[n] === -1 || chosen.has(wholes.option[n]!))
    .map((n) => [n, problem.demand[n]! - before[n]!] as const);
  let ways: number[][] = [[]];
  wholes.rank.forEach((_, t) => {
    const options = [...wholes.option.keys()].map((n) => wholes.option[n]!).filter((o) => isOf(t, o));
    if (options.some((o) => chosen.has(o))) return;
    const open = [...new Set(own.map((n) => wholes.option[n]!))].filter((o) => options.includes(o));
    ways = ways.flatMap((way) => [way, ...open.map((o) => [...way, o])]);
  });
  return ways
    .map((way): [number, number] => [way.length, extraOf(way)])
    .filter(([, units]) => units >= 0)
    .sort((a, b) => b[0] - a[0] || b[1] - a[1])[0]!;

  function isOf(t: number, o: number): boolean {
    return o >= wholes.optionStart[t]! && o < wholes.optionStart[t + 1]!;
  }

  /** Units of other lines once these options are served; −1: they cannot be. */
  function extraOf(way: readonly number[]): number {
    const due = own.filter((n) => way.includes(wholes.option[n]!) && wholes.must[n] === 1);
    const units = before.slice();
    for (const n of due) units[n] = problem.demand[n]!;
    const rooms = [...units.entries()].filter(([, room]) => room > 0);
    const total = units.reduce((sum, each) => sum + each, 0);
    const singles = due.filter((n) => wholes.single[n] === 1 && units[n]! > 0);
    const shared = (i: number, open: Float64Array): number => {
      const n = singles[i];
      if (n === undefined) {
        if (mostShipped(problem, [{ units: total, rooms }], open) < total) return -1;
        const all = [
          { units: total, rooms },
          { units: Number.MAX_SAFE_INTEGER, rooms: more },
        ];
        return mostShipped(problem, all, open) - total;
      }
      const each = pairsOf(n).map((p) => {
        if (open[p]! < units[n]!) return -1;
        const only = open.slice().fill(0, problem.candidateStart[n]!, problem.candidateStart[n + 1]!);
        only[p] = open[p]!;
        return shared(i + 1, only);
      });
      return Math.max(-1, ...each);
    };
    return shared(0, max);
  }
}

/** One need with lines that one provider each must serve whole, one besides that anybody may, and a neighbour who is served. */
const singleTown: fc.Arbitrary<{ input: Input; prices: Purchasable[] }> = seeds.map((seed) => {
  const roll = dice(seed);
  const few = <T>(most: number, make: (i: number) => T) => Array.from({ length: 1 + roll(most) }, (_, i) => make(i));
  const codes = () => (roll(3) === 0 ? ['a', 'b'] : [roll(2) === 0 ? 'a' : 'b']);
  const base = { community: 'c', unit: 'session' } as const;
  const line = () => ({ capability: roll(2) === 0 ? 'a' : 'b', quantity: 1 + roll(3), unit: 'session' });
  return {
    input: {
      catalogue: [],
      communities: [{ id: 'c' }],
      volunteers: few(3, (i) => ({ ...base, id: `v${i}`, capabilities: codes(), quantity: 1 + roll(3) })),
      needs: [
        { id: 'near', community: 'c', urgency: '急', ...line() },
        {
          id: 'far',
          community: 'c',
          urgency: '盼',
          requirements: [...few(4, () => ({ ...line(), single: true })), ...few(1, line)],
        },
      ],
    },
    prices: few(2, (i): Purchasable => {
      const lot = 1 + roll(3);
      const capability = roll(2) === 0 ? 'a' : 'b';
      return {
        ...base,
        id: `p${i}`,
        kind: 'hours',
        society: 'volunteer',
        capability,
        lot,
        amount: lot * (1 + roll(3)),
        price: 10 + roll(30),
      };
    }),
  };
});
