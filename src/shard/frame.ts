import { unitsOfCasework } from '../compile/demand/lead-lines.js';
import { fairKey, linesOf } from '../compile/demand/lines.js';
import { instantOf } from '../compile/supply/offers.js';
import { placesOf } from '../compile/supply/places.js';
import { windowsAsked } from '../compile/supply/slots.js';
import { type Fault, LinkageError } from '../errors/linkage-error.js';
import { hexOf, openHash } from '../kernel/sha256.js';
import { finish } from '../kernel/work.js';
import { providerKey, recordsOf } from '../model/graph.js';
import { byIdentity } from '../model/order.js';
import { policyOf } from '../plan/made.js';
import { fairBy } from '../policy/fair-by.js';
import type { Frame, Shard, ShardOptions, SharedKind } from './shard-part.js';

/**
 * What a shard tells of itself to all others: facts and names, no records. O(records).
 *
 * @throws LinkageError as `match` for a policy that cannot be used
 */
export function frameOf({ key, network, guests = [] }: Shard, options: ShardOptions = {}): Frame {
  const policy = policyOf(options);
  const { providers, needs } = recordsOf(network);
  const { slots, slotsListed, catalogue, coarse, calendar, asOf } = network.getAttributes();
  const isGuest = new Set(guests);
  const own = providers.filter((one) => !isGuest.has(providerKey(one)));
  const sorted = needs.sort(byIdentity('id'));
  const { lines } = finish(linesOf(sorted, policy, instantOf(options.now ?? asOf), 'case'));
  const asked = lines.filter(({ need, requirement }) => need.requirements.includes(requirement));
  const places = placesOf(network);
  const isLocal = policy.fairBy === fairBy.community || policy.fairBy === fairBy.need;
  const classes = isLocal ? [] : lines.flatMap((line) => fairKey(line, policy, places) ?? []);
  const isHeld = [...policy.rules.values()].some(({ perHousehold }) => perHousehold);
  const households = isHeld ? needs.flatMap(({ household }) => household ?? []) : [];
  const pairs = new Set(asked.map(({ requirement: { capability, unit } }) => JSON.stringify([capability.code, unit])));
  return {
    version: 1,
    shards: [key],
    common: sha256Of(JSON.stringify([catalogue, coarse, calendar, asOf, slotsListed ? slots : undefined])),
    offers: offeredBy(own.flatMap(({ offers }) => offers)),
    asked: [...pairs].sort().map((pair) => JSON.parse(pair)),
    isLed: asked.length < lines.length,
    slots,
    windows: Object.fromEntries([...windowsAsked(needs)].map(([service, ids]) => [service, [...ids].sort()])),
    caseUnits: unitsOfCasework(own).sort(),
    incubates: own.some((one) => one.society === 'organisation' && one.incubatedBy !== undefined),
    ...(asOf !== undefined && { asOf }),
    datums: [...new Set([...providers, ...needs].flatMap(({ location }) => location?.crs ?? []))].sort(),
    shared: { guest: once(guests), class: once(classes), household: once(households) },
  };
}

/** Of a text in UTF-8, in hexadecimal digits. */
export function sha256Of(text: string): string {
  const hash = openHash();
  hash.bytes(new TextEncoder().encode(text));
  return hexOf(hash.end());
}

function offeredBy(offers: readonly { capabilities: readonly { code: string }[]; unit: string }[]): Frame['offers'] {
  const counts = new Map<string, Map<string, number>>();
  for (const { capabilities, unit } of offers)
    for (const { code } of capabilities) {
      const byUnit = counts.get(code) ?? new Map<string, number>();
      counts.set(code, byUnit.set(unit, (byUnit.get(unit) ?? 0) + 1));
    }
  return Object.fromEntries([...counts].map(([code, byUnit]) => [code, Object.fromEntries(byUnit)]));
}

const once = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, 1]));

/**
 * The frame of the whole, of those of all its shards. O(what they tell).
 *
 * @throws LinkageError `INVALID_OPTIONS`, with every fault: two shards of one name, other catalogues or instants, several datums
 */
