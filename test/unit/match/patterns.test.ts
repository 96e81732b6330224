import { describe, expect, it } from 'vitest';
import { explain, match, sentences } from '../../../src/index.js';
import { thrown } from '../../support/thrown.js';
import { type Fields, given, need, networkOf, planOf, type Records, unmet, volunteer } from './met-whole.js';

describe('patterns', () => {
  const two = {
    patterns: [
      {
        id: 'p',
        requirements: [
          { capability: 'a', role: 'lead' },
          { capability: 'b', quantity: 2, role: 'helper' },
        ],
      },
      { id: 'q', requirements: [{ capability: 'c', quantity: 3, role: 'lead' }] },
    ],
  };
  const served = (volunteers: readonly Fields[], fields: Fields = two) =>
    planOf({ volunteers, needs: [need('n', { urgency: 'worrying', ...fields })] });

  it('the first that can be is the plan’s choice where all else is equal', () => {
    const plan = served([volunteer('1', 9, ['a']), volunteer('2', 9, ['b']), volunteer('3', 9, ['c'])]);
    expect(plan.linkages[0]).toMatchObject({
      pattern: 'p',
      lead: 'volunteer:1',
      volunteers: ['volunteer:1', 'volunteer:2'],
    });
    expect(given(plan)).toEqual(['n.p/1 1 1', 'n.p/2 2 2']);
    expect(plan.unmet).toEqual([]);
    expect(plan.coverage.byUnit).toEqual([{ unit: 'session', demanded: 3, covered: 3 }]);
    const turned = served([volunteer('1', 9, ['a']), volunteer('2', 9, ['b']), volunteer('3', 9, ['c'])], {
      patterns: two.patterns.toReversed(),
    });
    expect(turned.linkages[0]).toMatchObject({ pattern: 'q' });
  });

  it('another where the first cannot be', () => {
    const plan = served([volunteer('1', 9, ['a']), volunteer('2', 1, ['b']), volunteer('3', 3, ['c'])]);
    expect(plan.linkages[0]).toMatchObject({ pattern: 'q', lead: 'volunteer:3' });
    expect(plan.coverage.byCapability).toEqual([{ capability: 'c', unit: 'session', demanded: 3, covered: 3 }]);
  });

  it('where none can be, the nearest is told: the fewest lines that lack anything, then the fewest units', () => {
    const all = (a: number, b: number, c: number) =>
      served([volunteer('1', a, ['a']), volunteer('2', b, ['b']), volunteer('3', c, ['c'])]);
    expect(unmet(all(1, 1, 2))).toEqual(['n.p/1 0/1 team', 'n.p/2 0/2 team']);
    expect(unmet(all(1, 0, 2))).toEqual(['n.q/1 0/3 team']);
    expect(unmet(all(0, 1, 0))).toEqual(['n.q/1 0/3 team']);
    expect(all(1, 1, 2).coverage.byUnit).toEqual([{ unit: 'session', demanded: 3, covered: 0 }]);
  });

  it('of unknown quantity in every pattern are told of the first', () => {
    const requirement = { capability: 'd', quantity: 'unknown' };
    const [p, q] = two.patterns;
    const fields = {
      patterns: [
        { ...p, requirements: [...p!.requirements, requirement] },
        { ...q, requirements: [...q!.requirements, requirement] },
      ],
    };
    const offers = [volunteer('1', 1, ['a']), volunteer('2', 2, ['b'])];
    expect(unmet(served(offers, fields))).toEqual([
      'n.p/1 0/1 unknownQuantity',
      'n.p/2 0/2 unknownQuantity',
      'n.p/3 0/unknown unknownQuantity',
    ]);
  });

  it('of the catalogue bring the societies together', () => {
    const plan = planOf({
      socialWorkers: [{ id: 'w', community: 'c', capabilities: ['casework'], quantity: 1 }],
      organisations: [{ id: 'o', community: 'c', capabilities: ['repair'], quantity: 1, unit: 'session' }],
      volunteers: [volunteer('v', 1, ['companionship'])],
      needs: [need('n', { capability: 'repair', patterns: ['P2', 'P3', 'P7'] })],
    });
    expect(plan.linkages[0]).toMatchObject({
      pattern: 'P3',
      lead: 'socialWorker:w',
      carrier: 'organisation:o',
      volunteers: ['volunteer:v'],
    });
    expect(plan.linkages[0]!.allocations.map(({ role }) => role)).toEqual(['lead', 'carrier', 'helper']);
    // Nobody to lead but the organisation itself.
    const without = planOf({
      socialWorkers: [{ id: 'w', community: 'c', capabilities: ['resourceLinking'], quantity: 1 }],
      organisations: [{ id: 'o', community: 'c', capabilities: ['repair'], quantity: 1 }],
      needs: [need('n', { urgency: 'worrying', capability: 'repair', patterns: ['P2', 'P3', 'P7'] })],
    });
    expect(without.linkages[0]).toMatchObject({ pattern: 'P7', lead: 'organisation:o' });
    expect(without.linkages[0]).not.toHaveProperty('carrier');
  });
});

