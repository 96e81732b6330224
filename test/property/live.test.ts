import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/compile/compile.js';
import { withPins } from '../../src/compile/pinned.js';
import {
  type Change,
  createNetwork,
  type Input,
  type Live,
  match,
  openLive,
  type Plan,
  type PlanDiff,
  planDiff,
  verify,
} from '../../src/index.js';
import { encode, promisesOf } from '../../src/plan/encode.js';
import { defaultPolicy } from '../../src/policy/policy.js';
import { attempt, changesOf, history } from '../support/live-events.js';
import { smallNetwork } from '../support/network-arbitrary.js';
import { judgedPart, valueOfProblem } from '../support/problem-oracle.js';
import { runs } from '../support/runs.js';

/** What a plan is worth at every level. */
function worth({ network, options }: Live, plan: Plan) {
  const { policy = defaultPolicy, now, previous, pins = [], bans, levels = ['rank', 'fair', 'keep', 'cost'] } = options;
  const compiled = compile(network, policy, {
    now: now ?? network.getAttribute('asOf'),
    previous: previous && promisesOf(previous),
    bans,
  });
  const { flow, strangers } = encode(withPins(compiled, pins), plan);
  expect(strangers).toEqual([]);
  return judgedPart(valueOfProblem(compiled.problem, Array.from(flow)), levels);
}

function check(live: Live): void {
  const { now: _, levels: __, ...made } = live.options;
  expect(worth(live, live.plan)).toEqual(worth(live, match(live.network, live.options)));
  const verdict = verify(live.network, live.plan, made);
  expect(verdict.checks.filter((one) => !one.ok)).toEqual([]);
}

/** What a diff makes of what a plan gives and lacks, without what was done. */
function replayed(before: Plan, diff: PlanDiff, { network }: Live) {
  const keyOf = (
    need: string,
    { requirement, provider, offer, slot }: PlanDiff['added'][number] | Plan['linkages'][number]['allocations'][number],
  ) => JSON.stringify([need, requirement, provider, offer, slot]);
  const given = new Map<string, number>();
  for (const { need, allocations } of before.linkages)
    for (const one of allocations) given.set(keyOf(need, one), one.quantity);
  for (const one of diff.finished ?? []) {
    const key = keyOf(one.need, one);
    const left = given.get(key)! - one.quantity;
    if (left > 0) given.set(key, left);
    else given.delete(key);
  }
  for (const one of diff.removed) expect(given.delete(keyOf(one.need, one))).toBe(true);
  for (const one of diff.changed) expect(given.get(keyOf(one.need, one))).toBe(one.before);
  for (const one of diff.added) expect(given.has(keyOf(one.need, one))).toBe(false);
  for (const one of [...diff.added, ...diff.changed]) given.set(keyOf(one.need, one), one.quantity);
  const short = new Map(
    before.unmet.map((line) => [JSON.stringify([line.need, line.requirement]), [line.demanded, line.covered]]),
  );
  for (const { need, requirement } of diff.met) expect(short.delete(JSON.stringify([need, requirement]))).toBe(true);
  for (const { need, requirement, demanded, covered } of diff.unmet)
    short.set(JSON.stringify([need, requirement]), [demanded, covered]);
  for (const key of short.keys()) {
    const [need, requirement] = JSON.parse(key) as [string, string];
    const lines = network.hasNode(`need:${need}`) && network.getNodeAttributes(`need:${need}`);
    const line = lines && lines.kind === 'need' && lines.record.requirements.find(({ id }) => id === requirement);
    if (!line || line.quantity === 0) short.delete(key);
  }
  return { given: sorted(given), short: sorted(short) };
}

const sorted = <T>(map: Map<string, T>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));

describe('a session', () => {
  it('stays as good as matching from scratch, level by level, proved; what fails changes nothing', () => {
    let made = 0;
    let refused = 0;
    let finished = 0;
    fc.assert(
      fc.property(history(10), ({ before: { input, now, levels, bans }, pool, calls, policy, restart }) => {
        let live = openLive(createNetwork(input as Input), { now, levels, bans, policy });
        for (const [i, draws] of calls.entries()) {
          const changes = changesOf(live, pool, draws);
          const { plan } = live;
          const { value: diff } = attempt(() => live.apply(changes));
          if (diff === undefined) {
            refused++;
            expect(JSON.stringify(live.plan)).toBe(JSON.stringify(plan));
          } else {
            made++;
            if (!diff.finished) expect(diff).toEqual(planDiff(plan, live.plan));
            finished += diff.finished?.length ?? 0;
            expect(replayed(plan, diff, live)).toEqual(
              replayed(live.plan, { added: [], removed: [], changed: [], unmet: [], met: [] }, live),
            );
          }
          check(live);
          if (i !== restart) continue;
          const again = openLive(live.save(), { policy });
          expect(JSON.stringify(again.plan)).toBe(JSON.stringify(live.plan));
          expect(again.network.toJSON()).toEqual(live.network.toJSON());
          live = again;
        }
      }),
      runs(15),
    );
    expect(made).toBeGreaterThan(2 * refused);
    expect(finished).toBeGreaterThan(0);
  });
});

describe('records that come one after the other', () => {
  it('make the network that they make together', () => {
    fc.assert(
      fc.property(smallNetwork, ({ input }) => {
        const { needs, communities, socialWorkers, organisations, volunteers, resources, ...rest } = input;
        // What a community offers may name needs.
        const bare = { ...rest, communities: communities.map(({ id }) => ({ id })), needs: [] } as unknown as Input;
        const live = openLive(createNetwork(bare));
        const others = {
          socialWorker: socialWorkers,
          organisation: organisations,
          volunteer: volunteers,
          resource: resources,
        };
        const providers = Object.entries(others).flatMap(([kind, records]) =>
          (records ?? []).map((record) => ({ type: 'add', kind, record })),
        );
        live.apply([
          ...needs.map((record) => ({ type: 'add', kind: 'need', record })),
          ...communities.map((record) => ({ type: 'change', kind: 'community', record })),
          ...providers,
        ] as unknown as Change[]);
        expect(live.network.toJSON()).toEqual(createNetwork(input as Input).toJSON());
        live.apply([
          ...[...needs, ...providers.map(({ kind, record }) => ({ ...record, kind }))].map((record) => ({
            type: 'remove',
            kind: 'kind' in record ? record.kind : 'need',
            id: record.id,
          })),
          ...communities.map(({ id }) => ({ type: 'change', kind: 'community', record: { id } })),
        ] as Change[]);
        expect(live.network.toJSON()).toEqual(createNetwork(bare).toJSON());
      }),
      runs(6),
    );
  });
});
