import { describe, expect, it } from 'vitest';
import {
  backups,
  cheapestFixes,
  comparePlans,
  coverageHistory,
  createNetwork,
  definePolicy,
  explain,
  type Input,
  type Made,
  match,
  measures,
  type Network,
  type Plan,
  type Purchasable,
  readPlan,
  recommend,
  shortages,
  toMarkdown,
  verify,
} from '../../../src/index.js';
import { assignPlan, planTables } from '../../../src/io/index.js';
import { matchBeside } from '../../../src/match/match.js';
import { report } from '../../../src/report/index.js';
import { readOwnPlan } from '../../../src/why/view.js';
import { thrown } from '../../support/thrown.js';

const relief = (id: string, community: string, quantity: number) => ({
  id,
  community,
  urgency: '急' as const,
  capability: 'relief',
  quantity,
  unit: 'yuan',
});
const input = (asked = 80): Input => ({
  stations: [
    { id: 's', tier: 'street' },
    { id: 't', tier: 'street' },
  ],
  communities: [
    { id: 'a', station: 's' },
    { id: 'b', station: 's' },
    { id: 'c', station: 't' },
  ],
  volunteers: [
    { id: '1', community: 'a', capabilities: ['visit'], quantity: 1 },
    { id: '2', community: 'a', capabilities: ['visit'], quantity: 1 },
  ],
  organisations: [{ id: 'g', community: 'a', capabilities: ['visit'], quantity: 1 }],
  resources: [{ id: 'f', kind: 'fund', capabilities: ['relief'], quantity: 100, unit: 'yuan' }],
  needs: [
    relief('m', 'a', asked),
    relief('n', 'b', 80),
    relief('o', 'c', 80),
    { id: 'v', community: 'a', urgency: '盼', capability: 'visit' },
  ],
});
const network = createNetwork(input());
const STREETS = definePolicy({ fairBy: 'street' });
const visit = (provider: string) => ({ need: 'v', provider, quantity: 1 });
/** Of the class that need `m` is in. */
const KEY = coverageHistory(network, match(network, { policy: STREETS }), { policy: STREETS })[0]!.key;
const PAST = { rank: [0, 3], unit: 'fen', key: KEY, covered: 10, share: 100 };
const MADE: Required<Pick<Made, 'policy' | 'pins' | 'bans' | 'history' | 'societies' | 'previous'>> = {
  policy: STREETS,
  pins: [visit('volunteer:1')],
  bans: [{ need: 'o', provider: 'resource:f' }],
  history: [PAST],
  societies: ['volunteer', 'resource'],
  previous: match(network, { pins: [visit('volunteer:2')] }),
};
const plan = match(network, MADE);

const prices: Purchasable[] = [
  {
    id: 'p',
    kind: 'fund',
    society: 'resource',
    community: 'a',
    capability: 'relief',
    unit: 'yuan',
    amount: 50,
    lot: 1,
    price: 100,
  } as never,
];
/** All that read a plan of a network. */
const READERS: Readonly<Record<string, (network: Network, plan: Plan, made?: Made) => unknown>> = {
  explain: (net, one, made) => explain(net, one, { need: 'm' }, made),
  measures,
  coverageHistory,
  backups,
  shortages,
  recommend: (net, one, made) => recommend(net, one, { need: 'v' }, made),
  cheapestFixes: (net, one, made) => cheapestFixes(net, one, { ...made, prices, target: { budget: 0 } }),
  comparePlans: (net, one, made) => comparePlans(net, one, one, made && { a: made, b: made }),
  toMarkdown,
  report,
  planTables,
  assignPlan,
  readPlan,
};
const OTHER: Readonly<Record<keyof typeof MADE, Made>> = {
  policy: { policy: definePolicy({ fairBy: 'need' }) },
  pins: { pins: [visit('volunteer:2')] },
  bans: { bans: [{ need: 'n', provider: 'resource:f' }] },
  history: { history: [{ ...PAST, covered: 11 }] },
  societies: { societies: ['volunteer', 'resource', 'organisation'] },
  previous: { previous: match(network) },
};

