import { describe, expect, it } from 'vitest';
import {
  comparePlans,
  createNetwork,
  explain,
  type Input,
  match,
  measures,
  type Plan,
  sentences,
  toMarkdown,
  verify,
} from '../../../src/index.js';
import type { IslandProof } from '../../../src/plan/plan.js';
import { certificateIn, proofsIn } from '../../support/certificates.js';
import { network, plan, WHOLE } from '../why/whole.js';

describe('measures of needs that are met whole', () => {
  it('count one pattern of each need', () => {
    const figures = measures(network, plan);
    expect(figures.fairness.map(({ classes }) => [classes.count, classes.zeros])).toEqual([
      [2, 0],
      [5, 0],
      [2, 1],
      [2, 2],
    ]);
    expect(figures.idle.map(({ provider, why }) => [provider, why.code])).toEqual([
      ['community:c', 'needsMet'],
      ['socialWorker:1', 'notWhole'],
      ['organisation:2', 'notWhole'],
    ]);
    const { needs } = comparePlans(network, plan, plan);
    expect(needs.byUrgency.map(({ needs: all, met }) => [all, met.a])).toEqual([
      [1, 1],
      [2, 1],
      [3, 1],
      [1, 0],
    ]);
    const input: Input = { ...WHOLE, resources: [], needs: [{ ...WHOLE.needs[0]!, patterns: ['P2', 'P3'] }] };
    const one = createNetwork(input);
    const idle = measures(one, match(one)).idle.find(({ provider }) => provider === 'organisation:1');
    expect(idle?.why).toMatchObject({ code: 'otherPattern', asked: 1, candidates: 0 });
    // Where not even that pattern can use it, a rule says why.
    const societies = ['socialWorker', 'volunteer'] as const;
    const unused = measures(one, match(one, { societies }), { societies }).idle;
    expect(unused.find(({ provider }) => provider === 'organisation:1')?.why.code).toBe('ruledOut');
  });

  it('go by roles where they are given', () => {
    const { participation } = measures(network, plan);
    expect(participation.linkages.map(({ need, roles }) => [need, roles])).toEqual([
      ['a', ['lead', 'helper']],
      ['d', ['platform', 'lead', 'carrier', 'helper', 'supplement']],
      ['f', ['helper']],
    ]);
    expect(participation.byRole).toEqual([
      { role: 'platform', linkages: 1, providers: 1 },
      { role: 'lead', linkages: 2, providers: 1 },
      { role: 'carrier', linkages: 1, providers: 1 },
      { role: 'helper', linkages: 3, providers: 3 },
      { role: 'supplement', linkages: 1, providers: 1 },
    ]);
    // Led by an organisation: what it gives is not levered, what the social worker adds is.
    const led = createNetwork({
      communities: [{ id: 'c' }],
      organisations: [{ id: '1', community: 'c', capabilities: ['greening'], quantity: 3 }],
      socialWorkers: [{ id: '1', community: 'c', capabilities: ['resourceLinking'], quantity: 1 }],
      needs: [{ id: 'n', community: 'c', urgency: '盼', capability: 'greening', quantity: 3, patterns: ['P7'] }],
    });
    const best = match(led);
    expect(best.linkages[0]).toMatchObject({ lead: 'organisation:1', helpers: ['socialWorker:1'], supplements: [] });
    expect(measures(led, best).levered).toEqual([{ unit: 'session', own: 3, moved: 1, share: 0.25 }]);
  });
});

describe('the linkage', () => {
  it('has helpers and supplements where requirements name roles, and only there', () => {
    const of = (id: string) => plan.linkages.find(({ need }) => need === id)!;
    expect(of('d')).toMatchObject({
      pattern: 'P5',
      lead: 'socialWorker:1',
      carrier: 'organisation:1',
      helpers: ['volunteer:2'],
      supplements: ['resource:1'],
    });
    expect(Object.keys(of('f'))).not.toContain('helpers');
    expect(Object.keys(of('f'))).not.toContain('supplements');
  });

  it('has the pattern that is taken, whatever a pin adds of another', () => {
    const pins = [{ need: 'a', requirement: 'P3/2', provider: 'organisation:1', quantity: 1 }];
    const pinned = match(network, { pins });
    expect(verify(network, pinned, { pins }).ok).toBe(true);
    expect(pinned.linkages.find(({ need }) => need === 'a')!.pattern).toBe(
      explain(network, pinned, { need: 'a' }, { pins }).whole!.pattern,
    );
  });
});

