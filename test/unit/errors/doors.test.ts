/** Every door that takes options or data speaks with one voice: what was expected, what was found, and what was probably meant. */
import { describe, expect, it } from 'vitest';
import { type ErrorCode, errorCodes, faultCodes } from '../../../src/errors/codes.js';
import { type Fault, LinkageError } from '../../../src/errors/linkage-error.js';
import * as L from '../../../src/index.js';
import * as IO from '../../../src/io/index.js';
import { report } from '../../../src/report/index.js';
import { openWorkers } from '../../../src/worker/index.js';
import { thrown } from '../../support/thrown.js';

const volunteer = { id: 'v', community: 'c', capabilities: ['escort'], quantity: 5, unit: 'session' };
const need = { id: 'n', community: 'c', urgency: '急', capability: 'escort', quantity: 1, unit: 'session' };
const network = L.createNetwork({ communities: [{ id: 'c' }], volunteers: [volunteer], needs: [need] } as L.Input);
const plan = L.match(network);
const pin = { need: 'n', provider: 'volunteer:v', quantity: 1 };
const price = { id: 'p', kind: 'hours', society: 'volunteer', community: 'c', capability: 'escort' };
const ware = { ...price, unit: 'session', amount: 5, lot: 1, price: 100 };
const target = { need: 'n' };
const rows = { needs: [{ id: 'a', rank: 0, demand: 1 }], offers: [], pairs: [] };
const table = {
  needs: { rank: [0], demand: [1] },
  offers: { capacity: [1] },
  pairs: { need: [0], offer: [0], cost: [1] },
};
const team = { id: 't', rank: 0, value: 1, lines: [{ id: 'l', demand: 1, pairs: [{ offer: 'o', cost: 1 }] }] };
const teams = { teams: [team], offers: [{ id: 'o', capacity: 1 }] };
const past = { rank: [0], unit: 'session', key: 'c', covered: 1, share: 2 };

/** Calls with what is given as the options, which stand at a path of their own where they are not options alone. */
const DOORS: Record<string, (options: never) => unknown> = {
  match: (o) => L.match(network, o),
  verify: (o) => L.verify(network, plan, o),
  explain: (o) => L.explain(network, plan, target, o),
  measures: (o) => L.measures(network, plan, o),
  comparePlans: (o) => L.comparePlans(network, plan, plan, o),
  coverageHistory: (o) => L.coverageHistory(network, plan, o),
  toMarkdown: (o) => L.toMarkdown(network, plan, o),
  cheapestFixes: (o) => L.cheapestFixes(network, plan, { prices: [ware], target, ...(o as object) } as never),
  recommend: (o) => L.recommend(network, plan, target, o),
  backups: (o) => L.backups(network, plan, o),
  escalate: (o) => L.escalate(network, o),
  openLive: (o) => L.openLive(network, o),
  definePolicy: (o) => L.definePolicy(o),
  matchPairs: (o) => L.matchPairs(rows, o),
  matchColumns: (o) => L.matchColumns(table, o),
  matchPlaces: (o) => L.matchPlaces({ needs: [], offers: [] }, o),
  matchTeams: (o) => L.matchTeams(teams, o),
  report: (o) => report(network, plan, o),
  planTables: (o) => IO.planTables(network, plan, o),
  openWorkers: (o) => openWorkers(o),
};
const door = (name: string, options: unknown) => () => DOORS[name]!(options as never);
const changes = (...list: unknown[]) => L.openLive(network).apply(list as never);
const shown = ({ path, code }: Pick<Fault, 'path' | 'code'>) => `${path.join('.')} ${code}`;

const RAW =
  /Invalid (input|option|type|key|element|format)|Unrecognized|Too (small|big)|received|Must be|due here|\.\./;
const VOICE = /^(expected .+, found .+\.|reading this threw .+)( Maybe .+\.)?$/s;

function faultsOf(call: () => unknown, code: ErrorCode = 'INVALID_OPTIONS'): readonly Fault[] {
  const error = thrown(call);
  expect(error).toBeInstanceOf(LinkageError);
  expect(errorCodes).toHaveProperty(error.code);
  expect(error.code).toBe(code);
  expect(error.details.length).toBeGreaterThan(0);
  for (const fault of error.details) {
    expect({ ...errorCodes, ...faultCodes }).toHaveProperty(fault.code);
    expect(fault.message).toMatch(VOICE);
    expect(fault.message).not.toMatch(RAW);
  }
  return error.details;
}

