import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNetwork, definePolicy, type Input, match, type Plan, parsePlan, verify } from '../../src/index.js';
import {
  frameOf,
  joinFrames,
  manifestOf,
  mergeParts,
  type Part,
  planJoint,
  planShard,
  type Shard,
  type ShardOptions,
  scope,
  sourceOf,
  verifyManifest,
  verifyPart,
} from '../../src/shard/index.js';
import { type Dice, dice, seeds } from '../support/dice.js';
import { smallNetwork } from '../support/network-arbitrary.js';
import { runs } from '../support/runs.js';
import { shardsOf, withUnits } from '../support/shards.js';
import { wholeNetwork } from '../support/whole-network.js';

/** Communities of the small networks are `c0`, `c1` …: each by itself, in pairs, in two halves, all in one. */
const CUTS: readonly ((community: string) => string)[] = [
  (id) => id,
  (id) => String(Math.floor(Number(id.slice(1)) / 2)),
  (id) => String(Number(id.slice(1)) % 2),
  () => 'all',
];

interface Run {
  readonly shards: readonly Shard[];
  readonly frame: ReturnType<typeof joinFrames>;
  readonly parts: readonly Part[];
  readonly opens: readonly NonNullable<ReturnType<typeof planShard>['open']>[];
}

function planned(input: Input, options: ShardOptions, cut: (community: string) => string): Run {
  const shards = shardsOf(input, cut);
  const frame = joinFrames(shards.map((shard) => frameOf(shard, options)));
  const settled = shards.map((shard) => planShard(shard, frame, options));
  // What travels is columns and plain data.
  const opens = settled.flatMap(({ open }) => (open ? structuredClone(open) : []));
  const closed = settled.map(({ part }) => JSON.parse(JSON.stringify(part)) as Part);
  return { shards, frame, opens, parts: opens.length > 0 ? [...closed, planJoint(opens, frame, options)] : closed };
}

async function textOf({ parts, frame }: Run, options: ShardOptions): Promise<string> {
  let text = '';
  for await (const piece of mergeParts(parts.map(sourceOf), frame, options)) text += piece;
  return text;
}

const POLICIES = [
  {},
  { fairBy: 'street' },
  { fairBy: 'targetGroup' },
  { fairBy: 'need' },
  { fairShare: 'equityWeight' },
  { lead: true },
  { even: 'exact' },
  { mentor: true },
] as const;

/** A plan that somebody published, some of it begun. */
function published(plan: Plan, roll: Dice): Plan {
  const degrees = ['proposed', 'accepted', 'published', 'running'] as const;
  const linkages = plan.linkages.filter(() => roll(4) > 0);
  return {
    ...plan,
    linkages: roll(2) === 0 ? linkages : linkages.map((one) => ({ ...one, degree: degrees[roll(4)]! })),
  };
}

function drawn(input: Input, seed: number, base: ShardOptions): ShardOptions {
  const roll = dice(seed);
  const policy = definePolicy(POLICIES[roll(POLICIES.length)]!);
  const options = { ...base, policy };
  const first = match(createNetwork(input), options);
  const pins = first.linkages.flatMap(({ need, allocations: [one] }) =>
    one && roll(6) === 0
      ? [
          {
            need,
            requirement: one.requirement,
            provider: one.provider,
            offer: one.offer,
            quantity: 1,
            ...(one.slot && { slot: one.slot }),
          },
        ]
      : [],
  );
  const history =
    roll(3) === 0 ? [{ rank: [0, 3], unit: 'session', key: '["c1","escort"]', covered: 1, share: 4 }] : [];
  const gone = { need: 'gone', provider: 'volunteer:gone', quantity: 1 };
  return {
    ...options,
    ...(roll(2) === 0 && { previous: published(first, roll) }),
    ...(roll(2) === 0 && { pins: roll(2) === 0 ? pins : [...pins, gone] }),
    ...(history.length > 0 && { history }),
  };
}

describe('shards', () => {
  it.each([
    ['networks', smallNetwork],
    ['networks of needs met whole', wholeNetwork],
  ])('give the plan of all, byte for byte, and its root: %s', async (_, networks) => {
    let open = 0;
    await fc.assert(
      fc.asyncProperty(networks, seeds, fc.nat(), async ({ input: bare, now, bans, levels }, seed, turn) => {
        const input = withUnits(bare as Input);
        let options: ShardOptions = { now, bans, ...(turn % 3 > 0 && { levels }) };
        try {
          options = drawn(input, seed, options);
          match(createNetwork(input), options);
        } catch {
          // Pins that cannot all be kept are refused in one process.
          fc.pre(false);
        }
        const run = planned(input, options, CUTS[turn % CUTS.length]!);
        open += run.opens.length;
        expect(await textOf(run, options)).toBe(JSON.stringify(match(createNetwork(input), options)));
      }),
      runs(25),
    );
    expect(open).toBeGreaterThan(5);
  });

  it('verify, part by part and all together', async () => {
    await fc.assert(
      fc.asyncProperty(wholeNetwork, fc.nat(), async ({ input: bare, now, bans }, turn) => {
        const input = withUnits(bare);
        const options = { now, bans };
        const run = planned(input, options, CUTS[turn % CUTS.length]!);
        const { verified, verdict } = await judged(run, options);
        for (const one of verified) expect(one.checks.filter(({ ok }) => !ok)).toEqual([]);
        expect(verdict.checks.filter(({ ok }) => !ok)).toEqual([]);
        const plan = parsePlan(await textOf(run, options));
        expect(verify(createNetwork(input), plan, { bans }).ok).toBe(true);
      }),
      runs(12),
    );
  });

  it('tell what joins them', () => {
    const of = (key: string, guests: string[]): Shard => ({ key, guests, network: createNetwork(twoCities(key)) });
    const frame = joinFrames(
      [of('a', []), of('b', ['resource:fund'])].map((shard) =>
        frameOf(shard, { policy: definePolicy({ fairBy: 'targetGroup' }) }),
      ),
    );
    expect(scope(frame)).toEqual([
      { kind: 'class', name: '["general","relief"]', shards: 2 },
      { kind: 'guest', name: 'resource:fund', shards: 2 },
    ]);
  });
});

/** A fund of city a that may give in b as well. */
function twoCities(key: string): Input {
  return {
    communities: [{ id: key }, ...(key === 'a' ? [] : [{ id: 'a' }])],
    resources: [
      {
        id: 'fund',
        kind: 'fund',
        community: 'a',
        capabilities: ['relief'],
        quantity: 50_000,
        unit: 'fen',
        reach: { remote: true },
      },
    ],
    needs: [
      {
        id: `n${key}`,
        community: key,
        urgency: 'urgent',
        capability: 'relief',
        quantity: 40_000,
        unit: 'fen',
        remote: true,
      },
    ],
  };
}

async function judged({ shards, frame, parts, opens }: Run, options: ShardOptions, given = parts) {
  const own = shards.map((shard, i) => verifyPart(shard, given[i], frame, options));
  const open = own.flatMap((one) => one.open ?? []);
  expect(open.length).toBe(opens.length);
  const verified = open.length > 0 ? [...own, verifyPart(open, given[shards.length], frame, options)] : own;
  const manifest = await manifestOf(parts.map(sourceOf), frame, options);
  return { verified, verdict: await verifyManifest(manifest, verified, frame, options) };
}
