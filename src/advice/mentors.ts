import * as z from 'zod/mini';
import { matchStable, type StableResult } from '../bare/match-stable.js';
import type { StableInput } from '../bare/read-stable.js';
import { type Places, placesOf } from '../compile/supply/places.js';
import { readOptions } from '../errors/read-options.js';
import { groupsBy } from '../kernel/maps.js';
import { metresBetween, pointOf } from '../kernel/place/sphere.js';
import { type Network, recordsOf } from '../model/graph.js';
import { byIdentity } from '../model/order.js';
import type { SocialWorker } from '../model/records.js';
import { checkNetwork } from '../plan/options.js';
import { SUPERVISION_SPAN } from '../policy/leading.js';
import { isInexperienced } from '../policy/rules/mentor.js';

const options = {
  /** Most workers that one supervises or mentors whose record does not say. */
  span: z.optional(z.int().check(z.gte(1))),
  /** Most metres between the two, where both places are known. */
  radius: z.optional(z.number().check(z.gte(0))),
};

/** `span`: the most workers that one has charge of where their record does not say, default 8. `radius`: the most metres between the two, where both places are known; default any. */
export type MentorOptions = z.input<z.ZodMiniObject<typeof options>>;

/** Why these two: what they have in common. */
export interface MentorPair {
  readonly worker: string;
  readonly mentor: string;
  /** The record of the worker names the mentor as supervisor. */
  readonly recorded: boolean;
  /** Tiers up from the worker's station to the mentor's. */
  readonly steps: number;
  /** Capabilities that both offer. */
  readonly shared: readonly string[];
  /** Absent: one of the two places is not known. */
  readonly metres?: number;
}

/** Who is new, and who goes with them 老带新. Ids are those of social workers. */
export interface Mentoring {
  /** By the worker's id. */
  readonly pairs: readonly MentorPair[];
  /** `noMentor`: nobody experienced of their station or above is near enough. `noRoom`: whoever is has charge of as many as the span allows. */
  readonly unpaired: readonly { readonly worker: string; readonly reason: 'noMentor' | 'noRoom' }[];
  /** Every experienced worker: how many more they could have charge of before, and how many of these they got. */
  readonly mentors: readonly { readonly mentor: string; readonly room: number; readonly taken: number }[];
  /** What was matched, for `verifyStable(lists, matching)`: nobody new would rather have a mentor who would rather have them, so no envy is justified. */
  readonly lists: StableInput;
  readonly matching: StableResult;
}

/**
 * Pairs new social workers (as rule `mentor` has it: auxiliary, or less than a year of service) with experienced ones of their own station or one above it, or,
 * where neither has a station, of their own community. Both sides prefer, in this order: the supervisor on record, the nearer tier, more capabilities in
 * common, the shorter way. Who supervises workers that are not new has so much less room. Inactive workers take no part. The pairing is stable, and the best
 * for the new ones ({@link matchStable}). O(new · experienced).
 *
 * @throws LinkageError `INVALID_NETWORK`, `INVALID_OPTIONS`
 */
export function pairMentors(network: Network, given: MentorOptions = {}): Mentoring {
  checkNetwork(network);
  const { span: usual = SUPERVISION_SPAN, radius = Number.POSITIVE_INFINITY } = readOptions(options, given);
  const places = placesOf(network);
  const workers = recordsOf(network)
    .providers.filter((one) => one.society === 'socialWorker')
    .filter(({ status }) => status !== 'inactive')
    .sort(byIdentity('id'));
  const experienced = workers.filter((one) => !isInexperienced(one));
  const inCharge = groupsBy(experienced, ({ supervisor }) => (supervisor === undefined ? [] : [supervisor]));
  const mentors = experienced.map(({ id, span = usual }) => ({
    mentor: id,
    room: Math.max(0, span - (inCharge.get(id)?.length ?? 0)),
  }));
  const all = workers.filter(isInexperienced).map((one) => ({
    worker: one.id,
    options: experienced.flatMap((other) => pairOf(places, one, other, radius) ?? []),
  }));
  const byMentor = groupsBy(
    all.flatMap((one) => one.options),
    ({ mentor }) => [mentor],
  );
  const lists: StableInput = {
    proposers: all.map(({ worker, options: own }) => ({ id: worker, prefs: tiers(own, 'mentor') })),
    receivers: mentors.map(({ mentor, room }) => ({
      id: mentor,
      quota: room,
      prefs: tiers(byMentor.get(mentor) ?? [], 'worker'),
    })),
  };
  const matching = matchStable(lists);
  const mentorOf = new Map(matching.matches.map(({ proposer, receiver }) => [proposer, receiver]));
  const taken = groupsBy(matching.matches, ({ receiver }) => [receiver]);
  return {
    pairs: all.flatMap(({ worker, options: own }) => own.find(({ mentor }) => mentor === mentorOf.get(worker)) ?? []),
    unpaired: all
      .filter(({ worker }) => !mentorOf.has(worker))
      .map(({ worker, options: own }) => ({ worker, reason: own.length === 0 ? 'noMentor' : 'noRoom' })),
    mentors: mentors.map((one) => ({ ...one, taken: taken.get(one.mentor)?.length ?? 0 })),
    lists,
    matching,
  };
}

/** What two have in common; `undefined`: the one may not mentor the other. */
function pairOf(places: Places, one: SocialWorker, other: SocialWorker, radius: number): MentorPair | undefined {
  const [here, there] = [places.ofProvider(one), places.ofProvider(other)];
  const recorded = one.supervisor === other.id;
  const station = there.stations[0]?.id;
  const sameHome = here.stations.length === 0 && station === undefined && here.community === there.community;
  const steps = sameHome ? 0 : here.stations.findIndex(({ id }) => id === station);
  const metres = here.location && there.location && metresBetween(pointOf(here.location), pointOf(there.location));
  if (!recorded && (steps === -1 || (metres ?? 0) > radius)) return undefined;
  const codes = new Set(codesOf(other));
  return {
    worker: one.id,
    mentor: other.id,
    recorded,
    steps: Math.max(0, steps),
    shared: codesOf(one).filter((code) => codes.has(code)),
    ...(metres !== undefined && { metres }),
  };
}

function codesOf({ offers }: SocialWorker): string[] {
  return [...new Set(offers.flatMap(({ capabilities }) => capabilities.map(({ code }) => code)))].sort();
}

/** The pairs of one member, best first, those that are alike together. A place that is not known is the farthest. */
function tiers(pairs: readonly MentorPair[], other: 'worker' | 'mentor'): string[][] {
  const far = Number.MAX_SAFE_INTEGER;
  const compare = (a: MentorPair, b: MentorPair) =>
    Number(b.recorded) - Number(a.recorded) ||
    a.steps - b.steps ||
    b.shared.length - a.shared.length ||
    (a.metres ?? far) - (b.metres ?? far);
  const groups: MentorPair[][] = [];
  for (const pair of [...pairs].sort(compare)) {
    const last = groups.at(-1);
    if (last && compare(last[0]!, pair) === 0) last.push(pair);
    else groups.push([pair]);
  }
  return groups.map((group) => group.map((pair) => pair[other]));
}
