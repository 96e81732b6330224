import { describe, expect, it } from 'vitest';
import { createNetwork, type Input, match } from '../../../src/index.js';
import {
  frameOf,
  joinFrames,
  manifestOf,
  mergeParts,
  type Part,
  planJoint,
  planShard,
  sourceOf,
  verifyManifest,
  verifyPart,
} from '../../../src/shard/index.js';
import { dice } from '../../support/dice.js';
import { shardsOf } from '../../support/shards.js';

/** Three cities of three communities each: volunteers of the street, a fund of each city, one of all, and a hotline. */
function province(seed: number): Input {
  const roll = dice(seed);
  const communities = [...'abc'].flatMap((city, i) =>
    [1, 2, 3].map((n) => ({ id: `${city}${n}`, adminCode: `46010${i}00${n}001` })),
  );
  const capabilities = ['escort', 'meal'];
  return {
    communities,
    volunteers: communities.flatMap(({ id }) =>
      capabilities.map((capability) => ({
        id: `${id}-${capability}`,
        community: id,
        capabilities: [capability],
        quantity: 1 + roll(3),
        unit: 'session',
      })),
    ),
    resources: [
      ...[...'abc'].map((city) => ({
        id: `fund-${city}`,
        kind: 'fund' as const,
        community: `${city}1`,
        capabilities: ['relief'],
        quantity: 200 + roll(500),
        unit: 'fen',
        reach: { within: [`46010${'abc'.indexOf(city)}`] },
      })),
      {
        id: 'fund',
        kind: 'fund',
        community: 'a1',
        capabilities: ['relief'],
        quantity: 900,
        unit: 'fen',
        reach: { within: ['4601'] },
      },
    ],
    organisations: [
      {
        id: 'hotline',
        community: 'b1',
        capabilities: ['counsel'],
        quantity: 30,
        unit: 'minute',
        reach: { remote: true },
      },
    ],
    needs: communities.flatMap(({ id }, i) => [
      {
        id: `s${id}`,
        community: id,
        urgency: 'urgent',
        capability: capabilities[roll(2)]!,
        quantity: 1 + roll(4),
        unit: 'session',
      },
      {
        id: `m${id}`,
        community: id,
        urgency: 'difficult',
        capability: 'relief',
        quantity: 100 + roll(400),
        unit: 'fen',
      },
      ...(i % 2 === 0
        ? [
            {
              id: `h${id}`,
              community: id,
              urgency: 'hoped',
              capability: 'counsel',
              quantity: 10,
              unit: 'minute',
              remote: true,
            },
          ]
        : []),
    ]),
  } as Input;
}

function planned(input: Input, options = {}) {
  const shards = shardsOf(input, (id) => id.slice(0, 1));
  const frame = joinFrames(shards.map((shard) => frameOf(shard, options)));
  const settled = shards.map((shard) => planShard(shard, frame, options));
  const opens = settled.flatMap(({ open }) => open ?? []);
  const parts = [...settled.map(({ part }) => part), planJoint(opens, frame, options)];
  return { shards, frame, opens, parts };
}

const WORLD = province(1);
const RUN = planned(WORLD);
const OTHER = planned(WORLD, { bans: [{ need: 'sa1', provider: 'volunteer:nobody' }] });

/** What is wrong with the parts given, in words; '' for nothing. */
async function faults(given: readonly unknown[], run = RUN): Promise<string> {
  const { shards, frame, opens, parts } = run;
  const verified = given.map((part, i) =>
    i < shards.length ? verifyPart(shards[i]!, part, frame) : verifyPart(opens, part, frame),
  );
  const manifest = await manifestOf(parts.map(sourceOf), frame);
  const { checks } = await verifyManifest(manifest, verified, frame);
  return checks
    .filter(({ ok }) => !ok)
    .map(({ detail }) => detail)
    .join('\n');
}

function changed(number: number, change: (part: Part) => void): Part[] {
  const parts = structuredClone(RUN.parts) as Part[];
  change(parts[number]!);
  return parts;
}

/** Parts are readonly; a forger does not mind. */
type Forged = { -readonly [K in keyof Part]: Part[K] };

