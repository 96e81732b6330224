import { describe, expect, it } from 'vitest';
import {
  createNetwork,
  explain,
  type Input,
  type MatchOptions,
  match,
  matchAsync,
  type Plan,
  reasonSentence,
  sentences,
  toMarkdown,
  verify,
} from '../../../src/index.js';
import { RICH } from '../../support/samples.js';
import { briefly, thrown } from '../../support/thrown.js';

const volunteer = (id: string, quantity: number, level: 1 | 2 = 1) => ({
  id,
  community: 'c',
  capabilities: [{ code: 'escort', level }],
  quantity,
});
const need = (id: string, urgency: '急' | '盼', quantity: number, reportedAt?: string) => ({
  id,
  community: 'c',
  urgency,
  capability: 'escort',
  quantity,
  ...(reportedAt !== undefined && { reportedAt }),
});

/** The hoped one came first, then the late urgent one; nobody knows when the others came. */
const QUEUE: Input = {
  communities: [{ id: 'c' }],
  volunteers: [volunteer('a', 2), volunteer('b', 2), volunteer('dear', 9, 2)],
  needs: [
    need('unknown', '急', 1),
    need('late', '急', 5, '2026-03-02T00:00:00Z'),
    // Its text sorts after the one above; the instant is before it.
    need('early', '盼', 3, '2026-03-02T07:00:00+08:00'),
    need('also', '急', 1),
  ],
};
const network = createNetwork(QUEUE);

const given = (options: MatchOptions = {}) => {
  const plan = match(network, { ...options, method: 'greedy' });
  const { pins, bans, previous } = options;
  expect(verify(network, plan, { pins, bans, previous }).checks.filter((check) => !check.ok)).toEqual([]);
  return plan.linkages
    .flatMap(({ need, allocations }) => allocations.map((one) => `${need} ${one.provider} ${one.quantity}`))
    .sort();
};

describe("method 'greedy'", () => {
  it('serves in the order of arrival, unknown last, from the cheapest offer with room, the first of equals', () => {
    expect(given()).toEqual([
      'also volunteer:dear 1',
      'early volunteer:a 2',
      'early volunteer:b 1',
      'late volunteer:b 1',
      'late volunteer:dear 4',
      'unknown volunteer:dear 1',
    ]);
  });

  it('keeps pins and bans', () => {
    const pins = [{ need: 'unknown', provider: 'volunteer:a', quantity: 1 }];
    expect(given({ pins })).toContain('unknown volunteer:a 1');
    expect(given({ pins })).toContain('early volunteer:a 1');
    expect(given({ bans: [{ need: 'early', provider: 'volunteer:a' }] })).toContain('early volunteer:b 2');
  });

  it('claims to be no more than that', () => {
    const plan = match(network, { method: 'greedy' });
    expect(plan).toMatchObject({
      status: 'greedy',
      provedLevels: [],
      levels: ['rank', 'fair', 'keep', 'even', 'cost'],
    });
    expect(toMarkdown(network, plan)).toContain('本方案按先到先得排定，一经安排不再调整');
    expect(toMarkdown(network, plan, { locale: 'en' })).toMatch(
      /first come, first served.*does not claim to be the best/,
    );
    expect(toMarkdown(network, plan)).not.toContain('先急后缓');
    expect(match(network, { method: 'optimal' })).toEqual(match(network));
  });

  it('says of what is unmet who came before', () => {
    const scarce = createNetwork({ ...QUEUE, volunteers: [volunteer('a', 2), volunteer('b', 2)] });
    const plan = match(scarce, { method: 'greedy' });
    const unmet = plan.unmet.map(({ need, covered, reason }) => [need, covered, reason.code, reason.heldByCount]);
    expect(unmet).toEqual([
      ['also', 0, 'heldByEarlier', 3],
      ['late', 1, 'heldByEarlier', 2],
      ['unknown', 0, 'heldByEarlier', 3],
    ]);
    const { reason } = plan.unmet[1]!;
    expect(reasonSentence(reason, { unit: 'session', fair: true }, 'zh')).toBe(
      '先到先得，轮到它时可用的供给已给：需求 early（3 次）。',
    );
    expect(sentences(explain(scarce, plan, { need: 'late' }), 'en')).toContain(
      'First come, first served: when its turn came, the offers had gone to need early (3 sessions).',
    );
    expect(toMarkdown(scarce, plan)).toContain('| 先到先得，供给已给先来的需求 | 3 |');
  });

  it('counts what is withdrawn, and heeds neither limits nor levels', () => {
    const previous = match(network);
    const plan = match(network, { method: 'greedy', previous, workLimit: 0, levels: ['rank', 'keep'] });
    expect(plan.linkages).toEqual(match(network, { method: 'greedy' }).linkages);
    expect(plan.withdrawn).toBeGreaterThan(0);
    expect(verify(network, plan, { previous }).ok).toBe(true);
  });

  it('gives the same plan asynchronously, and can be aborted', async () => {
    expect(await matchAsync(network, { method: 'greedy' })).toEqual(match(network, { method: 'greedy' }));
    await expect(matchAsync(network, { method: 'greedy', signal: AbortSignal.abort() })).rejects.toThrow('abort');
  });

  it('is refused in every other shape: more, less, moved, renamed', () => {
    const rich = createNetwork(RICH);
    const plan = match(rich, { method: 'greedy' });
    expect(verify(rich, plan).checks.filter((check) => !check.ok)).toEqual([]);
    const failed = (change: (copy: Plan) => void) => {
      const copy = structuredClone(plan);
      change(copy);
      return verify(rich, copy).checks.flatMap(({ name, ok }) => (ok ? [] : [name]));
    };
    expect(failed((copy) => copy.linkages[0]!.allocations[0]!.quantity++)).toContain('feasible');
    expect(failed((copy) => copy.linkages.pop())).toContain('firstCome');
    expect(failed((copy) => (copy.status = 'stopped'))).toEqual(['unmet']);
    expect(failed((copy) => (copy.status = 'optimal'))).toContain('status');
    expect(failed((copy) => (copy.provedLevels = [...copy.levels]))).not.toEqual([]);
    expect(failed((copy) => (copy.unmet[0]!.reason.code = 'stopped'))).toEqual(['unmet']);
    // The best plan is no greedy one.
    expect(verify(network, { ...match(network), status: 'greedy', provedLevels: [] }).ok).toBe(false);
  });

  it.each(['fast', 1, null])('refuses method %j', (method) => {
    const error = thrown(() => match(network, { method } as MatchOptions));
    expect(error.code).toBe('INVALID_OPTIONS');
    expect(briefly(error)).toEqual([['UNKNOWN_WORD', 'method', method]]);
  });
});
