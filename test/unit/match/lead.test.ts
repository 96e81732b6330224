import { expect, it } from 'vitest';
import { match } from '../../../src/match/match.js';
import { createNetwork } from '../../../src/model/network.js';
import type { Input, NeedInput, SocialWorkerInput } from '../../../src/model/records.js';
import { verify } from '../../../src/plan/verify.js';
import { definePolicy } from '../../../src/policy/policy.js';
import { sentences } from '../../../src/say/sentences.js';
import { explain } from '../../../src/why/explain.js';

const policy = definePolicy({ lead: true, mentor: true });

function planOf(socialWorkers: readonly Partial<SocialWorkerInput>[], needs: readonly Partial<NeedInput>[]) {
  const input = {
    communities: [{ id: 'd' }],
    socialWorkers: socialWorkers.map((worker, i) => ({
      id: String(i),
      community: 'd',
      capabilities: ['casework'],
      quantity: 1,
      ...worker,
    })),
    volunteers: [{ id: 'v', community: 'd', capabilities: ['escort'], quantity: 20 }],
    needs: needs.map((need, i) => ({
      id: String(i),
      community: 'd',
      urgency: 'urgent',
      capability: 'escort',
      ...need,
    })),
  };
  const network = createNetwork(input as Input);
  const plan = match(network, { policy });
  expect(verify(network, plan, { policy }).ok).toBe(true);
  const served = plan.linkages.map(({ need, lead, pattern }) => [need, lead, pattern].filter((x) => x !== undefined));
  return { network, plan, served };
}

it('serves an urgent or difficult need, or one of a protected group, only with a lead worker', () => {
  const { served } = planOf(
    [{}, {}],
    [
      { quantity: 2 },
      { urgency: 'hoped' },
      { urgency: 'hoped', groups: ['dibao'] },
      { urgency: 'hoped', groups: ['x'] },
    ],
  );
  expect(served).toEqual([['0', 'socialWorker:0'], ['1'], ['2', 'socialWorker:1'], ['3']]);
});

it('serves the more urgent where leads are short, and says what the other lacks', () => {
  const { network, plan, served } = planOf([{}], [{ urgency: 'difficult', quantity: 2 }, { quantity: 2 }]);
  expect(served).toEqual([['1', 'socialWorker:0']]);
  expect(
    plan.unmet.map(({ need, requirement, reason: { code, lacking } }) => [need, requirement, code, lacking]),
  ).toEqual([
    ['0', '1', 'team', 0],
    ['0', 'lead', 'team', 1],
  ]);
  expect(sentences(explain(network, plan, { need: '0' }, { policy }), 'en').join(' ')).toContain('casework');
});

it('counts cases against the caseload', () => {
  const { served } = planOf([{ quantity: 'unlimited', caseload: { open: 9, max: 10 } }], [{}, {}]);
  expect(served).toEqual([['0', 'socialWorker:0']]);
});

it('takes the lead that the need asks for itself, in the unit in which casework is offered', () => {
  const requirements = [
    { capability: 'casework', unit: 'session', societies: ['socialWorker' as const] },
    { capability: 'escort' },
  ];
  const { capability: _, ...own } = { capability: undefined, requirements };
  const { plan } = planOf([{ unit: 'session', quantity: 5 }], [{ ...own, capability: undefined }, {}]);
  expect(
    plan.linkages.flatMap(({ allocations }) => allocations.map(({ requirement, unit }) => [requirement, unit])),
  ).toEqual([
    ['1', 'session'],
    ['2', 'session'],
    ['1', 'session'],
    ['lead', 'session'],
  ]);
});

it('does in part what else is asked, but keeps minimum and single with the lead', () => {
  const { plan } = planOf([{}], [{ quantity: 30 }]);
  expect(plan.linkages[0]!.allocations.map(({ quantity }) => quantity)).toEqual([20, 1]);
  expect(planOf([{}], [{ quantity: 30, minimum: 25 }]).served).toEqual([]);
  expect(planOf([{}], [{ quantity: 30, single: true }]).served).toEqual([]);
});

it.each([
  ['new', { months: 3 }],
  ['auxiliary', { grade: 'auxiliary' }],
])('gives no protected case to a worker who is %s, unless supervision comes with it', (_, worker) => {
  const mentored = [
    {
      id: 'mentored',
      requirements: [
        { capability: 'casework', societies: ['socialWorker' as const] },
        { capability: 'supervision', unit: 'case' },
        { societies: ['volunteer' as const] },
      ],
    },
  ];
  const supervisor = { capabilities: ['supervision'], unit: 'case' };
  const { network, plan, served } = planOf([worker, supervisor], [{ groups: ['dibao'] }, { urgency: 'difficult' }]);
  expect(served).toEqual([['1', 'socialWorker:0']]);
  expect(plan.unmet.map(({ reason: { rules } }) => rules)).toContainEqual({ mentor: 1 });
  const pair = explain(network, plan, { need: '0', offer: { provider: 'socialWorker:0' } }, { policy });
  for (const locale of ['zh', 'en'] as const) expect(sentences(pair, locale).join('')).toMatch(/督导|supervision/);
  expect(planOf([worker, supervisor], [{ groups: ['dibao'], patterns: ['P2', ...mentored] }]).served).toEqual([
    ['0', 'socialWorker:0', 'mentored'],
  ]);
  expect(planOf([worker, { ...supervisor, quantity: 0 }], [{ groups: ['dibao'], patterns: mentored }]).served).toEqual(
    [],
  );
});