describe.each(Object.entries(READERS))('%s', (_, read) => {
  it('reads a plan with what it was made with', () => {
    expect(() => read(network, plan, MADE)).not.toThrow();
    expect(() => read(createNetwork(input()), JSON.parse(JSON.stringify(plan)), MADE)).not.toThrow();
  });

  it('refuses it for other records', () => {
    const error = thrown(() => read(createNetwork(input(81)), plan, MADE));
    expect(error.code).toBe('PLAN_MISMATCH');
    expect(error.message).toMatch(/records.*policy.*previous plan.*pins.*bans.*history.*societies.*pass .*made with/);
  });

  it.each(Object.entries(OTHER))('refuses it with other %s, and with none', (name, other) => {
    expect(thrown(() => read(network, plan, { ...MADE, ...other })).code).toMatch(/^(PLAN_MISMATCH|INVALID_PINS)$/);
    expect(thrown(() => read(network, plan, { ...MADE, [name]: undefined })).code).toBe('PLAN_MISMATCH');
  });

  it('answers of a plan that was read as of the plan itself, and compiles nothing', () => {
    let ranked = 0;
    const policy = definePolicy({
      rank: (need) => {
        ranked++;
        return [need.urgency === 'urgent' ? 0 : 1];
      },
    });
    const made = match(network, { policy });
    const answer = read(network, made, { policy });
    const known = readPlan(network, made, { policy });
    ranked = 0;
    expect(read(network, known)).toEqual(answer);
    expect(read(network, known, { policy })).toEqual(answer);
    // What could be bought is compiled with the network, and what is bought is matched.
    if (read !== READERS['cheapestFixes']) expect(ranked).toBe(0);
  });
});

describe('what is worked out once of a plan', () => {
  let [compiled, judged] = [0, 0];
  const policy = definePolicy({
    rank: (need) => {
      compiled++;
      return [need.urgency === 'urgent' ? 0 : 1];
    },
    rules: { counted: ({ need }) => ++judged < 0 || need.urgency !== 'urgent' },
  });
  const counts = (work: () => unknown) => {
    [compiled, judged] = [0, 0];
    work();
    return { compiled, judged };
  };
  const net = createNetwork(input());
  const made = match(net, { policy });

  it('is its problem: readers take what it was matched with, the check compiles again', () => {
    expect(counts(() => planTables(net, made, { policy })).compiled).toBe(0);
    expect(counts(() => report(net, made, { policy })).compiled).toBe(0);
    expect(counts(() => verify(net, made, { policy })).compiled).toBeGreaterThan(0);
    expect(counts(() => match(net, { policy })).compiled).toBeGreaterThan(0);
    // Another network of the same records, and the same network with a record put into it, are compiled.
    expect(counts(() => planTables(createNetwork(input()), made, { policy })).compiled).toBeGreaterThan(0);
    const record = net.getNodeAttribute('need:n', 'record');
    net.setNodeAttribute('need:n', 'record', { ...record } as never);
    expect(counts(() => planTables(net, made, { policy })).compiled).toBeGreaterThan(0);
  });

  it('is its problem for plans that are only compared with it, too: as matched, but for what is unmet', () => {
    const levels = made.levels.filter((level) => level !== 'fair');
    for (const options of [
      { policy, levels },
      { policy, method: 'greedy' as const },
    ]) {
      const whole = match(net, options);
      let beside = made;
      expect(counts(() => (beside = matchBeside(net, options))).compiled).toBe(0);
      expect(beside).toEqual({ ...whole, unmet: [] });
      expect(comparePlans(net, beside, made, { a: options, b: { policy } })).toEqual(
        comparePlans(net, whole, made, { a: options, b: { policy } }),
      );
    }
    expect(counts(() => matchBeside(net, { policy, societies: ['volunteer'] })).compiled).toBeGreaterThan(0);
  });

  it('is what a plan made here is read by, as it is, to the same as one that is read', () => {
    const own = match(net, { policy });
    const read = readPlan(net, own, { policy });
    expect(counts(() => readOwnPlan(net, own, { policy })).compiled).toBe(0);
    expect(read).not.toBe(own);
    expect(Object.isFrozen(own.linkages)).toBe(true);
    // In the bytes of its file, too.
    expect(JSON.stringify(own)).toBe(JSON.stringify(read));
    for (const reader of [planTables, measures, report]) expect(reader(net, own)).toEqual(reader(net, read));
  });

  it('is why an offer is idle: asked of all its lines by the first who asks', () => {
    const read = readPlan(net, made, { policy });
    expect(counts(() => planTables(net, read)).judged).toBeGreaterThan(0);
    expect(counts(() => planTables(net, read, { locale: 'en' })).judged).toBe(0);
    expect(counts(() => measures(net, read)).judged).toBe(0);
  });
});

