import { describe, expect, it } from 'vitest';
import { evennessOf } from '../../../src/figures/evenness.js';
import {
  createNetwork,
  definePolicy,
  fairnessSentence,
  type Input,
  match,
  measures,
  presets,
} from '../../../src/index.js';
import { report } from '../../../src/report/index.js';
import { outcomeSentence } from '../../../src/say/outcome-sentence.js';
import { RICH } from '../../support/samples.js';
import { TOWN } from '../../support/town.js';

function figuresOf(input: Input) {
  const network = createNetwork(input);
  return measures(network, match(network));
}

describe('evenness', () => {
  it('is what the definitions say', () => {
    // Mean absolute difference of (0, 1/2, 1) is 8/18 · 1 = 4/9, the mean 1/2: Gini 4/9. Jain (3/2)² / (3 · 5/4) = 3/5.
    expect(evennessOf([1, 0, 0.5])).toEqual({ count: 3, minimum: 0, zeros: 1, gini: 0.4444, jain: 0.6 });
    expect(evennessOf([0.25, 0.25])).toEqual({ count: 2, minimum: 0.25, zeros: 0, gini: 0, jain: 1 });
    expect(evennessOf([1, 0, 0, 0])).toEqual({ count: 4, minimum: 0, zeros: 3, gini: 0.75, jain: 0.25 });
    expect(evennessOf([0, 0])).toEqual({ count: 2, minimum: 0, zeros: 2, gini: 0, jain: 1 });
    expect(evennessOf([])).toEqual({ count: 0, minimum: 1, zeros: 0, gini: 0, jain: 1 });
    // Not −0, although the sum of the differences is a little below 0 in doubles.
    for (let count = 1; count < 9; count++)
      for (const ratio of [1 / 3, 0.2, 0.4, 0.7, 0.9])
        expect(evennessOf(Array.from({ length: count }, () => ratio))).toMatchObject({ gini: 0, jain: 1 });
  });

  it('agrees with the double sum of Gini', () => {
    const ratios = Array.from({ length: 40 }, (_, i) => ((i * 37) % 41) / 40);
    let differences = 0;
    for (const a of ratios) for (const b of ratios) differences += Math.abs(a - b);
    const mean = ratios.reduce((sum, x) => sum + x, 0) / 40;
    expect(evennessOf(ratios).gini).toBeCloseTo(differences / (2 * 40 * 40 * mean), 4);
  });
});

