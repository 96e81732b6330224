import { describe, expect, it } from 'vitest';
import { catalogue, createNetwork, type Input, match, openLive, verify } from '../../../src/index.js';

const communities = ['a', 'b', 'c'].map((id) => ({ id }));
const asking = (unit: string, capability: string, amounts: readonly number[]): Input['needs'] =>
  amounts.map((quantity, i) => {
    const id = communities[i]!.id;
    return { id, community: id, urgency: '难', capability, quantity, unit, remote: true };
  });
const fund = (quantity: number): Input['resources'] => [
  { id: 'f', kind: 'fund', capabilities: ['relief'], quantity, unit: 'yuan' },
];
const sharesOf = (input: Omit<Input, 'communities'>) => {
  const network = createNetwork({ communities, ...input });
  const plan = match(network);
  expect(verify(network, plan).checks.filter(({ ok }) => !ok)).toEqual([]);
  expect(openLive(network).plan).toEqual(plan);
  return plan.linkages.map(({ allocations }) => allocations[0]!.quantity);
};

describe('whole portions are handed out', () => {
  it('money by ¥50, of the built-in catalogue', () => {
    expect(sharesOf({ resources: fund(800), needs: asking('yuan', 'relief', [300, 500, 700]) })).toEqual([
      20_000, 25_000, 35_000,
    ]);
  });

  it('what is left may be smaller, in one share', () => {
    const shares = sharesOf({ resources: fund(800.07), needs: asking('yuan', 'relief', [300, 500, 700]) });
    expect(shares.reduce((sum, units) => sum + units, 0)).toBe(80_007);
    expect(shares.filter((units) => units % 5000 > 0)).toHaveLength(1);
  });

  it('as the catalogue says of a capability, else of its unit, else one by one', () => {
    const volunteers = [
      { id: 'v', capabilities: ['wash'], quantity: 130, unit: 'minute', reach: { remote: true as const } },
    ];
    const of = (own: NonNullable<Input['catalogue']>) =>
      sharesOf({ catalogue: own, volunteers, needs: asking('minute', 'wash', [120, 120]) }).map((units) => units % 20);
    expect(of([{ code: 'minute', portion: 10 }])).toEqual([10, 0]);
    expect(
      of([
        { code: 'minute', portion: 10 },
        { code: 'wash', unit: 'minute', portion: 20 },
      ]).filter((odd) => odd > 0),
    ).toHaveLength(1);
    expect(sharesOf({ catalogue: [], volunteers, needs: asking('minute', 'wash', [120, 120]) })).toEqual([65, 65]);
  });

  it('of volunteers who share an hour each has whole half hours', () => {
    const volunteers = ['v', 'w', 'x'].map((id) => ({
      id,
      community: 'a',
      capabilities: ['companionship'],
      hours: 2.5,
    }));
    const network = createNetwork({ communities, catalogue, volunteers, needs: asking('hour', 'companionship', [4]) });
    const given = match(network).linkages.flatMap(({ allocations }) => allocations.map(({ quantity }) => quantity));
    expect(given.reduce((sum, units) => sum + units, 0)).toBe(240);
    expect(given.every((units) => units % 30 === 0)).toBe(true);
    expect(Math.max(...given)).toBeLessThanOrEqual(90);
  });
});
