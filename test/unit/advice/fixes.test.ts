import { describe, expect, it } from 'vitest';
import {
  cheapestFixes,
  coverageHistory,
  createNetwork,
  type FixTarget,
  type Input,
  LinkageError,
  match,
  type Purchasable,
  sentences,
  verify,
} from '../../../src/index.js';

const TOWN: Input = {
  communities: [{ id: 'datong', adminCode: '460105001001' }],
  socialWorkers: [
    {
      id: '1',
      community: 'datong',
      quantity: 2,
      unit: 'session',
      capabilities: ['escort', 'companionship'],
    },
  ],
  needs: [
    { id: 'walk', community: 'datong', urgency: '急', capability: 'escort', quantity: 2, unit: 'session' },
    { id: 'talk', community: 'datong', urgency: '愁', capability: 'companionship', quantity: 2, unit: 'session' },
    { id: 'chat', community: 'datong', urgency: '难', capability: 'companionship', quantity: 1, unit: 'session' },
  ],
  // Whom the catalogue would have serve does not matter here.
  catalogue: [],
};

const course: Purchasable = {
  id: 'course',
  kind: 'training',
  society: 'volunteer',
  community: 'datong',
  capability: 'escort',
  unit: 'session',
  amount: 6,
  price: 30_000,
};
const club: Purchasable = {
  ...course,
  id: 'club',
  kind: 'incubation',
  society: 'organisation',
  capability: 'companionship',
  amount: 4,
  lot: 4,
  price: 100_000,
};

const fixesFor = (target: FixTarget, prices: readonly Purchasable[] = [course, club]) => {
  const network = createNetwork(TOWN);
  return cheapestFixes(network, match(network), { prices, target });
};