describe('measures', () => {
  const rich = figuresOf(RICH);

  it('gives coverage by unit, and how even it is among communities', () => {
    expect(rich.coverage.map(({ unit, demanded, covered, share }) => [unit, demanded, covered, share])).toEqual([
      ['case', 9, 2, 0.2222],
      ['fen', 700050, 500000, 0.7142],
      ['session', 10, 5, 0.5],
    ]);
    // Cases: datong got 1 of 6, haiken 1 of 3.
    expect(rich.coverage[0]).toMatchObject({
      communities: { count: 2, minimum: 0.1667, gini: 0.1667, jain: 0.9 },
      worst: ['datong'],
    });
  });

  it('gives the evenness of fair-share classes, rank by rank', () => {
    const brief = rich.fairness.map(({ rank, classes: { count, minimum, zeros } }) => [...rank, count, minimum, zeros]);
    // Casework 1 of 3 in each of two communities; escort whole for the graver need, 2 of 3 for the other; and so on.
    expect(brief).toEqual([
      [0, 3, 2, 0.3333, 0],
      [1, 1, 1, 1, 0],
      [1, 3, 1, 0.6667, 0],
      [2, 3, 2, 0, 2],
      [3, 3, 5, 0, 2],
    ]);
  });

  it('measures equity-weighted classes as level 2 does', () => {
    const input: Input = {
      catalogue: [],
      communities: [{ id: 'c', equityWeight: 2 }, { id: 'd' }],
      resources: [{ id: 'f', kind: 'fund', capabilities: ['relief'], quantity: 9, unit: 'fen' }],
      needs: [
        { id: 'a', community: 'c', urgency: '急', capability: 'relief', quantity: 10, unit: 'fen' },
        { id: 'b', community: 'd', urgency: '急', capability: 'relief', quantity: 10, unit: 'fen' },
      ],
    };
    const network = createNetwork(input);
    const policy = definePolicy({ fairShare: 'equityWeight' });
    const { fairness } = measures(network, match(network, { policy }), { policy });
    expect(fairness).toEqual([{ rank: [0, 3], classes: { count: 2, minimum: 0.3, zeros: 0, gini: 0, jain: 1 } }]);
  });

  it('tells what moves beyond communities and their social workers', () => {
    // Sessions: escorts by volunteers, and the community's own hall.
    expect(rich.levered).toEqual([
      { unit: 'case', own: 2, moved: 0, share: 0 },
      { unit: 'fen', own: 0, moved: 500000, share: 1 },
      { unit: 'session', own: 1, moved: 4, share: 0.8 },
    ]);
  });

  it('gives the participation of the five societies', () => {
    const input: Input = {
      communities: [{ id: 'c', capabilities: ['hall'], quantity: 1 }],
      socialWorkers: [
        { id: '1', community: 'c', capabilities: ['casework'], quantity: 3, caseload: { open: 4, max: 9 } },
      ],
      volunteers: [{ id: '1', community: 'c', capabilities: ['escort'], quantity: 2 }],
      needs: [
        {
          id: 'a',
          community: 'c',
          urgency: '急',
          requirements: [{ capability: 'hall' }, { capability: 'casework' }, { capability: 'escort' }],
        },
        { id: 'b', community: 'c', urgency: '难', capability: 'casework' },
      ],
    };
    const { participation, caseload, leverage, idle } = figuresOf(input);
    expect(participation.mean).toBe(0.4);
    expect(participation.linkages).toEqual([
      {
        need: 'a',
        societies: ['community', 'socialWorker', 'volunteer'],
        roles: ['platform', 'lead', 'helper'],
        index: 0.6,
      },
      { need: 'b', societies: ['socialWorker'], roles: ['lead'], index: 0.2 },
    ]);
    expect(participation.bySociety[1]).toEqual({
      society: 'socialWorker',
      linkages: 2,
      providers: 1,
      gives: [{ unit: 'case', quantity: 2 }],
    });
    expect(caseload).toEqual({
      workers: [{ provider: 'socialWorker:1', needs: 2, gives: [{ unit: 'case', quantity: 2 }], open: 4, max: 9 }],
      mean: 2,
      most: 2,
    });
    expect(leverage).toEqual([
      {
        society: 'community',
        moved: { unit: 'session', quantity: 1 },
        work: { unit: 'case', quantity: 2 },
        ratio: 0.5,
      },
      {
        society: 'volunteer',
        moved: { unit: 'session', quantity: 1 },
        work: { unit: 'case', quantity: 2 },
        ratio: 0.5,
      },
    ]);
    expect(idle.map(({ provider, left, why }) => [provider, left, why.code])).toEqual([
      ['socialWorker:1', 1, 'needsMet'],
      ['volunteer:1', 1, 'needsMet'],
    ]);
  });

  it('counts leverage per hour where workers count minutes', () => {
    const input: Input = {
      communities: [{ id: 'c' }],
      socialWorkers: [{ id: '1', community: 'c', capabilities: ['advice'], quantity: 90, unit: 'minute' }],
      resources: [{ id: '1', kind: 'fund', community: 'c', capabilities: ['relief'], quantity: 3000, unit: 'fen' }],
      needs: [
        { id: 'a', community: 'c', urgency: '急', capability: 'advice', quantity: 90, unit: 'minute' },
        { id: 'b', community: 'c', urgency: '急', capability: 'relief', quantity: 3000, unit: 'fen' },
      ],
    };
    expect(figuresOf(input).leverage).toMatchObject([{ society: 'resource', ratio: 2000 }]);
  });

  it('counts a volunteer who serves a requirement once, by two offers, in two slots, and beyond its minimum too', () => {
    const offer = { capabilities: ['visit'], quantity: 1, unit: 'hour', windows: ['am', 'pm'] };
    const input: Input = {
      slots: [{ id: 'am' }, { id: 'pm' }],
      communities: [{ id: 'c' }],
      volunteers: [
        { id: 'v', community: 'c', groupSize: 3, offers: [{ ...offer, perSlot: 0.5 }, offer] },
        { id: 's', community: 'c', capabilities: ['escort'], quantity: 2 },
      ],
      needs: [
        { id: 'a', community: 'c', urgency: '急', capability: 'visit', quantity: 2, unit: 'hour' },
        { id: 'b', community: 'c', urgency: '难', capability: 'escort', quantity: 2 },
      ],
    };
    const times = (needs: Input['needs']) => figuresOf({ ...input, needs }).outcome.volunteerTimes;
    expect(times(input.needs)).toBe(3 + 2);
    const offers = [{ capabilities: ['visit'], quantity: 2, unit: 'hour' }];
    const least = { ...input, volunteers: [{ id: 'v', community: 'c', groupSize: 3, offers }] };
    expect(figuresOf({ ...least, needs: [{ ...input.needs[0]!, minimum: 1 }] }).outcome.volunteerTimes).toBe(3);
  });

  it('tells goods unit by unit, in whatever units they are kept, and no venue among them', () => {
    const input: Input = {
      communities: [{ id: 'c' }],
      resources: [
        { id: 'f', kind: 'fund', community: 'c', capabilities: ['relief'], quantity: 10, unit: 'yuan' },
        { id: 'g', kind: 'goods', community: 'c', capabilities: ['gift'], quantity: 3 },
        { id: 'h', kind: 'goods', community: 'c', capabilities: ['mask'], quantity: 500, unit: 'box' },
        { id: 'r', kind: 'venue', community: 'c', capabilities: ['hall'], quantity: 2, unit: 'session' },
      ],
      needs: [
        { id: 'a', community: 'c', urgency: '急', capability: 'relief', quantity: 10, unit: 'yuan' },
        { id: 'b', community: 'c', urgency: '急', capability: 'gift', quantity: 3 },
        { id: 'd', community: 'c', urgency: '急', capability: 'mask', quantity: 400, unit: 'box' },
        { id: 'e', community: 'c', urgency: '急', capability: 'hall', quantity: 1, unit: 'session' },
      ],
    };
    const { outcome } = figuresOf(input);
    const goods = [
      { unit: 'box', quantity: 400 },
      { unit: 'item', quantity: 3 },
    ];
    expect(outcome).toMatchObject({ money: 1000, goods });
    expect(outcomeSentence(outcome, 'zh')).toContain('链接慈善资金 10 元、物资 400 box、3 件；');
    expect(outcomeSentence({ ...outcome, goods: [] }, 'en')).toContain('¥10 and 0 items of charitable resources');
  });

  it('measures the way once per requirement and offer', () => {
    const at = (lat: number) => ({ lat, lng: 110.3 });
    const input: Input = {
      communities: [{ id: 'c', location: at(20) }, { id: 'd' }],
      volunteers: [
        { id: 'near', community: 'c', location: at(20.01), capabilities: ['x'], quantity: 2, reach: { radius: 5000 } },
        { id: 'afar', community: 'd', capabilities: ['y'], quantity: 1, reach: { remote: true } },
        { id: 'lost', community: 'd', capabilities: ['z'], quantity: 1 },
      ],
      needs: [
        { id: '1', community: 'c', urgency: '急', capability: 'x', quantity: 2 },
        { id: '2', community: 'c', urgency: '急', capability: 'y', remote: true },
        { id: '3', community: 'd', urgency: '急', capability: 'z' },
      ],
    };
    expect(figuresOf(input).travel).toEqual({
      pairs: 1,
      remote: 1,
      unknown: 1,
      metres: 1112,
      mean: 1112,
      longest: 1112,
      hops: [2],
    });
  });

  it('lists what lies idle, and why', () => {
    const idle = figuresOf(TOWN).idle.map(({ provider, offer, used, left, why }) => [
      provider,
      offer,
      used,
      left,
      why.code,
    ]);
    expect(idle).toEqual([
      ['socialWorker:full', 'a', 0, 3, 'providerFull'],
      ['organisation:choir', '1', 0, 2, 'nobodyAsked'],
      ['organisation:night', '1', 0, 2, 'outsideWindows'],
      ['volunteer:dear', '1', 0, 2, 'needsMet'],
      ['volunteer:far', '1', 0, 1, 'ruledOut'],
      ['volunteer:hours', '1', 0, 120, 'otherUnit'],
      ['volunteer:near', 'm', 1, 4, 'needsMet'],
      ['volunteer:near', 't', 0, 1, 'ruledOut'],
      ['volunteer:never', '1', 0, 2, 'needsMet'],
      ['volunteer:off', '1', 0, 1, 'ruledOut'],
      ['volunteer:same', '1', 1, 1, 'needsMet'],
    ]);
  });

  it('is all noughts where nothing is asked', () => {
    const figures = figuresOf({ communities: [], needs: [] });
    expect(figures).toMatchObject({
      coverage: [],
      participation: { mean: 0, linkages: [] },
      travel: { pairs: 0, metres: 0, mean: 0 },
      caseload: { workers: [], mean: 0, most: 0 },
      leverage: [],
      idle: [],
    });
  });

  it('refuses a plan of another policy, and bad options', () => {
    const network = createNetwork(RICH);
    const plan = match(network);
    const policy = definePolicy({ rules: { none: () => true } });
    expect(() => measures(network, plan, { policy })).toThrow(expect.objectContaining({ code: 'PLAN_MISMATCH' }));
    expect(() => measures(network, plan, { polciy: policy } as never)).toThrow(/Maybe `policy`/);
  });
});

