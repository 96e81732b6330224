import isEqual from 'lodash-es/isEqual.js';
import type { Slots } from '../compile/supply/slots.js';
import type { Need, Provider } from '../model/records.js';
import type { LiveOptions, Step } from './engine.js';
import { hasDegrees, isIncubated, isWhole, type World } from './world.js';

/** Needs by id and providers by key that a step is about, as they are after it; `undefined`: gone. */
export interface Scope {
  readonly needs: ReadonlyMap<string, Need | undefined>;
  readonly providers: ReadonlyMap<string, Provider | undefined>;
}

/**
 * What a step is about: what it amends, and what hangs on that; `undefined`: it concerns the whole.
 *
 * @param was options before it
 */
export function scopeOf({ amended, options, register }: Step, was: LiveOptions, world: World): Scope | undefined {
  const both = amended.providers.flatMap(({ before, after }) => [before, after]).filter((one) => one !== undefined);
  const incubated = both.some(isIncubated) && [...register.providers.values()].some(isIncubated);
  if (
    (options.now ?? undefined) !== (was.now ?? undefined) ||
    !isEqual(options.pins ?? [], was.pins ?? []) ||
    (options.previous !== was.previous && hasDegrees(options)) ||
    both.some((one) => one.society === 'community' || isSupervised(one)) ||
    (both.some(isIncubated) && incubated !== world.incubates) ||
    amended.needs.some(({ after }) => after !== undefined && (isWhole(after) || asksAnew(after, world.slots))) ||
    amended.needs.some(({ before }) => before !== undefined && asksLast(before, register)) ||
    register.slots().length !== world.slots.ids.length ||
    register.slots().some(({ id }, i) => id !== world.slots.ids[i])
  ) {
    return undefined;
  }
  const needs = new Map(amended.needs.map(({ key, after }) => [key.slice('need:'.length), after]));
  for (const id of bannedOtherwise(was, options)) {
    const need = register.needs.get(`need:${id}`);
    if (need !== undefined && !needs.has(id)) needs.set(id, need);
  }
  const providers = new Map<string, Provider | undefined>(amended.providers.map(({ key, after }) => [key, after]));
  for (const { key } of amended.providers) {
    for (const referrer of register.referrersOf(key)) {
      const ward = register.providers.get(referrer);
      if (ward?.society !== 'volunteer' || `volunteer:${ward.guardian}` !== key) continue;
      if (!providers.has(referrer)) providers.set(referrer, ward);
    }
  }
  // What is pinned is settled for the whole.
  if (options.pins?.some(({ need, provider }) => needs.has(need) || providers.has(provider))) return undefined;
  return { needs, providers };
}

/** Whether what others are charged for hangs on this record. */
function isSupervised(provider: Provider): boolean {
  return provider.society === 'socialWorker' && provider.supervisor !== undefined;
}

/** It names a slot for what nobody wanted in it so far, so that offers without windows have no place for it. */
function asksAnew({ requirements }: Need, slots: Slots): boolean {
  return requirements.some(({ capability, unit, windows = [] }) => {
    const known = slots.asked({ capabilities: [capability], unit });
    return slots.of(windows).some((slot) => !known.includes(slot));
  });
}

/** Nobody names one of its slots for what it wanted any more, so that offers without windows have no place for it. O(needs), mostly less. */
function asksLast({ requirements }: Need, { needs }: Step['register']): boolean {
  return requirements.some(({ capability, unit, windows = [] }) => {
    const left = new Set(windows);
    for (const other of left.size > 0 ? needs.values() : []) {
      for (const line of other.requirements)
        if (line.unit === unit && line.capability.code === capability.code)
          for (const slot of line.windows ?? []) left.delete(slot);
      if (left.size === 0) return false;
    }
    return left.size > 0;
  });
}

/** Needs that bans name which are on one side only. */
function bannedOtherwise({ bans: a = [] }: LiveOptions, { bans: b = [] }: LiveOptions): string[] {
  if (a === b) return [];
  return [...a.filter((ban) => !b.includes(ban)), ...b.filter((ban) => !a.includes(ban))].map(({ need }) => need);
}
