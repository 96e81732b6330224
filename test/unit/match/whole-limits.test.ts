import { describe, expect, it } from 'vitest';
import { definePolicy, match, matchAsync, verify } from '../../../src/index.js';
import { thrown } from '../../support/thrown.js';
import { type Fields, given, need, networkOf, planOf, unmet, volunteer } from './met-whole.js';

describe('figures that could not be exact', () => {
  it.each<[string, string, Fields, Fields]>([
    ['beneficiar', 'SUM_TOO_LARGE', { beneficiaries: 2 ** 52, partial: false }, {}],
    ['quantity', 'SUM_TOO_LARGE', { quantity: 2 ** 52 + 1, single: true }, {}],
    ['cost', 'COST_TOO_LARGE', { quantity: 2 ** 46, single: true }, { updatedAt: '2024-03-07T00:00:00Z' }],
  ])('%s are refused: %s', (what, code, fields, rest) => {
    const call = () =>
      planOf({
        asOf: '2026-03-07T00:00:00Z',
        volunteers: [volunteer('1', 2 ** 52, ['a'], rest)],
        needs: [need('n', { capability: 'a', ...fields }), need('m', { capability: 'a', partial: false })],
      });
    expect(thrown(call)).toMatchObject({
      code,
      message: expect.stringContaining(what),
    });
  });

  it('covered units of very different worth are refused', () => {
    const call = () =>
      planOf({
        resources: [{ id: 'f', kind: 'fund', community: 'c', capabilities: ['a'], quantity: 1, unit: 'fen' }],
        volunteers: [volunteer('1', 2 ** 50, ['b'])],
        needs: [
          need('n', { capability: 'a', quantity: 1, unit: 'fen', single: true }),
          need('m', { capability: 'b', quantity: 2 ** 50 }),
        ],
      });
    expect(thrown(call)).toMatchObject({ code: 'SUM_TOO_LARGE', message: expect.stringContaining('coverage') });
  });
});

describe('limits', () => {
  const many = {
    volunteers: Array.from({ length: 12 }, (_, i) => volunteer(`${i}`, 1 + (i % 4), i % 2 === 0 ? ['a'] : ['a', 'b'])),
    needs: Array.from({ length: 24 }, (_, i) =>
      need(`n${i}`, {
        urgency: i % 2 === 0 ? '急' : '难',
        beneficiaries: 1 + ((i * 7) % 5),
        ...(i % 3 === 0 && { partial: false }),
        requirements: [
          { capability: 'a', quantity: 1 + (i % 3), ...(i % 4 === 1 && { single: true }) },
          { capability: 'b' },
        ],
      }),
    ),
  };
  const network = networkOf(many);

  it('a stopped plan keeps every rule, holds nothing for those it refuses, and is the same every time', () => {
    const best = match(network);
    expect(best.status).not.toBe('stopped');
    const seen = new Set<string>();
    for (const workLimit of [0, 1, 100, 1000, 5000, 20_000, 100_000, 1e9]) {
      const plan = planOf(many, { workLimit });
      expect(JSON.stringify(match(network, { workLimit }))).toBe(JSON.stringify(plan));
      seen.add(plan.status);
      const held = new Set(plan.linkages.map(({ need: id }) => id));
      for (const { need: id, covered, reason } of plan.unmet) {
        if (Number(id.slice(1)) % 3 !== 0) continue;
        expect([id, covered, held.has(id)]).toEqual([id, 0, false]);
        expect(['team', 'stopped']).toContain(reason.code);
        if (plan.status === 'optimal') expect(reason.code).toBe('team');
      }
      if (plan.status === 'stopped') expect(plan.provedLevels).toEqual([]);
      const { value, bound } = plan.teams!.byRank[0]!;
      expect(value).toBeLessThanOrEqual(best.teams!.byRank[0]!.value);
      expect(bound).toBeGreaterThanOrEqual(best.teams!.byRank[0]!.value);
    }
    expect(seen).toContain('stopped');
    expect(JSON.stringify(match(network, { workLimit: 1e9 }))).toBe(JSON.stringify(best));
  });

  it('matchAsync gives the same, and an abort nothing', async () => {
    expect(JSON.stringify(await matchAsync(network))).toBe(JSON.stringify(match(network)));
    await expect(matchAsync(network, { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
  });
});

describe('levels', () => {
  it('a choice is made by those that are asked for', () => {
    const records = {
      asOf: '2026-03-07T00:00:00Z',
      volunteers: ['2026-01-01', '2026-03-06'].map((day, i) =>
        volunteer(`${i + 1}`, 2, ['a'], { updatedAt: `${day}T00:00:00Z` }),
      ),
      needs: [need('n', { capability: 'a', quantity: 2, single: true })],
    };
    for (const levels of [['rank'], ['rank', 'fair'], ['rank', 'cost'], ['rank', 'keep', 'cost']] as const) {
      const plan = planOf(records, { levels });
      expect(plan.status).toBe('optimal');
      if (levels.includes('cost' as never)) expect(given(plan)).toEqual(['n.1 2 2']);
    }
  });

  it('takes a policy, which verify needs too', () => {
    const records = {
      volunteers: [volunteer('1', 2, ['a'])],
      needs: [need('n', { capability: 'a', quantity: 2, partial: false })],
    };
    const policy = definePolicy({ rules: { never: () => true } });
    const plan = planOf(records, { policy });
    expect(unmet(plan)).toEqual(['n.1 0/2 ruledOut']);
    expect(verify(networkOf(records), plan).ok).toBe(false);
  });
});
