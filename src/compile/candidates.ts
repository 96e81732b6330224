import { LinkageError } from '../errors.js';
import type { Work } from '../kernel/work.js';
import type { Pair } from '../policy/pair.js';
import type { Policy } from '../policy/policy.js';
import { NO, reach, reaches, UNKNOWN, YES } from '../policy/rules/reach.js';
import { callbackError } from './callbacks.js';
import { grown } from './columns.js';
import { type Candidates, PLACE_UNKNOWN, type TurnedAway } from './compiled.js';
import type { OfferIndex } from './offer-index.js';
import type { Service } from './offers.js';
import { type Demand, describePair, PairInHand } from './pairing.js';

/** Candidates of all lines, and why the other offers are none. */
export interface Found extends Candidates {
  readonly candidateStart: Int32Array;
  /** Of one lot. */
  readonly cost: Float64Array;
  readonly turnedAway: TurnedAway;
}

/** Pairs after which the search pauses: some milliseconds. */
const PAUSE = 2000;

/**
 * All pairs of a line and an offer that have capability and unit in common and that no rule forbids, with their cost.
 *
 * O(pairs that the index finds · rules), not O(lines · offers).
 *
 * @throws LinkageError `CANDIDATES_TOO_MANY`; `BAD_RULE` or `BAD_TERM`, naming function and pair, for one that throws or
 * does not give a boolean or an integer.
 */
export function* findCandidates(
  lines: readonly Demand[],
  services: readonly Service[],
  index: OfferIndex,
  policy: Policy,
  now: number | undefined,
  maxCandidates: number,
): Work<Found> {
  const names = [...policy.rules.keys()];
  const rules = [...policy.rules.values()];
  const forbidding = rules.map((rule) => rule.forbids);
  const terms = [...policy.terms].map(([name, { term, scale }]) => ({ name, term, scale }));
  // Asked by itself, as it also tells which places are not known; and it counts what the index left out.
  const reachNumber = index.byPlace ? rules.indexOf(reach) : -1;

  const candidateStart = new Int32Array(lines.length + 1);
  const capable = new Int32Array(lines.length);
  const unit = new Int32Array(lines.length);
  const counts = new Int32Array(lines.length * rules.length);
  let offer = new Int32Array(16 * lines.length);
  let flags = new Uint8Array(16 * lines.length);
  let cost = new Float64Array(16 * lines.length);
  let size = 0;

  let work = 0;
  for (const [n, line] of lines.entries()) {
    const found = index.find(line);
    const count = index.count(line);
    capable[n] = count.capable;
    unit[n] = count.unit;
    if (index.byPlace) counts[n * rules.length + reachNumber] = count.capable - count.unit - found.length;
    for (let at = 0; at <= found.length; at += PAUSE) {
      const part = found.subarray(at, at + PAUSE);
      judge(line, n, part);
      work += part.length + 1;
      if (work < PAUSE) continue;
      yield work;
      work = 0;
    }
    candidateStart[n + 1] = size;
  }
  return {
    candidateStart,
    offer: offer.slice(0, size),
    flags: flags.slice(0, size),
    cost: cost.slice(0, size),
    turnedAway: { capable, unit, rules: names, counts },
  };

  function judge(line: Demand, n: number, found: Int32Array): void {
    offer = grown(offer, size + found.length);
    flags = grown(flags, size + found.length);
    cost = grown(cost, size + found.length);
    const pair = new PairInHand(line, now);
    for (const s of found) {
      pair.show(services[s]!);
      const reached = index.byPlace ? reaches(pair) : YES;
      const k = reached === NO ? reachNumber : firstForbidding(pair);
      if (k !== -1) {
        counts[n * rules.length + k]!++;
        continue;
      }
      if (size === maxCandidates) {
        const message = `More than ${maxCandidates} candidates, by line ${n + 1} of ${lines.length}.`;
        throw new LinkageError('CANDIDATES_TOO_MANY', message);
      }
      offer[size] = services[s]!.number;
      flags[size] = reached === UNKNOWN ? PLACE_UNKNOWN : 0;
      cost[size] = costOf(pair);
      size++;
    }
  }

  /** Number of the first rule that forbids the pair, `reach` aside; −1: none does. */
  function firstForbidding(pair: Pair): number {
    for (let k = 0; k < rules.length; k++) {
      if (k === reachNumber) continue;
      let forbids: unknown;
      try {
        forbids = forbidding[k]!(pair);
      } catch (cause) {
        throw badCall('BAD_RULE', ['rules', names[k]!], pair, 'threw', cause);
      }
      if (forbids === true) return k;
      if (forbids !== false) throw badCall('BAD_RULE', ['rules', names[k]!], pair, 'gave no boolean', forbids);
    }
    return -1;
  }

  function costOf(pair: Pair): number {
    let sum = 0;
    for (const { name, term, scale } of terms) {
      let figure: unknown;
      try {
        figure = term(pair);
      } catch (cause) {
        throw badCall('BAD_TERM', ['terms', name], pair, 'threw', cause);
      }
      if (!Number.isSafeInteger(figure)) throw badCall('BAD_TERM', ['terms', name], pair, 'gave no integer', figure);
      const part = scale * (figure as number);
      sum += part;
      if (!Number.isSafeInteger(part) || !Number.isSafeInteger(sum)) {
        throw new LinkageError('COST_TOO_LARGE', `The cost of ${describePair(pair)} is beyond 2^53 − 1.`);
      }
    }
    return sum;
  }
}

function badCall(code: string, path: [string, string], pair: Pair, did: string, found: unknown): LinkageError {
  return callbackError(code, path, `It ${did} for ${describePair(pair)}.`, found);
}