describe('parts of a plan', () => {
  it('hold what is closed in each shard, and what hangs together across them', async () => {
    expect(RUN.parts.map(({ key, size }) => [key, size.lines > 0])).toEqual([
      ['a', true],
      ['b', true],
      ['c', true],
      ['joint', true],
    ]);
    const texts: string[] = [];
    for await (const piece of mergeParts(RUN.parts.map(sourceOf), RUN.frame)) texts.push(piece);
    expect(texts.join('')).toBe(JSON.stringify(match(createNetwork(WORLD))));
    expect(await faults(RUN.parts)).toBe('');
  });

  it.each([0, 3])('are refused with their name for a unit, a price, a leaf or a figure: part %i', async (number) => {
    const { key } = RUN.parts[number]!;
    const named = new RegExp(`^Part ${key}: `);
    const served = (part: Part) => part.linkages.find(({ allocations }) => allocations.length > 0)!.allocations[0]!;
    const priced = (part: Part) => part.leaves.find(({ proof }) => proof && proof.cost.length > 0)!.proof!;
    const ways: ((part: Forged) => void)[] = [
      (part) => void served(part as Part).quantity++,
      (part) => void (served(part as Part).provider = 'volunteer:a1-gone'),
      (part) => void (priced(part as Part).cost[0]! += 1000),
      (part) => void priced(part as Part).marks.push({ rank: [0, 3], unit: 1, demand: 9, offset: 0 }),
      (part) => void (part.leaves = part.leaves.slice(1)),
      (part) => void (part.linkages = part.linkages.slice(1)),
      (part) => void (part.unmet = []),
      (part) => void (part.cost = '1'),
      (part) => void (part.size = { ...part.size, candidates: part.size.candidates - 1 }),
    ];
    for (const way of ways) expect(await faults(changed(number, (part) => way(part as Forged)))).toMatch(named);
  });

  it('are refused where a candidate was left out, whoever left it out', async () => {
    const { shards, frame, opens, parts } = RUN;
    const [giver] = parts[0]!.linkages.flatMap(({ volunteers }) => volunteers);
    const volunteers = WORLD.volunteers!.filter(({ id }) => `volunteer:${id}` !== giver);
    const [shard] = shardsOf({ ...WORLD, volunteers }, (id) => id.slice(0, 1));
    const { part } = planShard(shard!, frame);
    expect(
      verifyPart(shards[0]!, part, frame)
        .checks.filter(({ ok }) => !ok)
        .map(({ detail }) => detail)
        .join(),
    ).toMatch(/^Part a: /);
    const [first, ...others] = structuredClone(opens) as typeof opens;
    const { max } = first!.columns;
    max!.fill(0, 0, 1);
    const joint = planJoint([first!, ...others], frame);
    expect(await faults([...parts.slice(0, 3), joint])).toMatch(/^Part joint: /);
  });

  it('are refused where one is swapped, missing, doubled or of another run', async () => {
    const [a, b, c, joint] = RUN.parts;
    expect(await faults([b, a, c, joint])).toMatch(/^Part a: it is that of b/);
    const { shards, frame, opens } = RUN;
    const manifest = await manifestOf(RUN.parts.map(sourceOf), frame);
    const verified = [
      ...shards.map((shard, i) => verifyPart(shard, RUN.parts[i], frame)),
      verifyPart(opens, joint, frame),
    ];
    const said = async (list: typeof verified, other = manifest) =>
      (await verifyManifest(other, list, frame)).checks
        .filter(({ ok }) => !ok)
        .map(({ detail }) => detail)
        .join();
    expect(await said(verified)).toBe('');
    expect(await said(verified.slice(1))).toContain('part a not at all');
    expect(await said([...verified, verified[1]!])).toContain('part b 2 times');
    expect(await said(verified, { ...manifest, root: manifest.digest })).toContain('root');
    expect(
      await said(verified, {
        ...manifest,
        parts: manifest.parts.map((one) => (one.key === 'c' ? { ...one, sha256: '0' } : one)),
      }),
    ).toBe('Part c is not the one of the manifest.');
    const other = planned(province(2));
    expect(await faults([a, b, other.parts[2], joint])).toMatch(/^Part c: /);
    expect(await faults([a, b, c, other.parts[3]])).toMatch(/^Part joint: /);
    expect(await faults([a, b, OTHER.parts[2], joint])).toMatch(/^Part c: it is of another run/);
    for (const wrong of [null, 1, {}, '{']) expect(await faults([a, wrong, c, joint])).toMatch(/^Part b: /);
  });

  it('are not merged with those of another run, or twice', async () => {
    const text = async (parts: readonly Part[]) => {
      for await (const _ of mergeParts(parts.map(sourceOf), RUN.frame));
    };
    await expect(text([...RUN.parts, OTHER.parts[0]!])).rejects.toThrow(/another run/);
    await expect(text([...RUN.parts, RUN.parts[0]!])).rejects.toThrow(/in two parts/);
  });
});