describe('readPlan', () => {
  const made = match(network);

  it('gives the plan, frozen', () => {
    const read = readPlan(network, made);
    expect(read).toEqual(made);
    expect(() => {
      read.linkages[0]!.allocations[0]!.quantity = 1;
    }).toThrow(TypeError);
    expect(readPlan(network, read)).toBe(read);
    expect(verify(network, read).ok).toBe(true);
    expect(match(network, { previous: read }).withdrawn).toBe(0);
  });

  it('is read again where the network has changed, or is another', () => {
    const own = createNetwork(input());
    const read = readPlan(own, made);
    expect(measures(createNetwork(input()), read)).toEqual(measures(own, read));
    expect(thrown(() => measures(createNetwork(input(81)), read)).code).toBe('PLAN_MISMATCH');
    const more = createNetwork(input(81)).getNodeAttributes('need:m');
    own.replaceNodeAttributes('need:m', more);
    expect(thrown(() => measures(own, read)).code).toBe('PLAN_MISMATCH');
    own.replaceNodeAttributes('need:m', network.getNodeAttributes('need:m'));
    own.setAttribute('asOf', '2026-03-02T08:00:00+08:00');
    expect(() => measures(own, read)).not.toThrow();
  });

  it('does not hold for another policy that is passed with it', () => {
    const read = readPlan(network, made);
    expect(thrown(() => measures(network, read, { policy: definePolicy({ fairBy: 'street' }) })).code).toBe(
      'PLAN_MISMATCH',
    );
  });
});

describe('a plan with fields of others on it', () => {
  const own = structuredClone(plan) as Plan & Record<string, unknown>;
  mark(own);

  it('verifies, is read, and keeps them', () => {
    expect(verify(network, own, MADE)).toMatchObject({ ok: true });
    for (const read of Object.values(READERS)) expect(() => read(network, own, MADE)).not.toThrow();
    expect(readPlan(network, own, MADE)).toEqual(own);
    expect(match(network, { previous: own }).withdrawn).toBe(match(network, { previous: plan }).withdrawn);
  });

  it('is refused all the same where it gives or says what is not so', () => {
    const wrong = structuredClone(own);
    wrong.linkages[0]!.allocations[0]!.quantity--;
    expect(verify(network, wrong, MADE).ok).toBe(false);
    const said = structuredClone(own);
    said.unmet[0]!.reason.rules['reach'] = 7;
    expect(verify(network, said, MADE).ok).toBe(false);
    const unplaced = structuredClone(own);
    unplaced.linkages[0]!.allocations[0]!.placeUnknown = true;
    expect(verify(network, unplaced, MADE).ok).toBe(false);
  });
});

/** Writes a field of its own on every object but the records of rules. */
function mark(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, one] of Object.entries(value)) if (key !== 'rules') mark(one);
  if (!Array.isArray(value)) Reflect.set(value, 'assignedBy', { office: ['east'] });
}