export function joinFrames(frames: readonly Frame[]): Frame {
  const faults: Fault[] = [];
  const seen = new Set<string>();
  const refuse = (code: Fault['code'], i: number, value: string, message: string) =>
    faults.push({ code, path: ['frames', i], value, message });
  for (const [i, { shards, common }] of frames.entries()) {
    for (const key of shards) {
      if (seen.has(key)) refuse('DUPLICATE_ID', i, key, 'two shards have this key. Maybe give each its own.');
      seen.add(key);
    }
    if (common !== frames[0]!.common)
      refuse(
        'CONTRADICTION',
        i,
        shards.join(),
        `catalogue, calendar, listed slots or \`asOf\` are not those of ${frames[0]!.shards.join()}.`,
      );
  }
  const datums = [...new Set(frames.flatMap((one) => one.datums))].sort();
  if (datums.length > 1)
    refuse(
      'MIXED_CRS',
      0,
      datums.join(),
      'locations are in several datums. Maybe convert them: datums are never mixed.',
    );
  if (faults.length > 0) throw new LinkageError('INVALID_OPTIONS', 'These are no frames of one whole.', faults);
  const offers = new Map<string, Map<string, number>>();
  for (const one of frames)
    for (const [code, byUnit] of Object.entries(one.offers))
      offers.set(code, added(offers.get(code) ?? new Map(), byUnit));
  const windows = new Map<string, Set<string>>();
  for (const one of frames)
    for (const [service, ids] of Object.entries(one.windows))
      windows.set(service, new Set([...(windows.get(service) ?? []), ...ids]));
  const all = <T>(of: (frame: Frame) => readonly T[]) =>
    [...new Map(frames.flatMap(of).map((x) => [JSON.stringify(x), x])).entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, x]) => x);
  const slots = [...new Map(frames.flatMap((one) => one.slots).map((slot) => [slot.id, slot])).values()];
  return {
    version: 1,
    shards: [...seen].sort(),
    common: frames[0]?.common ?? '',
    offers: Object.fromEntries(
      [...offers].sort(byName).map(([code, byUnit]) => [code, Object.fromEntries([...byUnit].sort(byName))]),
    ),
    asked: all((one) => one.asked),
    isLed: frames.some((one) => one.isLed),
    slots: slots.sort(byIdentity('id')),
    windows: Object.fromEntries([...windows].sort(byName).map(([service, ids]) => [service, [...ids].sort()])),
    caseUnits: all((one) => one.caseUnits),
    incubates: frames.some((one) => one.incubates),
    ...(frames[0]?.asOf !== undefined && { asOf: frames[0].asOf }),
    datums,
    shared: {
      guest: sharedIn(frames, 'guest', 1),
      class: sharedIn(frames, 'class', 0),
      household: sharedIn(frames, 'household', 0),
    },
  };
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) => (a < b ? -1 : 1);

function added(counts: Map<string, number>, more: Readonly<Record<string, number>>): Map<string, number> {
  for (const [name, count] of Object.entries(more)) counts.set(name, (counts.get(name) ?? 0) + count);
  return counts;
}

/** What more than one has; a guest has a home besides. */
function sharedIn(frames: readonly Frame[], kind: SharedKind, home: number): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { shared } of frames) added(counts, shared[kind]);
  const own = [...counts]
    .map(([name, count]): [string, number] => [name, count + home])
    .filter(([, count]) => count > 1);
  return Object.fromEntries(own.sort(byName));
}

/** What hangs together over the borders of shards. */
export interface Joining {
  readonly kind: SharedKind;
  /** Node key of the guest, key of the fair-share class, id of the household. */
  readonly name: string;
  /** How many shards have it. */
  readonly shards: number;
}

/**
 * What joins shards, told before a run: the most at first. Whatever is joined is planned by `planJoint`, on one machine: a fair-share class of all shards makes that the whole.
 *
 * @example
 * scope(frame); // [{ kind: 'class', name: '["general","meal"]', shards: 342 }, …]
 */
export function scope({ shared }: Frame): Joining[] {
  const all = Object.entries(shared).flatMap(([kind, names]) =>
    Object.entries(names).map(([name, shards]) => ({ kind: kind as SharedKind, name, shards })),
  );
  return all.sort(
    (a, b) =>
      b.shards - a.shards || (a.kind === b.kind ? byName([a.name, 0], [b.name, 0]) : byName([a.kind, 0], [b.kind, 0])),
  );
}