describe('what fairness changes', () => {
  // The graver needs are all of one community, whose volunteer lives there.
  const network = createNetwork({
    communities: ['a', 'b', 'c'].map((id) => ({ id })),
    volunteers: [
      {
        id: 'v',
        community: 'a',
        capabilities: ['escort'],
        quantity: 3,
        groupSize: 3,
        unit: 'session',
        reach: { remote: true },
      },
    ],
    needs: ['a', 'a', 'a', 'b', 'c'].map((community, i) => ({
      id: `${i}`,
      community,
      urgency: '愁',
      severity: i < 3 ? 5 : 1,
      capability: 'escort',
      unit: 'session',
      remote: true,
    })),
  });
  const policy = definePolicy(presets.fairByUrgency);
  const served = (plan: ReturnType<typeof match>) => new Set(plan.linkages.map(({ community }) => community)).size;

  it('is felt where urgency alone ranks: communities share', () => {
    expect(served(match(network))).toBe(1);
    expect(served(match(network, { policy }))).toBe(3);
  });

  it('is said in one sentence, of the plan with it and without', () => {
    const plan = match(network, { policy });
    const without = match(network, { policy, levels: ['rank', 'keep', 'cost'] });
    expect(served(without)).toBe(1);
    const { fairness } = measures(network, plan, { policy, without });
    expect(fairness).toMatchObject([{ classes: { count: 3, zeros: 0 }, without: 2 }]);
    expect(fairnessSentence(fairness, 'zh')).toBe('共 3 个公平组：计公平时 0 个一无所得，不计公平时 2 个。');
    expect(fairnessSentence(fairness, 'en')).toBe(
      'Of 3 fair-share classes 0 have nothing; without level fair it would be 2.',
    );
    expect(measures(network, plan, { policy }).fairness[0]).not.toHaveProperty('without');
    const page = report(network, plan, { policy, without });
    expect(page).toContain('不计公平时 2 个');
    expect(report(network, plan, { policy })).not.toContain('不计公平时');
  });

  it('takes no plan of other records', () => {
    const other = match(createNetwork({ communities: [{ id: 'a' }], needs: [] }));
    expect(() => measures(network, match(network), { without: other })).toThrow('This plan is of other records');
    expect(() => measures(network, match(network), { without: 5 as never })).toThrow('a plan');
  });
});