describe('the report', () => {
  const text = { zh: toMarkdown(network, plan), en: toMarkdown(network, plan, { locale: 'en' }) };

  it('shows patterns, roles, and what was chosen with its bound', () => {
    expect(text.zh).toContain(
      '| a<br>社工+志愿者 | c | 1 | — | 主体 · 个案管理 1 个案：社会工作者 1<br>辅助 · 陪同就医 2 次',
    );
    expect(text.en).toContain('supplement · community micro-grant, ¥100: charitable resource 1');
    expect(text.zh).toContain('## 须整体满足的需求\n\n| 优先级 | 需求 | 已满足 | 受益人 | 受益人上限 | 差距 |');
    expect(text.zh).toContain('| 1.3 | 2 | 1 | 2 | 2 | 0% |');
    expect(text.zh).toContain('陪同就医（最低数量之外）');
    expect(text.en).toContain('no choice serves more people of a rank than “at most”.');
    expect(text.en).toContain('1. **Urgent first**: rank by rank, needs that are met whole');
    expect(
      toMarkdown(network, plan, { roles: [{ society: 'socialWorker', code: 'lead', name: { zh: '支撑', en: 'x' } }] }),
    ).toContain('支撑 · 个案管理');
  });

  it('says what it means to be bounded', () => {
    const { byRank, ...rest } = plan.teams!;
    const rows = byRank.map((row) => ({ ...row, bound: 3 * row.bound }));
    const bounded: Plan = { ...plan, status: 'bounded', teams: { byRank: rows, ...rest } };
    const report = toMarkdown(network, bounded);
    expect(report).toContain('| 1.3 | 2 | 1 | 2 | 6 | 66.6% |');
    expect(report).toContain('差距不为零，是说能否达到上限尚未算定');
    expect(toMarkdown(network, bounded, { locale: 'en' })).toContain('A gap means that it is not settled');
  });

  it('says nothing of it where no need is met whole', () => {
    const plain = createNetwork({ ...WHOLE, needs: [{ id: 'x', community: 'c', urgency: '急', capability: 'meal' }] });
    expect(toMarkdown(plain, match(plain))).not.toContain('整体满足');
  });
});

describe('what may be wrong', () => {
  it('lets nothing in the names of patterns become markup or break a line', () => {
    const id = '|*_`<b>|{x}';
    const input: Input = {
      ...WHOLE,
      needs: [
        {
          id: 'n',
          community: 'c',
          urgency: '急',
          capability: 'meal',
          patterns: [{ id, requirements: [{ role: 'helper' }] }],
        },
        { id: 'm', community: 'c', urgency: '急', capability: 'fly', patterns: [{ id, requirements: [{}] }, 'P2'] },
      ],
      catalogue: [{ code: 'P2', name: 'a\nb\u202e{x} #', requirements: [{ capability: 'dance' }] }],
    };
    const evil = createNetwork(input);
    const made = match(evil);
    for (const locale of ['zh', 'en'] as const) {
      const said = explain(evil, made, [{ need: 'n' }, { need: 'm' }]).flatMap((one) => sentences(one, locale));
      for (const line of said) expect(line).not.toMatch(/[\n\u202e\0]/);
      expect(said.join('')).toContain('“|*_`<b>|{x}”');
      const report = toMarkdown(evil, made, { locale });
      expect(report).not.toMatch(/<(?!br>)/);
      for (const row of report.split('\n').filter((line) => line.startsWith('|'))) {
        expect([3, 4, 5, 6]).toContain(row.replace(/\\./g, '').split('|').length - 2);
      }
    }
  });

  it('refuses a plan that takes what is not there', () => {
    const refused = expect.objectContaining({ code: 'PLAN_MISMATCH' });
    const without = (change: (proof: IslandProof) => IslandProof) => ({
      ...plan,
      certificate: { ...certificateIn(plan), parts: proofsIn(plan).map(change) },
    });
    for (const option of [[], [9, 9, 9, 9, 9, 9]]) {
      const other = without((proof) => ({ ...proof, ...(proof.teams && { teams: { ...proof.teams, option } }) }));
      expect(() => explain(network, other, { need: 'a' })).toThrow(refused);
    }
    expect(() =>
      measures(
        network,
        without(({ teams: _, ...proof }) => proof),
      ),
    ).toThrow(refused);
  });
});
