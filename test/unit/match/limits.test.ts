import { describe, expect, it } from 'vitest';
import { cityRecords } from '../../../bench/records.js';
import { createNetwork, LinkageError, match, matchAsync, type Plan, verify } from '../../../src/index.js';

const network = createNetwork(cityRecords({ needs: 400 }));
const best = match(network);
const covered = (plan: Plan) => plan.coverage.byUnit.reduce((sum, row) => sum + row.covered, 0);

describe('limits', () => {
  it.each([
    ['timeLimit', { timeLimit: 0 }],
    ['workLimit', { workLimit: 0 }],
    ['workLimit', { workLimit: 1000 }],
  ])('fault 84: %s 0 gives a plan that keeps every rule, flagged', (_, limits) => {
    const plan = match(network, limits);
    expect(plan.status).toBe('stopped');
    expect(plan.provedLevels).toEqual([]);
    expect(covered(plan)).toBeGreaterThan(0);
    expect(new Set(plan.unmet.map(({ reason }) => reason.code))).toContain('stopped');
    expect(verify(network, plan).checks.filter((check) => !check.ok)).toEqual([]);
  });

  it.each([
    ['timeLimit', -1],
    ['timeLimit', Number.NaN],
    ['timeLimit', '5'],
    ['workLimit', 1.5],
    ['workLimit', Number.POSITIVE_INFINITY],
  ])('fault 84: %s %s is refused', (name, value) => {
    const call = () => match(network, { [name]: value });
    expect(call).toThrow(LinkageError);
    expect(call).toThrow(expect.objectContaining({ code: 'INVALID_OPTIONS' }));
  });

  it('fault 89: a work limit gives the same plan every time, and enough of it proves all', () => {
    const first = (plan: Plan) => plan.coverage.byRank[0]?.covered ?? 0;
    let last = -1;
    const seen = new Set<string>();
    for (let workLimit = 0; workLimit <= 1_000_000; workLimit = Math.ceil(workLimit * 1.5) + 500) {
      const plan = match(network, { workLimit });
      expect(JSON.stringify(match(network, { workLimit }))).toBe(JSON.stringify(plan));
      if (plan.provedLevels.length > 0) expect(first(plan)).toBe(first(best));
      last = Math.max(last, first(plan));
      seen.add(plan.provedLevels.join());
      expect(verify(network, plan).ok).toBe(true);
    }
    expect(last).toBe(first(best));
    expect([...seen].sort()).toEqual(['', 'rank,fair,keep,even,cost']);
  });

  it('limits that are not reached change nothing', () => {
    expect(match(network, { workLimit: 1e9, timeLimit: 3_600_000 })).toEqual(best);
  });

  it('a plan that was stopped cannot pass as optimal', () => {
    const plan = match(network, { workLimit: 0 });
    const forged = { ...plan, status: 'optimal' as const, provedLevels: plan.levels };
    expect(verify(network, forged).ok).toBe(false);
    expect(verify(network, { ...plan, status: 'optimal' }).ok).toBe(false);
  });
});

describe('matchAsync', () => {
  const large = createNetwork(cityRecords({ needs: 3000 }));

  it('gives the plan of match', async () => {
    expect(await matchAsync(network)).toEqual(best);
  });

  it('fault 83: an aborted call rejects with the reason and gives nothing', async () => {
    const before = AbortSignal.abort();
    await expect(matchAsync(network, { signal: before })).rejects.toThrow('abort');
    const during = new AbortController();
    const run = matchAsync(large, { signal: during.signal, onProgress: () => during.abort(new Error('enough')) });
    await expect(run).rejects.toThrow('enough');
    const after = new AbortController();
    const plan = await matchAsync(network, { signal: after.signal });
    after.abort();
    expect(plan).toEqual(best);
  });

  it('fault 86: two calls at once, and one inside the other’s callback, do not disturb each other', async () => {
    const alone = match(large);
    let inner: Plan | undefined;
    const [one, two] = await Promise.all([
      matchAsync(large, { onProgress: () => void (inner ??= match(network)) }),
      matchAsync(large),
    ]);
    expect(one).toEqual(alone);
    expect(two).toEqual(alone);
    expect(inner).toEqual(best);
  });

  it('fault 87: what a callback throws rejects the call', async () => {
    const onProgress = () => {
      throw new TypeError('mine');
    };
    await expect(matchAsync(large, { onProgress })).rejects.toThrow(new TypeError('mine'));
  });

  it('tells the stage and the work done, rising', async () => {
    const seen: { stage: string; work: number }[] = [];
    await matchAsync(large, { onProgress: (progress) => seen.push(progress) });
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.map(({ work }) => work)).toEqual(seen.map(({ work }) => work).sort((a, b) => a - b));
  });

  it('bad options are refused', async () => {
    await expect(matchAsync(network, { signal: {} as AbortSignal })).rejects.toMatchObject({ code: 'INVALID_OPTIONS' });
    expect(() => match(network, { onProgress: () => {} } as object)).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTIONS' }),
    );
  });
});
