import type { Path, Report } from '../errors/fault-list.js';
import { groupsBy } from '../kernel/maps.js';
import type { Need, Provider } from '../model/records.js';
import type { Edit, Register } from '../model/register.js';
import type { Degree } from '../model/vocabulary.js';
import type { LiveEvent } from '../outcomes/events.js';
import { approvingOnly, leftOf, withLess } from '../outcomes/next-week.js';
import { isOne, narrowed } from '../outcomes/weeks.js';
import { writtenNeed, writtenProvider } from '../outcomes/written.js';
import type { Plan } from '../plan/plan.js';
import { byNames, type Given, givenKey, type PlanDiff } from '../plan/plan-diff.js';
import type { Ban } from '../policy/pair.js';

/** A session as it stands. */
export interface Standing {
  readonly register: Register;
  readonly given: () => Iterable<Given>;
  readonly plan: () => Plan;
}

/** A record as it is to be, and which change says so; `undefined`: gone. */
interface Amendment {
  readonly path: Path;
  readonly record: Need | Provider | undefined;
}

/** What was done, with what was planned of it. */
export type Finished = Given & { readonly planned: number };

/**
 * What events of one call come to: who declines or does not come is banned from this need, what is accepted or begun is promised by its degree, what was done leaves:
 * the need asks for less, and its offer has less. What a slot had stays free until `now` is past it.
 *
 * @param changed keys of records that are changed in the same call, which cannot be reckoned with
 */
export function happenedTo(standing: Standing, changed: ReadonlySet<string>, report: Report) {
  const { register } = standing;
  const byNeed = groupsBy(standing.given(), ({ need }) => [need]);
  const finished = new Map<string, Finished>();
  const records = new Map<string, Amendment>();
  const degrees = new Map<string, Degree>();
  /** Allocations and needs that are no longer promised. */
  const gone = new Set<string>();
  const bans: Ban[] = [];

  /** Changes a record; `undefined`: it goes. */
  function amend<R extends Need | Provider>(key: string, path: Path, by: (record: R) => R | undefined): void {
    const record = (
      records.has(key) ? records.get(key)!.record : (register.needs.get(key) ?? register.providers.get(key))
    ) as R | undefined;
    if (changed.has(key))
      report('CONTRADICTION', path, key, `${key} is changed in this call, too. Maybe make two calls.`);
    else if (record !== undefined) records.set(key, { path, record: by(record) });
  }

  function leave(need: string, path: Path): void {
    amend<Need>(`need:${need}`, path, () => undefined);
    for (const key of register.referrersOf(`need:${need}`))
      amend<Provider>(key, path, (one) => approvingOnly(one, (id) => id !== need));
  }

  function finish(one: Given, asked: number | undefined, path: Path): void {
    const key = givenKey(one);
    const before = finished.get(key)?.quantity ?? 0;
    const quantity = asked ?? Math.max(0, one.quantity - before);
    finished.set(key, { ...one, quantity: before + quantity, planned: one.quantity });
    amend<Need>(`need:${one.need}`, path, (need) => leftAfter(need, one, quantity));
    amend<Provider>(one.provider, path, (provider) => lessOf(provider, one, quantity));
  }

  function enter(event: LiveEvent, path: Path): void {
    const { need } = event;
    if (!('provider' in event)) {
      gone.add(need);
      if (register.needs.has(`need:${need}`)) leave(need, path);
      else narrowed([], { need, provider: '' }, false, register.needs.keys(), path, report);
      return;
    }
    const isKnown = register.needs.has(`need:${need}`);
    const meant = narrowed(byNeed.get(need) ?? [], event, isKnown, byNeed.keys(), path, report);
    if (!isOne(meant, 'quantity' in event ? event.quantity : undefined, path, report) || meant.length === 0) return;
    const { type, provider } = event;
    if (type === 'accept' || type === 'start') {
      for (const one of meant) degrees.set(givenKey(one), type === 'start' ? 'running' : 'accepted');
      return;
    }
    if (event.type === 'done') for (const one of meant) finish(one, event.quantity, path);
    else
      for (const one of meant) {
        gone.add(givenKey(one));
        bans.push({ need, provider, requirement: one.requirement });
      }
    const count = type === 'done' ? 'shows' : 'noShows';
    if (type !== 'decline') amend<Provider>(provider, path, (one) => ({ ...one, [count]: (one[count] ?? 0) + 1 }));
  }

  /** Records as they are after it; a need of which nothing is left goes. */
  function edits(): Edit[] {
    for (const [key, { path, record }] of records)
      if (record && 'requirements' in record && record.requirements.length === 0)
        leave(key.slice('need:'.length), path);
    return [...records].map(editOf);
  }

  return {
    enter,
    edits,
    bans,
    finished,
    promised: (previous: Plan | undefined) => promised(previous, standing.plan, finished, gone, degrees),
  };
}