describe('pins on what is met whole', () => {
  const pair = {
    volunteers: [volunteer('1', 1, ['a', 'b']), volunteer('2', 1, ['a', 'b'])],
    needs: [
      need('n', {
        patterns: [
          { id: 'p', requirements: [{ capability: 'a' }] },
          { id: 'q', requirements: [{ capability: 'b', quantity: 2 }] },
        ],
      }),
    ],
  };
  const pin = (requirement: string, provider: string, quantity = 1) => ({
    need: 'n',
    requirement,
    provider: `volunteer:${provider}`,
    quantity,
  });

  it('decide for a pattern, and two for two contradict each other', () => {
    expect(given(planOf(pair))).toEqual(['n.p/1 1 1']);
    const plan = planOf(pair, { pins: [pin('q/1', '2')] });
    expect(given(plan)).toEqual(['n.q/1 1 1', 'n.q/1 2 1']);
    expect(plan.linkages[0]).toMatchObject({ pattern: 'q' });
    const { code, details } = thrown(() => planOf(pair, { pins: [pin('q/1', '2'), pin('p/1', '1')] }));
    expect(code).toBe('INVALID_PINS');
    expect(details).toMatchObject([
      { code: 'PINS_CONTRADICT', path: ['pins', 1], message: expect.stringMatching(/pins\[0\], pins\[1\].*patterns/) },
    ]);
  });

  it('decide for a provider where one must do it all', () => {
    const records = (two: number) => ({
      volunteers: [volunteer('1', 9, ['a']), volunteer('2', two, ['a'])],
      needs: [need('n', { capability: 'a', quantity: 3, single: true })],
    });
    expect(given(planOf(records(9), { pins: [pin('1', '2')] }))).toEqual(['n.1 2 3']);
    // Where they cannot, the pin is kept, and what is lacking is told.
    const plan = planOf(records(2), { pins: [pin('1', '2')] });
    expect(given(plan)).toEqual(['n.1 2 1']);
    expect(plan.unmet[0]).toMatchObject({ covered: 1, demanded: 3, reason: { code: 'team', lacking: 1 } });
    const { details } = thrown(() => planOf(records(9), { pins: [pin('1', '1'), pin('1', '2'), pin('1', '1')] }));
    expect(details.map(({ code, path }) => [code, path.join('.')])).toEqual([['PINS_CONTRADICT', 'pins.1']]);
  });

  it('of a whole requirement leave the others to be served, and of all of them nothing', () => {
    const records = {
      volunteers: [volunteer('1', 2, ['a']), volunteer('2', 2, ['b'])],
      needs: [
        need('n', { partial: false, requirements: [{ capability: 'a', quantity: 2 }, { capability: 'b' }] }),
        need('m', { capability: 'b', quantity: 2 }),
      ],
    };
    const a = pin('1', '1', 2);
    expect(given(planOf(records, { pins: [a] }))).toEqual(['m.1 2 1', 'n.1 1 2', 'n.2 2 1']);
    const both = planOf(records, { pins: [a, pin('2', '2')] });
    expect(given(both)).toEqual(['m.1 2 1', 'n.1 1 2', 'n.2 2 1']);
    expect(both.teams!.byRank[0]).toMatchObject({ met: 1 });
    // Other needs are not closed.
    const other = planOf(records, { pins: [{ ...pin('1', '2'), need: 'm', quantity: 2 }] });
    expect(given(other)).toEqual(['m.1 2 2']);
    expect(other.unmet.find(({ need: id, requirement }) => id === 'n' && requirement === '2')!.reason).toMatchObject({
      code: 'team',
      lacking: 1,
      heldByCount: 1,
    });
  });
});

