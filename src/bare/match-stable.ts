import * as z from 'zod/mini';
import { readOptions } from '../errors/read-options.js';
import { deferredAcceptance } from '../kernel/deferred-acceptance.js';
import { candidateOf } from '../problem/columns.js';
import { type Check, checkOf, throwUnlessOk, verdictOf } from '../proof/verdict.js';
import { attempted } from './match-columns.js';
import { readStable, type StableInput, type StableRead, type StableSide } from './read-stable.js';

const pairs = z.array(z.object({ proposer: z.string(), receiver: z.string() }));
const resultSchema = z.object({ matches: pairs, blockingPairs: pairs, status: z.literal('stable') });
const options = { optimalFor: z.optional(z.enum(['proposers', 'receivers'])) };

/** Who is matched with whom, by the ids of proposer and receiver; `blockingPairs` is always empty. Plain JSON. */
export type StableResult = z.infer<typeof resultSchema>;

/** For whom the matching is best; default `proposers`. */
export type StableOptions = z.input<z.ZodMiniObject<typeof options>>;

/**
 * Matches two sides who choose each other, so that no two would rather have each other than what they have: a *blocking pair* is two who list each other, are
 * not matched, and each have room or a partner they like strictly less.
 *
 * Deferred acceptance (Gale and Shapley 1962) with quotas on both sides. Of partners that are liked alike the one whose id comes first by code unit is taken to
 * be liked better; of all matchings stable by these strict lists it is the best for every member of the side `optimalFor` at once. With ties no matching is
 * best for all, and sizes differ: finding the largest is NP-hard (Manlove et al. 2002) and not tried. O(n log n + entries · log longest list).
 *
 * @throws LinkageError `INVALID_INPUT`, `INVALID_OPTIONS`: with all faults, before any work
 * @example
 * matchStable({
 *   proposers: [{ id: 'ann', prefs: ['lee', 'wu'] }, { id: 'bo', prefs: ['lee'] }],
 *   receivers: [{ id: 'lee', prefs: [['ann', 'bo']] }, { id: 'wu', prefs: ['ann'] }],
 * }).matches; // [{ proposer: 'ann', receiver: 'lee' }]
 */
export function matchStable(input: StableInput, given: StableOptions = {}): StableResult {
  const { optimalFor } = readOptions(options, given);
  const read = readStable(input);
  const { proposers, receivers } = read;
  const [asking, asked] = optimalFor === 'receivers' ? [receivers, proposers] : [proposers, receivers];
  const matched = deferredAcceptance(asking, asked);
  throwUnlessOk(check(read, matched));
  const matches: StableResult['matches'] = [];
  matched.forEach((is, pair) => {
    if (is === 1) matches.push(namesOf(read, pair));
  });
  return { matches, blockingPairs: [], status: 'stable' };
}

/**
 * Checks a result of {@link matchStable} against the lists, from the definition of a blocking pair, without matching again. Which of the stable matchings it is
 * makes no difference. O(entries).
 *
 * @returns every check by name; never throws on a bad result
 * @throws LinkageError on a bad `input`, as `matchStable` does
 */
export function verifyStable(input: StableInput, result: unknown): { ok: boolean; checks: Check[] } {
  const read = readStable(input);
  const { proposers, receivers } = read;
  const parsed = attempted(() => resultSchema.safeParse(result).data);
  if (!parsed) return verdictOf([checkOf('shape', 'this is not a result of matchStable')]);
  const matched = new Uint8Array(proposers.pairs.length);
  let fault = parsed.blockingPairs.length > 0 ? 'it tells of blocking pairs' : '';
  const [p, r] = [proposers, receivers].map(({ ids }) => new Map(ids.map((id, i) => [id, i])));
  for (const { proposer, receiver } of parsed.matches) {
    const [a, b] = [p!.get(proposer), r!.get(receiver)];
    const pair = a === undefined || b === undefined ? -1 : candidateOf(proposers.start, receivers.memberOf, a, b);
    if (pair === -1) fault ||= `${proposer} and ${receiver} do not list each other`;
    else if (matched[pair]) fault ||= `${proposer} and ${receiver} are matched twice`;
    else matched[pair] = 1;
  }
  return verdictOf([checkOf('matches', fault), ...check(read, matched)]);
}

function check(read: StableRead, matched: Uint8Array): Check[] {
  const sides = [read.proposers, read.receivers].map((side) => ({ ...side, ...heldBy(side, matched) }));
  const over = sides.flatMap(({ ids, quota, count }) => ids.filter((_, m) => count[m]! > quota[m]!));
  const blocking = matched.findIndex(
    (is, pair) =>
      is === 0 &&
      sides.every(({ memberOf, tie, quota, count, worst }) => {
        const m = memberOf[pair]!;
        return count[m]! < quota[m]! || tie[pair]! < worst[m]!;
      }),
  );
  const { proposer, receiver } = blocking === -1 ? { proposer: '', receiver: '' } : namesOf(read, blocking);
  return [
    checkOf('quotas', over.length > 0 ? `${over[0]} has more partners than its quota` : ''),
    checkOf('stable', blocking === -1 ? '' : `${proposer} and ${receiver} would rather have each other`),
  ];
}

/** How many partners each member has, and how far down its list the one stands that it likes least. */
function heldBy({ ids, memberOf, tie }: StableSide, matched: Uint8Array) {
  const count = new Int32Array(ids.length);
  const worst = new Int32Array(ids.length).fill(-1);
  matched.forEach((is, pair) => {
    const m = memberOf[pair]!;
    if (is === 0) return;
    count[m]!++;
    worst[m] = Math.max(worst[m]!, tie[pair]!);
  });
  return { count, worst };
}

function namesOf({ proposers, receivers }: StableRead, pair: number) {
  return {
    proposer: proposers.ids[proposers.memberOf[pair]!]!,
    receiver: receivers.ids[receivers.memberOf[pair]!]!,
  };
}
