import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNetwork, match, type Plan, parsePlan, verify } from '../../src/index.js';
import type { IslandProof } from '../../src/plan/plan.js';
import { proofsIn } from '../support/certificates.js';
import { type Dice, dice, seeds } from '../support/dice.js';
import { runs } from '../support/runs.js';
import { wholeNetwork } from '../support/whole-network.js';
import { faultsOf, planOf } from '../support/whole-plan.js';

describe('match where needs are met whole', () => {
  it('keeps every rule, and verifies; so does a plan that was stopped, and one after another', () => {
    let teams = 0;
    let met = 0;
    fc.assert(
      fc.property(wholeNetwork, fc.nat(3000), (one, workLimit) => {
        const network = createNetwork(one.input);
        const plan = planOf(one);
        const stopped = match(network, { now: one.now, levels: one.levels, bans: one.bans, workLimit });
        const again = planOf(one, { previous: stopped });
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
      runs(20),
    );
    expect(teams).toBeGreaterThan(met);
    expect(met).toBeGreaterThan(10);
  });
});

describe('verify', () => {
  it('refuses what is changed in a plan with teams, but for prices and trees that prove as much', () => {
    let refused = 0;
    let accepted = 0;
    fc.assert(
      fc.property(wholeNetwork, seeds, (one, seed) => {
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
      runs(15),
    );
    expect(refused).toBeGreaterThan(accepted);
    expect(refused).toBeGreaterThan(150);
  });

  it('refuses a plan of other records, and one whose teams are all left out', () => {
    fc.assert(
      fc.property(wholeNetwork, wholeNetwork, (one, other) => {
        const plan = planOf(one);
        fc.pre(JSON.stringify(one.input) !== JSON.stringify(other.input) && plan.linkages.length > 0);
        expect(verify(createNetwork(other.input), plan, { bans: other.bans }).ok).toBe(false);
        const { teams, certificate, ...rest } = plan;
        // Where nobody can serve a need that is met whole, nothing is proved of it.
        fc.pre(teams !== undefined && proofsIn(plan).some((proof) => proof.teams !== undefined));
        const without = (parts: IslandProof[]) => ({ ...certificate, parts });
        const bare = without(proofsIn(plan).map(({ teams: _, ...proof }) => proof));
        const network = createNetwork(one.input);
        for (const forged of [
          { ...rest, certificate },
          { ...rest, teams, certificate: bare },
          { ...rest, certificate: bare },
        ]) {
          expect(verify(network, forged, { bans: one.bans }).ok).toBe(false);
        }
        const none = {
          ...plan,
          linkages: [],
          certificate: without(
            proofsIn(plan).map(({ teams: own, ...proof }) => ({
              ...proof,
              ...(own && { teams: { ...own, option: own.option.map(() => -1), candidate: [] } }),
            })),
          ),
        };
        expect(verify(network, none, { bans: one.bans }).ok).toBe(false);
      }),
      runs(8),
    );
  });
});

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