describe('cheapestFixes', () => {
  it('goes on from a history, and within the societies that take part', () => {
    const input: Input = {
      communities: [{ id: 'a' }, { id: 'b' }],
      volunteers: [{ id: '1', capabilities: ['escort'], quantity: 1, reach: { within: ['46'] } }],
      needs: ['a', 'b'].map((id) => ({ id, community: id, urgency: '急', capability: 'escort', quantity: 3 })),
    };
    const network = createNetwork(input);
    const made = { history: coverageHistory(network, match(network)), societies: ['volunteer'] } as const;
    const { community: _, ...far } = course;
    const prices = [{ ...far, reach: { within: ['46'] } }];
    const answer = cheapestFixes(network, match(network, made), { ...made, prices, target: { budget: 30_000 } });
    const volunteers = [...input.volunteers!, ...(answer.records.volunteers as NonNullable<Input['volunteers']>)];
    const verdict = verify(createNetwork({ ...input, volunteers }), answer.plan, made);
    expect(verdict.checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(answer.fixes).toHaveLength(1);
  });

  it('buys what frees others, and pins it where a better rank would take it', () => {
    const answer = fixesFor({ need: 'talk' });
    // Two walks by volunteers free the worker for two talks, which `chat` would have first.
    expect(answer).toMatchObject({
      status: 'optimal',
      price: 60_000,
      bound: 60_000,
      fixes: [
        { id: 'course', provider: 'volunteer:course', lots: 2, quantity: 2, serves: [{ need: 'walk', quantity: 2 }] },
      ],
      reached: [{ rank: [2, 3], unit: 'session', demanded: 2, before: 0, after: 2 }],
      records: { volunteers: [{ id: 'course', quantity: 2 }] },
    });
    expect(answer.pins).toHaveLength(2);
    const then = createNetwork({ ...TOWN, volunteers: answer.records.volunteers as Input['volunteers'] });
    expect(verify(then, answer.plan, { pins: answer.pins }).ok).toBe(true);
    expect(sentences(answer, 'zh')).toMatchInlineSnapshot(`
      [
        "为满足需求 talk，最省的办法是：培训志愿者（course）：escort 2 次，600 元；共 600 元。",
        "优先级 2.3：所要的 2 次由已覆盖 0 次增至全部满足。",
        "添置的供给须按所附的固定安排使用，否则会先给别的需求。",
        "已证明：没有更省的办法能做到同样多。",
      ]
    `);
    expect(sentences(answer, 'en')).toMatchInlineSnapshot(`
      [
        "The cheapest way for need talk: volunteers trained (course): escort, 2 sessions, for ¥600; ¥600 in all.",
        "Rank 2.3 asks 2 sessions: covered before 0 sessions, then all of it.",
        "What is bought must be used as the pins say, or other needs would come first.",
        "It is proved that nothing cheaper reaches as much.",
      ]
    `);
  });

  it('takes whole lots where they are cheaper, and no pins where match will do', () => {
    const rank = fixesFor({ rank: [1, 3] });
    expect(rank).toMatchObject({ price: 30_000, pins: [], reached: [{ before: 0, after: 1 }] });
    const little = fixesFor({ budget: 99_999 });
    expect(little).toMatchObject({ price: 60_000, pins: [], fixes: [{ id: 'course', lots: 2 }] });
    const dear = fixesFor({ budget: 100_000 });
    expect(dear).toMatchObject({ price: 100_000, fixes: [{ id: 'club', lots: 1, quantity: 4 }] });
    expect(dear.reached.map(({ demanded, after }) => [demanded, after])).toEqual([
      [2, 2],
      [1, 1],
      [2, 2],
    ]);
  });

  it('says so where nothing helps', () => {
    const answer = fixesFor({ need: 'walk' });
    expect(answer).toMatchObject({ price: 0, fixes: [], pins: [], records: {}, status: 'optimal' });
    expect(fixesFor({ need: 'talk' }, []).reached).toEqual([
      { rank: [2, 3], unit: 'session', demanded: 2, before: 0, after: 0 },
    ]);
    expect(sentences(fixesFor({ need: 'talk' }, []), 'en')).toMatchInlineSnapshot(`
      [
        "Nothing on the list helps for need talk.",
        "Rank 2.3 asks 2 sessions: covered before 0 sessions, then 0 sessions; still lacking 2 sessions.",
        "It is proved that nothing cheaper reaches as much.",
      ]
    `);
    expect(fixesFor({ budget: 1000 }, [])).toMatchObject({ price: 0, fixes: [], status: 'optimal' });
    // A lot that is larger than all there is.
    expect(fixesFor({ need: 'talk' }, [{ ...club, amount: 3 }]).price).toBe(0);
  });

  it.each([{ single: true }, { minimum: 2 }])(
    'answers for many lines that must each be served whole, in little work; less of it gives a bound: %j',
    (whole) => {
      const codes = Array.from({ length: 18 }, (_, i) => `c${i}`);
      const base = { community: 'dt', unit: 'session' } as const;
      const network = createNetwork({
        catalogue: [],
        communities: [{ id: 'dt' }],
        volunteers: codes.map((code) => ({ ...base, id: code, capabilities: [code], quantity: 1 })),
        needs: [
          {
            id: 'n',
            community: 'dt',
            urgency: '急',
            requirements: codes.map((capability) => ({ capability, quantity: 2, unit: 'session', ...whole })),
          },
        ],
      });
      const plan = match(network);
      const prices = codes
        .slice(0, 9)
        .map((code) => ({ ...course, ...base, id: `p${code}`, capability: code, amount: 4, price: 100 }));
      const answer = (workLimit: number) => cheapestFixes(network, plan, { prices, target: { need: 'n' }, workLimit });
      const price = 'single' in whole ? 1800 : 900;
      expect(answer(100_000)).toMatchObject({ status: 'optimal', price, bound: price });
      expect(answer(0)).toMatchObject({ status: 'bounded', price: 0, bound: 0, fixes: [], pins: [] });
      for (const workLimit of [100, 1000, 3000]) {
        const { status, bound, price: paid } = answer(workLimit);
        expect(status).toBe('bounded');
        expect(bound).toBeLessThanOrEqual(Math.min(paid, price));
      }
    },
  );

  it('converts units, and judges by the rules', () => {
    const network = createNetwork({
      communities: [
        { id: 'a', adminCode: '460105001001' },
        { id: 'b', adminCode: '460106001001' },
      ],
      needs: [{ id: '1', community: 'a', urgency: '急', capability: 'relief', quantity: 250, unit: 'yuan' }],
    });
    const fund: Purchasable = {
      id: 'f',
      kind: 'fund',
      society: 'resource',
      community: 'a',
      capability: 'relief',
      unit: 'yuan',
      amount: 1000,
      lot: 100,
      price: 10_000,
    };
    const far: Purchasable = { ...fund, id: 'far', community: 'b', reach: { within: ['460106'] }, price: 1 };
    const answer = cheapestFixes(network, match(network), { prices: [fund, far], target: { need: '1' } });
    expect(answer.fixes).toMatchObject([{ id: 'f', unit: 'fen', lots: 3, quantity: 30_000, price: 30_000 }]);
    expect(answer.records).toEqual({
      resources: [{ id: 'f', community: 'a', unit: 'yuan', capabilities: ['relief'], quantity: 300, kind: 'fund' }],
    });
  });

  it.each<[string, unknown, string]>([
    ['INVALID_OPTIONS', { prices: [{ ...course, price: 0.5 }], target: { need: 'walk' } }, 'prices,0,price'],
    ['INVALID_OPTIONS', { prices: [{ ...course, lots: 5 }], target: { need: 'walk' } }, 'prices,0,lots'],
    ['INVALID_OPTIONS', { prices: [course, { ...course, community: 'x' }], target: { need: 'walk' } }, 'prices,1,id'],
    [
      'INVALID_OPTIONS',
      {
        prices: [
          { ...club, id: 'a' },
          { ...course, community: 'x' },
        ],
        target: { budget: 1 },
      },
      'prices,1,community',
    ],
    [
      'INVALID_OPTIONS',
      { prices: [{ ...course, society: 'socialWorker', id: '1' }], target: { budget: 1 } },
      'prices,0,id',
    ],
    ['INVALID_OPTIONS', { prices: [], target: { rank: [7] } }, 'target,rank'],
    ['INVALID_OPTIONS', { prices: [], target: { budget: -1 } }, 'target,budget'],
    ['INVALID_OPTIONS', { prices: [] }, 'target'],
    ['UNKNOWN_NEED', { prices: [], target: { need: 'x' } }, ''],
    ['SUM_TOO_LARGE', { prices: [{ ...course, price: 2 ** 52 }], target: { need: 'walk' } }, ''],
  ])('throws %s for %j', (code, options, path) => {
    const network = createNetwork(TOWN);
    try {
      cheapestFixes(network, match(network), options as never);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(LinkageError);
      expect((error as LinkageError).code).toBe(code);
      expect((error as LinkageError).details.map((fault) => fault.path.join())).toEqual(
        path === '' ? [] : expect.arrayContaining([path]),
      );
    }
  });
});
