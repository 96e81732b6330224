import * as z from 'zod/mini';
import { reporter } from '../errors/fault-list.js';
import { finding } from '../errors/findings.js';
import { type Fault, LinkageError } from '../errors/linkage-error.js';
import { nearestWord } from '../errors/nearest.js';
import { parseBy } from '../errors/zod-issues.js';
import { closedRecord, id, text, whole } from '../model/fields.js';

const project = closedRecord({
  /** Its id; where it is to pay for a need, the id of that need. — 项目编号；为某个需求出资的，填该需求编号。 */
  id,
  /** What people call it; its id if absent. — 项目名称；不填则用编号。 */
  name: z.optional(text),
  /** What it costs, in fen, a whole number above 0; it is funded wholly or not at all. — 所需金额，单位为分，大于 0 的整数；要么全额资助，要么不资助。 */
  cost: whole(1),
  /** Whom it is for, as ceilings name it. — 所在社区，与上限中的写法一致。 */
  community: z.optional(id),
  /** What it is about, as ceilings name it. — 类别，与上限中的写法一致。 */
  category: z.optional(id),
  /** Who carries it out; an organisation gets one project at most. — 承办的组织；一个组织至多入选一个项目。 */
  organisation: z.optional(id),
});

const ballot = closedRecord({
  /** Who votes, by an id of the ballot, not by name. — 投票人编号，不用姓名。 */
  voter: id,
  /** Ids of the projects approved; none: the voter came, and has a share that is paid to nobody. — 赞成的项目编号；空列表表示到场而未赞成任何项目。 */
  approves: z.optional(z.readonly(z.array(z.string()))),
  /** In place of it, points for each project, whole numbers; who is not named has none. — 或者给各项目打分，整数；未写的为 0 分。 */
  points: z.optional(z.record(z.string(), whole())),
});

const ceilings = z.optional(z.record(z.string(), whole()));

const rules = closedRecord({
  /** `equalShares`: everybody has an equal share and pays for what he voted for; `greedy`: most votes first; `equalShares` if absent. — 规则：均等份额法，或得票优先；不填为均等份额法。 */
  method: z._default(z.enum(['equalShares', 'greedy']), 'equalShares'),
  /** What a point is worth: the `cost` of the project, or one, whatever it costs (`points`); `cost` if absent. — 一分值多少：按项目金额，或不论金额都为一；不填为按金额。 */
  utility: z._default(z.enum(['cost', 'points']), 'cost'),
  /**
   * What is done with the rest of the budget: `none`; `add1`: shares are raised step by step; `greedy`: most votes first; `add1u`: both, in this order; `add1u` if absent.
   * — 余款的用法：不用；逐步提高每人份额；得票优先；先提高份额再得票优先；不填为最后一种。
   */
  completion: z._default(z.enum(['none', 'add1', 'greedy', 'add1u']), 'add1u'),
  /** By how much a share is raised at a time, in fen; if absent, by a hundredth of it. — 每次提高份额多少，单位为分；不填为份额的百分之一。 */
  step: z.optional(whole(1)),
  /** The most that projects of a community may cost together, in fen. — 各社区入选项目的总额上限，单位为分。 */
  communities: ceilings,
  /** The most that projects of a category may cost together, in fen. — 各类别入选项目的总额上限，单位为分。 */
  categories: ceilings,
});

const schema = closedRecord({
  /** What is voted on. — 参加表决的项目。 */
  projects: z.readonly(z.array(project)),
  /** Who voted, and for what. — 选票。 */
  ballots: z.readonly(z.array(ballot)),
  /** What there is to spend, in fen. — 可用经费，单位为分。 */
  budget: whole(),
  /** How votes are counted; by the defaults of each if absent. — 计票规则；不填则各按默认。 */
  rules: z.prefault(rules, {}),
});

/** A vote on what a fund pays for. */
export interface FundInput extends z.input<typeof schema> {}

/** How often shares are raised at most. */
export const MAX_RAISES = 1000;

/** A project as read, with who gives it points: electors by place, how many they are, and the points of each, above 0. */
export interface Candidate extends z.output<typeof project> {
  readonly by: { readonly electors: number; readonly count: bigint; readonly points: bigint }[];
  readonly supporters: number;
  readonly points: bigint;
  /** What a point is worth. */
  readonly worth: bigint;
}

/** A vote as read: projects, and voters by code unit, so that the order of the input cannot matter. */
export interface Election extends Omit<z.output<typeof schema>, 'ballots' | 'projects'> {
  readonly projects: readonly Candidate[];
  /** Voters whose ballots are alike, each group by id. */
  readonly electors: readonly (readonly string[])[];
  readonly voters: number;
  /** Fen by which a share is raised at a time. */
  readonly step: number;
}