describe('explain', () => {
  const records = {
    volunteers: [
      volunteer('1', 2, ['a']),
      volunteer('2', 1, ['b'], { name: { zh: '李明', en: 'Li Ming' } }),
      volunteer('3', 1, ['a']),
    ],
    needs: [
      need('x', { capability: 'a', quantity: 2, single: true, partial: false, beneficiaries: 5 }),
      need('y', {
        partial: false,
        requirements: [{ capability: 'a', quantity: 2, single: true }, { capability: 'b' }],
      }),
    ],
  };
  const network = networkOf(records);
  const plan = match(network);

  it('tells who is in the way of a team, and that the rest of it waits for that', () => {
    const found = explain(network, plan, { need: 'y' });
    expect(found.requirements.map(({ unmet: reason }) => reason)).toMatchObject([
      { code: 'team', lacking: 1, heldByCount: 1, heldBy: [{ need: 'x', provider: 'volunteer:1', quantity: 2 }] },
      { code: 'team', lacking: 0 },
    ]);
    expect(found.requirements[1]!.alternatives).toMatchObject([{ verdict: 'notWhole', free: 1 }]);
    const zh = sentences(found, 'zh').join('');
    const en = sentences(found, 'en').join(' ');
    expect(zh).toContain('须整体满足，尚缺 1');
    expect(zh).toContain('其余各项单看都有供给');
    expect(en).toMatch(/met whole or not at all, and 1 .* cannot be had; its offers are held by/);
    expect(`${zh}${en}`).not.toMatch(/limit|undefined|限额|提前/);
  });

  it('of a provider with too little for all does not say that the search was stopped', () => {
    const asking = networkOf({
      asOf: '2026-03-07T00:00:00Z',
      volunteers: [volunteer('1', 1, ['a']), volunteer('2', 3, ['a'], { updatedAt: '2026-01-01T00:00:00Z' })],
      needs: [need('n', { capability: 'a', quantity: 3, single: true })],
    } as Records);
    const one = match(asking);
    const { pairs } = explain(asking, one, { need: 'n', offer: { provider: 'volunteer:1' } });
    expect(pairs).toMatchObject([{ verdict: 'notAlone' }]);
    const used = explain(asking, one, { need: 'n', offer: { provider: 'volunteer:2' } });
    expect(used.pairs).toMatchObject([{ verdict: 'used' }]);
    const stopped = match(asking, { workLimit: 0 });
    expect(explain(asking, stopped, { need: 'n', offer: { provider: 'volunteer:1' } }).pairs[0]!.verdict).not.toBe(
      'team',
    );
  });

  it('keeps the verdicts of what is not met whole', () => {
    const asking = networkOf({
      asOf: '2026-03-07T00:00:00Z',
      volunteers: ['2026-03-06', '2026-01-01'].map((day, i) =>
        volunteer(`${i + 1}`, 3, ['a'], { updatedAt: `${day}T00:00:00Z` }),
      ),
      needs: [need('n', { capability: 'a', quantity: 3, single: true }), need('m', { capability: 'a', quantity: 2 })],
    } as Records);
    const both = match(asking);
    const verdicts = ['n', 'm'].flatMap((id) =>
      ['1', '2'].map(
        (who) => explain(asking, both, { need: id, offer: { provider: `volunteer:${who}` } }).pairs[0]!.verdict,
      ),
    );
    expect(verdicts).toEqual(['used', 'notAlone', 'held', 'used']);
  });
});