describe.each(Object.keys(DOORS))('the options of %s', (name) => {
  it.each([7, 'fast', [], () => 1].filter((each) => name !== 'cheapestFixes' || each === undefined))(
    'are an object, not %s',
    (options) => {
      expect(shown(faultsOf(door(name, options))[0]!)).toBe('options NOT_AN_OBJECT');
    },
  );

  it('may be left out, which null is told', () => {
    if (name === 'cheapestFixes') return;
    expect(faultsOf(door(name, null))[0]!.message).toMatch(/leave it out/i);
  });

  it('are known by name', () => {
    const fault = faultsOf(door(name, { frobnicate: 1 })).find(({ path }) => path.at(-1) === 'frobnicate')!;
    expect(fault.code).toBe('UNKNOWN_KEY');
  });

  it('are told what throws', () => {
    const key =
      { toMarkdown: 'locale', comparePlans: 'a', matchTeams: 'timeLimit', openWorkers: 'url', definePolicy: 'rank' }[
        name
      ] ?? (/^match[PC]/.test(name) ? 'levels' : 'policy');
    if (name === 'cheapestFixes' || name === 'definePolicy') return;
    const hostile = Object.defineProperty({}, key, {
      enumerable: true,
      get: () => {
        throw new Error('boom');
      },
    });
    expect(faultsOf(door(name, hostile))[0]!.code).toBe('UNREADABLE');
  });
});

describe('an option is told by its kind, and by the nearest name', () => {
  it.each<[name: string, options: unknown, fault: string, hint?: string]>([
    ['match', { timeLimit: '5' }, 'timeLimit NOT_A_NUMBER', 'Maybe 5 without quotes.'],
    ['match', { timeLimit: -1 }, 'timeLimit NEGATIVE'],
    ['match', { timeLimit: Number.NaN }, 'timeLimit NOT_FINITE'],
    ['match', { workLimit: 0.5 }, 'workLimit NOT_AN_INTEGER'],
    ['match', { timelimit: 1 }, 'timelimit UNKNOWN_KEY', 'Maybe `timeLimit`.'],
    ['match', { ' Time Limit': 1 }, ' Time Limit UNKNOWN_KEY', 'Maybe `timeLimit`.'],
    ['match', { societies: ['ＶＯＬＵＮＴＥＥＲ'] }, 'societies.0 UNKNOWN_WORD', "Maybe 'volunteer'."],
    ['match', { societies: ['social worker'] }, 'societies.0 UNKNOWN_WORD', "Maybe 'socialWorker'."],
    ['match', { societies: 'volunteer' }, 'societies NOT_AN_ARRAY', 'Maybe ["volunteer"].'],
    ['match', { method: 'Greedy' }, 'method UNKNOWN_WORD', "Maybe 'greedy'."],
    ['match', { method: null }, 'method UNKNOWN_WORD', 'Maybe leave it out.'],
    ['match', { previous: null }, 'previous NOT_AN_OBJECT', 'Maybe leave it out.'],
    ['match', { levels: ['rank', 'costs'] }, 'levels.1 UNKNOWN_WORD', "Maybe 'cost'."],
    ['match', { policy: { lead: true } }, 'policy INVALID_OPTION', 'Maybe wrap it in `definePolicy(…)`.'],
    ['match', { now: '2026-03-07 08:00' }, 'now BAD_INSTANT', 'Maybe "2026-03-07T08:00+08:00".'],
    ['match', { pins: [{ ...pin, need: 1 }] }, 'pins.0.need NOT_A_STRING', 'Maybe "1" in quotes.'],
    ['match', { pins: [{ ...pin, slot: null }] }, 'pins.0.slot NOT_A_STRING', 'Maybe leave it out.'],
    ['match', { pins: [{ ...pin, quantity: null }] }, 'pins.0.quantity NOT_A_NUMBER', 'found null.'],
    ['match', { pins: [{ ...pin, qantity: 1 }] }, 'pins.0.qantity UNKNOWN_KEY', 'Maybe `quantity`.'],
    ['match', { pins: [{ need: 'n', provider: 'volunteer:v' }] }, 'pins.0.quantity REQUIRED'],
    ['match', { bans: [{ provider: 'volunteer:v' }] }, 'bans.0.need REQUIRED'],
    ['match', { history: [{ ...past, share: undefined }] }, 'history.0.share REQUIRED'],
    ['match', { history: [{ ...past, covered: 3 }] }, 'history.0 CONTRADICTION'],
    ['comparePlans', { a: { socities: [] } }, 'a.socities UNKNOWN_KEY', 'Maybe `societies`.'],
    ['comparePlans', { b: null }, 'b NOT_AN_OBJECT', 'Maybe leave it out.'],
    ['toMarkdown', { locale: 'zh_Hans' }, 'locale UNKNOWN_WORD', "Maybe 'zh'."],
    ['toMarkdown', { locale: 'EN' }, 'locale UNKNOWN_WORD', "Maybe 'en'."],
    ['cheapestFixes', { prices: [{ ...ware, amount: undefined }] }, 'prices.0.amount REQUIRED'],
    ['cheapestFixes', { prices: [{ ...ware, kind: 'Kit ' }] }, 'prices.0.kind UNKNOWN_WORD', "Maybe 'kit'."],
    ['cheapestFixes', { prices: [{ ...ware, lot: null }] }, 'prices.0.lot NOT_A_NUMBER', 'Maybe leave it out.'],
    ['cheapestFixes', { prices: undefined }, 'prices REQUIRED'],
    ['recommend', { k: 0 }, 'k OUT_OF_RANGE', 'expected at least 1, found 0.'],
    ['backups', { targets: { urgent: 3 } }, 'targets.urgent OUT_OF_RANGE', 'expected at most 1, found 3.'],
    ['backups', { targets: { urgnt: 1 } }, 'targets.urgnt UNKNOWN_KEY', 'Maybe `urgent`.'],
    ['backups', { reliability: 0.5 }, 'reliability INVALID_OPTION', 'expected a function, found 0.5.'],
    ['escalate', { clock: { Street: 0.5 } }, 'clock.Street UNKNOWN_KEY', 'Maybe `street`.'],
    ['report', { explained: 'all' }, 'explained NOT_A_NUMBER'],
    ['report', { title: 7 }, 'title NOT_A_STRING'],
    ['planTables', { staleAfter: -1 }, 'staleAfter NEGATIVE'],
    ['openWorkers', { workers: 65 }, 'workers OUT_OF_RANGE', 'expected at most 64, found 65.'],
    ['definePolicy', { lead: null }, 'lead NOT_A_BOOLEAN', 'Maybe leave it out.'],
    ['definePolicy', { fairby: 'street' }, 'fairby UNKNOWN_KEY', 'Maybe `fairBy`.'],
    ['matchPairs', { previos: [] }, 'options.previos UNKNOWN_KEY', 'Maybe `previous`.'],
    ['matchPairs', { previous: [{ need: 'a', offer: 'o' }] }, 'previous.0.quantity REQUIRED'],
    ['matchColumns', { previous: { need: [], offer: [] } }, 'previous.quantity REQUIRED'],
    ['matchTeams', { worklimit: 7 }, 'worklimit UNKNOWN_KEY', 'Maybe `workLimit`.'],
  ])('%s %j: %s', (name, options, fault, hint = 'expected ') => {
    const faults = faultsOf(door(name, options));
    expect(faults.map(shown)).toContain(fault);
    expect(faults.find((each) => shown(each) === fault)!.message).toContain(hint);
  });
});