/**
 * Reads a vote, whatever it is made of. O(n log n + points).
 *
 * @throws LinkageError `INVALID_INPUT` with all faults: wrong types, ids that come twice, votes for what does not exist, ceilings that no project is under
 */
export function readFund(input: unknown): Election {
  const faults: Fault[] = [];
  const report = reporter(faults);
  const read = parseBy(schema, input, [], report);
  const projects = read?.projects.toSorted(byId) ?? [];
  const places = new Map(projects.map((one, p) => [one.id, p]));
  const refuse = (path: Fault['path'], value: string, what: string, known: Iterable<string>) => {
    const near = nearestWord(value, known);
    const [code, message] = finding('DANGLING_REFERENCE', what, value, near && `Maybe '${near}'.`);
    report(code, path, value, message);
  };
  const once = (seen: Set<string>, path: Fault['path'], value: string) => {
    if (seen.has(value))
      report('DUPLICATE_ID', path, value, `${JSON.stringify(value)} is taken. Maybe rename one, or merge the two.`);
    seen.add(value);
  };
  const ids = new Set<string>();
  for (const [i, one] of read?.projects.entries() ?? []) once(ids, ['projects', i, 'id'], one.id);
  const total = projects.reduce((sum, { cost }) => sum + cost, 0);
  if (total > Number.MAX_SAFE_INTEGER)
    report('SUM_TOO_LARGE', ['projects'], undefined, 'costs add up to more than 2^53 − 1 fen.');
  for (const [list, field] of [
    ['communities', 'community'],
    ['categories', 'category'],
  ] as const) {
    const known = new Set(projects.flatMap((one) => one[field] ?? []));
    for (const name of Object.keys(read?.rules[list] ?? {}))
      if (!known.has(name)) refuse(['rules', list, name], name, `the ${field} of a project`, known);
  }
  const alike = new Map<string, { voters: string[]; points: Map<number, bigint> }>();
  const voters = new Set<string>();
  const kind = read?.ballots[0]?.points ? 'points' : 'approves';
  read?.ballots.forEach((one, i) => {
    const path = ['ballots', i];
    once(voters, [...path, 'voter'], one.voter);
    if (one[kind] === undefined) report('REQUIRED', [...path, kind], undefined, `expected \`${kind}\`, found nothing.`);
    const other = kind === 'points' ? 'approves' : 'points';
    if (one[other] !== undefined)
      report(
        'CONTRADICTION',
        [...path, other],
        undefined,
        `expected \`${kind}\` alone in every ballot, as in the first.`,
      );
    const given =
      kind === 'points' ? Object.entries(one.points ?? {}) : (one.approves ?? []).map((name) => [name, 1] as const);
    const points = new Map<number, bigint>();
    given.forEach(([name, value], k) => {
      const at = kind === 'points' ? [...path, kind, name] : [...path, kind, k];
      const place = places.get(name);
      if (place === undefined) refuse(at, name, 'the id of a project', places.keys());
      else if (points.has(place)) report('DUPLICATE', at, name, 'expected each project once.');
      else if (value > 0) points.set(place, BigInt(value));
    });
    const sorted = [...points].sort(([a], [b]) => a - b);
    const key = sorted.join(' ');
    const group = alike.get(key) ?? { voters: [], points: new Map(sorted) };
    alike.set(key, group);
    group.voters.push(one.voter);
  });
  if (!read || faults.length > 0) throw new LinkageError('INVALID_INPUT', 'These votes cannot be counted.', faults);
  const groups = [...alike.values()].map(({ voters: all, points }) => ({ voters: all.sort(), points }));
  groups.sort((a, b) => (a.voters[0]! < b.voters[0]! ? -1 : 1));
  const { budget, rules } = read;
  const candidates = projects.map((one, p): Candidate => {
    const by = groups.flatMap(({ voters: all, points }, electors) => {
      const each = points.get(p);
      return each === undefined ? [] : [{ electors, count: BigInt(all.length), points: each }];
    });
    return {
      ...one,
      by,
      supporters: by.reduce((sum, { count }) => sum + Number(count), 0),
      points: by.reduce((sum, { count, points }) => sum + count * points, 0n),
      worth: rules.utility === 'cost' ? BigInt(one.cost) : 1n,
    };
  });
  const step = rules.step ?? Math.max(1, Math.ceil(budget / (100 * Math.max(1, voters.size))));
  return { projects: candidates, electors: groups.map((one) => one.voters), voters: voters.size, budget, rules, step };
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