function editOf([key, { path, record }]: [string, Amendment]): Edit {
  const at = key.indexOf(':');
  const [kind, id] = [key.slice(0, at) as Edit['kind'], key.slice(at + 1)];
  if (record === undefined) return { type: 'remove', kind, path, given: { id } };
  const written = 'society' in record ? writtenProvider(record) : writtenNeed(record);
  return { type: 'change', kind, path, given: { record: written } };
}

function leftAfter(need: Need, { requirement, provider }: Given, done: number): Need {
  const lines = need.requirements.map(({ id, unit, pattern, quantity: asked }) => {
    return { requirement: id, unit, ...(pattern && { pattern }), asked, done: id === requirement ? done : 0 };
  });
  return leftOf(need, { lines, servedBy: [provider] });
}

/** A provider after it gave something; a case that is done can be followed by another. */
function lessOf(provider: Provider, { offer: id, unit }: Given, quantity: number): Provider {
  if (unit === 'case') return provider;
  const { cap } = provider;
  const offers = provider.offers.map((offer) => (offer.id === id ? withLess(offer, quantity) : offer));
  return { ...provider, offers, ...(cap?.unit === unit && { cap: withLess(cap, quantity) }) };
}

/** What is promised after that: no longer what was done or will not be; by its degree what is accepted or begun. */
function promised(
  previous: Plan | undefined,
  plan: () => Plan,
  finished: ReadonlyMap<string, Finished>,
  gone: ReadonlySet<string>,
  degrees: ReadonlyMap<string, Degree>,
): Plan | undefined {
  if (previous === undefined && degrees.size === 0) return undefined;
  const now = degrees.size > 0 ? plan() : previous!;
  const left = (linkages: Plan['linkages'], isKept: (key: string) => boolean): Plan['linkages'] =>
    linkages.flatMap((linkage) => {
      const allocations = linkage.allocations.flatMap((one) => {
        const key = givenKey({ ...one, need: linkage.need } as Given);
        const quantity = one.quantity - (finished.get(key)?.quantity ?? 0);
        return isKept(key) && !gone.has(key) && !gone.has(linkage.need) && quantity > 0 ? [{ ...one, quantity }] : [];
      });
      return allocations.length > 0 ? [{ ...linkage, allocations }] : [];
    });
  const held = (['accepted', 'running'] as const).flatMap((degree) =>
    left(now.linkages, (key) => degrees.get(key) === degree).map((linkage) => ({ ...linkage, degree })),
  );
  const before = left(previous?.linkages ?? [], (key) => !degrees.has(key));
  return { ...(previous ?? now), linkages: [...before, ...held] };
}

/** A difference that tells what was done from what is lost: the other parts are what is changed of the rest. */
export function withFinished(diff: PlanDiff, finished: ReadonlyMap<string, Finished>): PlanDiff {
  if (finished.size === 0) return diff;
  const isOther = (one: Given) => !finished.has(givenKey(one));
  const added = diff.added.filter(isOther);
  const removed = diff.removed.filter(isOther);
  const changed = diff.changed.filter(isOther);
  const goneNow = new Set(diff.removed.map(givenKey));
  const changedNow = new Map(diff.changed.map((one) => [givenKey(one), one.quantity]));
  for (const [key, { planned, ...one }] of finished) {
    const before = Math.max(0, planned - one.quantity);
    const quantity = goneNow.has(key) ? 0 : (changedNow.get(key) ?? planned);
    if (quantity === before) continue;
    if (quantity === 0) removed.push({ ...one, quantity: before });
    else if (before === 0) added.push({ ...one, quantity });
    else changed.push({ ...one, quantity, before });
  }
  const done = [...finished.values()].map(({ planned: _, ...one }): Given => one);
  return {
    ...diff,
    added: added.sort(byNames),
    removed: removed.sort(byNames),
    changed: changed.sort(byNames),
    finished: done.sort(byNames),
  };
}