describe('data are told as options are', () => {
  it.each<[string, () => unknown, ErrorCode, string, string?]>([
    [
      'a pair list',
      () => L.matchPairs({ ...rows, offers: [{ id: 'o' }] } as never),
      'INVALID_INPUT',
      'offers.0.capacity REQUIRED',
    ],
    [
      'a misspelt field',
      () => L.matchPairs({ ...rows, offers: [{ id: 'o', capcity: 1 }] } as never),
      'INVALID_INPUT',
      'offers.0.capcity UNKNOWN_KEY',
      'Maybe `capacity`.',
    ],
    [
      'an unknown need',
      () => L.matchPairs({ ...rows, offers: [{ id: 'o', capacity: 1 }], pairs: [{ need: 'A ', offer: 'o', cost: 1 }] }),
      'INVALID_INPUT',
      'pairs.0.need DANGLING_REFERENCE',
      'Maybe "a".',
    ],
    [
      'null for a bound',
      () => L.matchPairs({ ...rows, pairs: [{ need: 'a', offer: 'o', cost: 1, max: null }] } as never),
      'INVALID_INPUT',
      'pairs.0.max NOT_A_NUMBER',
      'Maybe leave it out.',
    ],
    [
      'null for a cost',
      () => L.matchPairs({ ...rows, pairs: [{ need: 'a', offer: 'o', cost: null }] } as never),
      'INVALID_INPUT',
      'pairs.0.cost NOT_A_NUMBER',
      'found null.',
    ],
    [
      'columns',
      () => L.matchColumns({ ...table, pairs: { need: [], offer: [] } } as never),
      'INVALID_INPUT',
      'pairs.cost REQUIRED',
    ],
    [
      'a null column',
      () => L.matchColumns({ ...table, needs: { ...table.needs, group: null } } as never),
      'INVALID_INPUT',
      'needs.group NOT_AN_ARRAY',
      'Maybe leave it out.',
    ],
    [
      'teams',
      () => L.matchTeams({ ...teams, teams: [{ ...team, lines: [{ id: 'l', pairs: [] }] }] } as never),
      'INVALID_INPUT',
      'teams.0.lines.0.demand REQUIRED',
    ],
    [
      'an unknown offer',
      () => L.matchTeams({ ...teams, offers: [{ id: 'O', capacity: 1 }] }),
      'INVALID_INPUT',
      'teams.0.lines.0.pairs.0.offer DANGLING_REFERENCE',
      'Maybe "O".',
    ],
    [
      'a record',
      () => L.createNetwork({ communities: [{ id: 'c', name: null }], needs: [] } as never),
      'INVALID_INPUT',
      'communities.0.name NOT_A_STRING',
      'Maybe leave it out.',
    ],
    [
      'a null id',
      () => L.createNetwork({ communities: [{ id: null }], needs: [] } as never),
      'INVALID_INPUT',
      'communities.0.id NOT_A_STRING',
      'found null.',
    ],
    [
      'a change of no kind',
      () => changes({ type: 'remove', kind: 'needs', id: 'n' }),
      'INVALID_INPUT',
      'changes.0.kind UNKNOWN_WORD',
      "Maybe 'need'.",
    ],
    [
      'a change of no type',
      () => changes({ type: 'delete' }),
      'INVALID_INPUT',
      'changes.0.type UNKNOWN_WORD',
      "'remove'",
    ],
    ['a change without type', () => changes({}), 'INVALID_INPUT', 'changes.0.type REQUIRED'],
    [
      'a change without record',
      () => changes({ type: 'add', kind: 'need' }),
      'INVALID_INPUT',
      'changes.0.record REQUIRED',
    ],
    [
      'a change with more',
      () => changes({ type: 'unpin', pins: pin }),
      'INVALID_INPUT',
      'changes.0.pins UNKNOWN_KEY',
      'Maybe `pin`.',
    ],
    ['a plan', () => L.parsePlan({ ...plan, unmet: undefined }), 'INVALID_PLAN', 'unmet REQUIRED'],
    [
      'a plan of tomorrow',
      () => L.parsePlan({ ...plan, version: 3 }),
      'INVALID_PLAN',
      'version OUT_OF_RANGE',
      'found 3.',
    ],
    [
      'a plan of no status',
      () => L.parsePlan({ ...plan, status: 'Optimal' }),
      'INVALID_PLAN',
      'status UNKNOWN_WORD',
      "Maybe 'optimal'.",
    ],
    [
      'a plan with null',
      () => L.parsePlan({ ...plan, now: null }),
      'INVALID_PLAN',
      'now BAD_INSTANT',
      'Maybe leave it out.',
    ],
    [
      'a target',
      () => L.explain(network, plan, { need: 7 } as never),
      'INVALID_OPTIONS',
      'target.need NOT_A_STRING',
      'Maybe "7" in quotes.',
    ],
    [
      'a provider for a target',
      () => L.recommend(network, plan, { offer: 'v' } as never),
      'INVALID_OPTIONS',
      'target.offer NOT_AN_OBJECT',
      '`{ provider }`',
    ],
    [
      'a locale',
      () => L.sentences(L.explain(network, plan, target), 'en-GB' as never),
      'INVALID_OPTIONS',
      'locale UNKNOWN_WORD',
      "Maybe 'en'.",
    ],
    ['no network', () => L.createNetwork(null as never), 'INVALID_INPUT', ' NOT_AN_OBJECT', '`communities`'],
  ])('%s', (_, call, code, fault, hint = 'expected ') => {
    const faults = faultsOf(call, code);
    expect(faults.map(shown)).toContain(fault);
    expect(faults.find((each) => shown(each) === fault)!.message).toContain(hint);
  });
});

it('a code is a word of the registry, in types as well', () => {
  const code: ErrorCode = 'INVALID_INPUT';
  // @ts-expect-error no such code
  expect(new LinkageError('INVALID_INPUTS', '').code).not.toBe(code);
  // @ts-expect-error no such code
  const fault: Fault = { code: 'REQUIERD', path: [], value: 1, message: '' };
  expect(faultCodes).not.toHaveProperty(fault.code);
});
