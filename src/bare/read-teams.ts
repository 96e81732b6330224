import type { Path } from '../errors/fault-list.js';
import { finding } from '../errors/findings.js';
import { formatPath, printable } from '../errors/linkage-error.js';
import {
  type Faults,
  integerOf,
  noFaults,
  optionalOf,
  readCapacities,
  readFields,
  readNamed,
  readRows,
  refusalOf,
  refuse,
  refuseReference,
  refuseValue,
} from './bare-faults.js';

/** Bare teams: who is to be served whole or not at all, and by whom each line can be. */
export interface TeamsInput {
  readonly teams: readonly {
    readonly id: string;
    /** Any integer, smaller is served first. */
    readonly rank: number;
    /** What taking the team is worth, an integer ≥ 0: people helped, say. */
    readonly value: number;
    /** Of the teams that share a choice at most one is taken: ways to meet one need. */
    readonly choice?: string | undefined;
    readonly lines: readonly {
      readonly id: string;
      readonly demand: number;
      /** One offer serves the whole line. */
      readonly single?: boolean | undefined;
      readonly pairs: readonly {
        readonly offer: string;
        /** Of one unit, any integer. */
        readonly cost: number;
        /** Most units of this pair; default: no bound of its own. */
        readonly max?: number | undefined;
        /** What a single line takes of the offer's capacity; default: its demand. */
        readonly use?: number | undefined;
      }[];
    }[];
  }[];
  readonly offers: readonly { readonly id: string; readonly capacity: number }[];
}

/** Teams read from rows, in canonical order: teams by rank and id, lines by id, pairs by offer; ids by code unit. */
export type TeamsRead = ReturnType<typeof readTeams>;

const NO_TEAMS = 'These teams cannot be matched.';

/**
 * Reads bare teams once, whatever they are made of. O(size log size).
 *
 * @throws LinkageError `INVALID_INPUT` with all faults: wrong types, numbers that are no integers in range, duplicate ids and pairs, unknown
 * offers, `use` of a line that is not single, sums beyond 2⁵³ − 1
 */
export function readTeams(input: unknown) {
  const faults = noFaults();
  const root = readFields(faults, input, [], ['teams', 'offers']);
  if (!root) throw refusalOf('INVALID_INPUT', NO_TEAMS, faults);
  const offers = readCapacities(faults, root['offers']);
  const index = new Map(offers.map(({ id }, o) => [id, o]));
  const keys = [['rank', 'value', 'lines'], ['choice']] as const;
  const teams = readNamed(faults, root['teams'], ['teams'], keys, ({ rank, value, choice, lines }, path) => ({
    rank: integerOf(faults, rank, path, 'rank'),
    value: integerOf(faults, value, path, 'value', 0),
    choice: optionalOf(faults, choice, 'string', [...path, 'choice']),
    lines: readLines(faults, lines, [...path, 'lines'], index),
  }));
  if (faults.count === 0) checkTotals(faults, { teams, offers });
  refuse('INVALID_INPUT', NO_TEAMS, faults);
  return { teams: teams.sort((a, b) => a.rank - b.rank), offers };
}

function readLines(faults: Faults, list: unknown, at: Path, offers: ReadonlyMap<string, number>) {
  return readNamed(faults, list, at, [['demand', 'pairs'], ['single']], (fields, path) => {
    const single = optionalOf(faults, fields['single'], 'boolean', [...path, 'single']) ?? false;
    const demand = integerOf(faults, fields['demand'], path, 'demand', 0);
    const pairs = readTeamPairs(faults, fields['pairs'], [...path, 'pairs'], offers, single, demand);
    return { demand, single, pairs };
  });
}

function readTeamPairs(
  faults: Faults,
  list: unknown,
  at: Path,
  offers: ReadonlyMap<string, number>,
  single: boolean,
  demand: number,
) {
  const seen = new Map<number, Path>();
  const keys = [
    ['offer', 'cost'],
    ['max', 'use'],
  ] as const;
  const pairs = readRows(faults, list, at, keys, ({ offer: id, cost, max, use }, path) => {
    const offer = typeof id === 'string' ? offers.get(id) : undefined;
    if (offer === undefined) refuseReference(faults, id, [...path, 'offer'], 'the id of one of the offers', offers);
    else if (seen.has(offer)) {
      const message = `expected each offer once, found "${printable(id)}" as at ${formatPath(seen.get(offer)!)}.`;
      faults.fault('DUPLICATE_PAIR', path, id, message);
    } else seen.set(offer, path);
    if (use !== undefined && !single)
      refuseValue(faults, use, [...path, 'use'], () =>
        finding('CONTRADICTION', 'no `use`, as the line is not `single`', use),
      );
    return {
      offer: offer ?? 0,
      cost: integerOf(faults, cost, path, 'cost'),
      max: max === undefined ? Number.POSITIVE_INFINITY : integerOf(faults, max, path, 'max', 0),
      use: use === undefined ? demand : integerOf(faults, use, path, 'use', 0),
    };
  });
  return pairs.sort((a, b) => a.offer - b.offer);
}

/** Every figure of a plan must be exact. */
function checkTotals({ fault }: Faults, { teams, offers }: TeamsRead): void {
  const totals = { value: 0n, demand: 0n, use: 0n, cost: 0n, capacity: 0n };
  for (const { value, lines } of teams) {
    totals.value += BigInt(value);
    for (const { demand, pairs } of lines) {
      const most = (sizes: readonly number[]) => BigInt(sizes.reduce((most, size) => Math.max(most, size), 0));
      totals.demand += BigInt(demand);
      totals.use += most(pairs.map(({ use }) => use));
      totals.cost += BigInt(demand) * most(pairs.map(({ cost }) => Math.abs(cost)));
    }
  }
  for (const { capacity } of offers) totals.capacity += BigInt(capacity);
  for (const [word, total] of Object.entries(totals)) {
    if (total <= Number.MAX_SAFE_INTEGER) continue;
    const path = [word === 'capacity' ? 'offers' : 'teams'];
    fault('SUM_TOO_LARGE', path, total.toString(), `expected a sum of ${word} of at most 2^53 − 1, found ${total}.`);
  }
}
