import { describe, expect, it } from 'vitest';
import {
  createNetwork,
  definePolicy,
  explain,
  type Input,
  type MatchOptions,
  match,
  matchAsync,
  measures,
  type Society,
  sentences,
  verify,
} from '../../../src/index.js';
import { briefly, thrown } from '../../support/thrown.js';

const INPUT: Input = {
  communities: [{ id: 'c', name: '大同社区' }],
  socialWorkers: [{ id: 'w', name: '王芳', community: 'c', capabilities: ['visit'], quantity: 1, unit: 'session' }],
  volunteers: [
    { id: 'v', name: '李四', community: 'c', capabilities: ['visit'], quantity: 5 },
    { id: 'off', community: 'c', status: 'inactive', capabilities: ['visit'], quantity: 5 },
  ],
  resources: [{ id: 'f', kind: 'fund', name: '慈善基金', capabilities: ['relief'], quantity: 300, unit: 'fen' }],
  needs: [
    { id: 'visit', community: 'c', urgency: '急', capability: 'visit', quantity: 3 },
    { id: 'money', community: 'c', urgency: '难', capability: 'relief', quantity: 200, unit: 'fen' },
  ],
};
const network = createNetwork(INPUT);
const societies: readonly Society[] = ['community', 'socialWorker', 'organisation'];
const plan = match(network, { societies });

describe('option `societies`', () => {
  it('lets only offers of these serve', () => {
    const providers = plan.linkages.flatMap(({ allocations }) => allocations.map((one) => one.provider));
    expect(providers).toEqual(['socialWorker:w']);
    expect(
      match(network, { societies: ['resource', 'volunteer', 'organisation', 'socialWorker', 'community'] }),
    ).toEqual(match(network));
  });

  it('counts under its own rule only those who could serve otherwise', () => {
    expect(plan.unmet.map(({ need, reason }) => [need, reason.code, reason.rules])).toEqual([
      ['visit', 'exhausted', { status: 1, participation: 1 }],
      ['money', 'ruledOut', { participation: 1 }],
    ]);
  });

  it('is told as the reason, by name and in words', () => {
    const why = (need: string, locale: 'zh' | 'en') =>
      sentences(explain(network, plan, { need }, { societies }), locale).slice(1);
    expect(why('money', 'zh')).toEqual([
      '有这种能力的供给 1 项，都用不上：1 项所属的社不在本次匹配之列。',
      '差得最少的是慈善基金（社区公益慈善资源 f）：本次匹配只由社区、社会工作者、社区社会组织参与。',
    ]);
    expect(why('money', 'en')).toEqual([
      'The one offer of this kind is of no use: not of a society that takes part (1).',
      'The nearest miss is 慈善基金 (charitable resource f): only these societies take part: community, social worker, community organisation.',
    ]);
    const { pairs } = explain(network, plan, { need: 'visit', offer: { provider: 'volunteer:v' } }, { societies });
    expect(pairs[0]!.failed).toEqual([
      {
        rule: 'participation',
        compared: { field: 'societies', actual: societies, required: [...societies, 'volunteer'] },
      },
    ]);
  });

  it('is part of what verify, explain and measures have to be told', () => {
    expect(verify(network, plan, { societies }).ok).toBe(true);
    expect(verify(network, plan).ok).toBe(false);
    expect(verify(network, match(network), { societies }).ok).toBe(false);
    expect(thrown(() => explain(network, match(network), { need: 'money' }, { societies })).code).toBe('PLAN_MISMATCH');
    const idle = measures(network, plan, { societies }).idle.map(({ provider, why }) => [
      provider,
      why.code,
      why.rules,
    ]);
    expect(idle).toContainEqual(['resource:f', 'ruledOut', { participation: 1 }]);
  });

  it('goes with a policy, a previous plan and matchAsync', async () => {
    const policy = definePolicy({ rules: { status: false } });
    const loose = match(network, { societies: ['volunteer'], policy });
    expect(verify(network, loose, { societies: ['volunteer'], policy }).ok).toBe(true);
    expect(loose.unmet.map(({ need }) => need)).toEqual(['money']);
    const next = match(network, { societies, previous: match(network) });
    // The visits too, all by the volunteer, who is less than full with them.
    expect(next.withdrawn).toBe(203);
    expect(await matchAsync(network, { societies })).toEqual(plan);
  });

  it.each<[unknown, string, string, unknown]>([
    [[], 'EMPTY', 'societies', '[array]'],
    ['volunteer', 'NOT_AN_ARRAY', 'societies', 'volunteer'],
    [['volunteers'], 'UNKNOWN_WORD', 'societies[0]', 'volunteers'],
    [['volunteer', null], 'UNKNOWN_WORD', 'societies[1]', null],
  ])('refuses %j', (given, code, path, value) => {
    for (const call of [
      () => match(network, { societies: given } as MatchOptions),
      () => verify(network, plan, { societies: given } as MatchOptions),
      () => measures(network, plan, { societies: given } as MatchOptions),
    ]) {
      const error = thrown(call);
      expect(error.code).toBe('INVALID_OPTIONS');
      expect(briefly(error)).toEqual([[code, path, value]]);
    }
  });

  it('keeps the name of its rule to itself', () => {
    for (const rule of [false, () => true, { name: 'participation', forbids: () => true }]) {
      const error = thrown(() => definePolicy({ rules: { participation: rule } }));
      expect(error.details[0]).toMatchObject({ path: ['rules', 'participation'] });
    }
  });
});
