import { faultOf, notTheNumber } from '../../errors/findings.js';
import { type Fault, LinkageError } from '../../errors/linkage-error.js';
import { eachInSteps, type Work } from '../../kernel/work.js';
import type { Degree } from '../../model/vocabulary.js';
import { candidateOf } from '../../problem/columns.js';
import { keepPromise, type Promises } from '../../problem/kept.js';
import type { LineRef, OfferRef, Promised } from '../compiled.js';
import type { Slots } from '../supply/slots.js';

/**
 * Promises of one pair are added up, over slots too; each unit of it counts as much as the one that counts most. O(lines + offers + promised · log candidates of a line).
 *
 * @throws LinkageError `INVALID_OPTIONS` for a quantity that is no safe integer ≥ 0; `SUM_TOO_LARGE`.
 */
export function* promisesOnCandidates(
  promised: readonly Promised[],
  lines: readonly LineRef[],
  offers: readonly OfferRef[],
  columns: { candidateStart: Int32Array; offer: Int32Array; max: Float64Array },
  slots: Slots,
  now: number | undefined,
): Work<Promises> {
  const { candidateStart, offer, max } = columns;
  const previous = new Float64Array(offer.length);
  if (promised.length === 0) return { previous, lostPromises: 0 };
  const start = new Map(slots.records.map((slot) => [slot.id, slot.start]));
  const counts = promised.map(({ degree, slot = '' }) => {
    const at = start.get(slot);
    return degree === undefined ? 1 : DEGREE_COUNTS[degree] * (at === undefined ? 1 : noticeFactor(at, now));
  });
  checkPromised(promised, counts);

  const lineNumbers = new Map<string, number>();
  yield* eachInSteps(lines, ({ need, requirement }, n) => {
    lineNumbers.set(key(need.id, requirement.id), n);
  });
  const offerNumbers = new Map<string, number>();
  yield* eachInSteps(offers, (ref, o) => {
    offerNumbers.set(key(ref.key, ref.offer.id), o);
  });
  const promise = counts.some((count) => count > 1) ? new Float64Array(offer.length).fill(1) : undefined;
  let lostPromises = 0;
  yield* eachInSteps(promised, ({ need, requirement, provider, offer: id, quantity }, i) => {
    const n = lineNumbers.get(key(need, requirement));
    const o = offerNumbers.get(key(provider, id));
    const p = n === undefined || o === undefined ? -1 : candidateOf(candidateStart, offer, n, o);
    lostPromises += keepPromise(previous, max, p, quantity);
    if (promise && p !== -1) promise[p] = Math.max(promise[p]!, counts[i]!);
  });
  return { previous, ...(promise && { promise }), lostPromises };
}

/** What a unit counts by its degree. */
const DEGREE_COUNTS: Record<Degree, number> = { proposed: 1, accepted: 10, published: 100, running: 1000 };

const DAY = 24 * 60 * 60 * 1000;

/** How many times that by how soon its slot starts. */
function noticeFactor(start: string, now: number | undefined): number {
  if (now === undefined) return 1;
  const days = (Date.parse(start) - now) / DAY;
  return days > 14 ? 1 : days > 3 ? 2 : days > 1 ? 4 : 8;
}

function checkPromised(promised: readonly Promised[], counts: readonly number[]): void {
  const faults: Fault[] = [];
  let sum = 0;
  promised.forEach(({ quantity }, i) => {
    if (!Number.isSafeInteger(quantity) || quantity < 0) {
      const path = ['previous', i, 'quantity'];
      faults.push(faultOf(notTheNumber(quantity, { whole: true, least: 0 }), path, quantity));
    }
    sum += quantity * counts[i]!;
  });
  if (faults.length > 0) throw new LinkageError('INVALID_OPTIONS', 'The previous plan cannot be used.', faults);
  if (sum > Number.MAX_SAFE_INTEGER) {
    throw new LinkageError('SUM_TOO_LARGE', `The sum of the promised quantities, ${sum}, is beyond 2^53 − 1.`);
  }
}

/** Ids may hold any printable character, so they are quoted, not joined. */
function key(...ids: string[]): string {
  return JSON.stringify(ids);
}
