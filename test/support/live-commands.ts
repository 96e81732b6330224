/** Random changes of a live flow, beside a plain model of what is there. */
import fc from 'fast-check';
import type { Level } from '../../src/problem/problem.js';
import { emptyState } from '../../src/solve/live/live-changes.js';
import { flowOn, type LiveFlow } from '../../src/solve/live/live-flow.js';

export interface Group {
  readonly handle: number;
  readonly rank: number;
}
export interface Line {
  readonly handle: number;
  readonly group: Group;
  demand: number;
}
export interface Cap {
  readonly handle: number;
  readonly parent: Cap | undefined;
  readonly isLoaded: boolean;
  capacity: number;
}
export interface Candidate {
  readonly handle: number;
  readonly line: Line;
  readonly heads: readonly Cap[];
  cost: number;
  max: number;
  previous: number;
}

/** What is there, in the order it came. */
export interface World {
  readonly flow: LiveFlow;
  readonly levels: readonly Level[];
  readonly groups: Group[];
  readonly lines: Line[];
  readonly caps: Cap[];
  readonly candidates: Candidate[];
  /** Units by candidate and head after the last settlement. */
  readonly known: Map<Candidate, number[]>;
  /** All quantities are so many times what is drawn, and handed out so many together. */
  readonly portion: number;
}

/** A live flow without anything in it. */
export function openLiveFlow(levels: readonly Level[], patience?: number): LiveFlow {
  return flowOn(emptyState(levels), levels, patience);
}

export function emptyWorld(levels: readonly Level[], patience?: number, portion = 1): World {
  const flow = openLiveFlow(levels, patience);
  return { flow, levels, groups: [], lines: [], caps: [], candidates: [], known: new Map(), portion };
}

/** One change: what kind, and numbers that choose among what is there. */
export interface Change {
  readonly kind: (typeof KINDS)[number];
  readonly draws: readonly number[];
  readonly quantity: number;
  readonly cost: number;
  readonly flag: boolean;
}

const KINDS = [
  'group',
  'share',
  'no group',
  'line',
  'demand',
  'no line',
  'cap',
  'capacity',
  'no cap',
  'candidate',
  'change',
  'promise',
  'no candidate',
  'everything goes',
] as const;

const SOME = fc.nat(1000);

export interface Size {
  readonly quantity: number;
  readonly cost: number;
}

export function changeArbitrary({ quantity, cost }: Size): fc.Arbitrary<Change> {
  return fc.record({
    kind: fc.oneof(
      {
        weight: 6,
        arbitrary: fc.constantFrom<Change['kind']>('line', 'demand', 'no line', 'cap', 'capacity', 'change'),
      },
      { weight: 6, arbitrary: fc.constantFrom<Change['kind']>('candidate', 'candidate', 'candidate', 'no candidate') },
      { weight: 2, arbitrary: fc.constantFrom<Change['kind']>('group', 'share', 'no group', 'no cap', 'promise') },
    ),
    draws: fc.array(SOME, { minLength: 4, maxLength: 4 }),
    quantity: fc.oneof(
      { weight: 5, arbitrary: fc.integer({ min: 1, max: quantity }) },
      { weight: 1, arbitrary: fc.constant(0) },
    ),
    cost: fc.oneof(fc.constantFrom(0, 1, 2), fc.integer({ min: -Math.ceil(cost / 3), max: cost })),
    flag: fc.boolean(),
  });
}

/** Makes the change where it can be made. */
export function apply(world: World, { kind, draws, quantity: drawn, cost, flag }: Change): void {
  const { flow, groups, lines, caps, candidates, portion } = world;
  const quantity = drawn * portion;
  const [a, b, c, d] = draws as [number, number, number, number];
  const pick = <T>(list: readonly T[], by: number): T | undefined => list[by % Math.max(1, list.length)];
  const group = pick(groups, a);
  const line = pick(lines, a);
  const cap = pick(caps, a);
  const candidate = pick(candidates, a);
  const leaves = caps.filter((one) => !caps.some(({ parent }) => parent === one));
  switch (kind) {
    case 'group':
      if (groups.length < 6) {
        const rank = [0, 0, 0.5, -7][b % 4]!;
        groups.push({ handle: flow.addGroup(rank, { portion, ...(flag && { share: c % 20, served: d % 3 }) }), rank });
      }
      break;
    case 'share':
      if (group) flow.setGroup(group.handle, flag ? { share: b % 20 } : { served: c % 4 });
      break;
    case 'no group':
      if (group && !lines.some((one) => one.group === group)) {
        flow.removeGroup(group.handle);
        remove(groups, group);
      }
      break;
    case 'line':
      if (group && lines.length < 8)
        lines.push({ handle: flow.addLine(group.handle, quantity), group, demand: quantity });
      break;
    case 'demand':
      if (line) {
        line.demand = quantity;
        flow.setDemand(line.handle, quantity);
      }
      break;
    case 'no line':
      if (line && flag) {
        flow.removeLine(line.handle);
        remove(lines, line);
        for (const one of candidates.filter((other) => other.line === line)) remove(candidates, one);
      }
      break;
    case 'cap': {
      if (caps.length >= 12) break;
      const free = caps.filter((one) => !candidates.some(({ heads }) => heads.includes(one)) && depthOf(one) < 3);
      const parent = b % 3 === 0 ? undefined : pick(free, c);
      const capacity = d % 5 === 0 ? Number.POSITIVE_INFINITY : quantity;
      const isLoaded = parent === undefined && flag && capacity !== Number.POSITIVE_INFINITY;
      const load = isLoaded ? loadOf(quantity, a, portion) : undefined;
      caps.push({ handle: flow.addCap(capacity, parent?.handle ?? -1, load), parent, isLoaded, capacity });
      break;
    }
    case 'capacity':
      if (cap) {
        cap.capacity = b % 6 === 0 && !cap.isLoaded ? Number.POSITIVE_INFINITY : quantity;
        flow.setCapacity(cap.handle, cap.capacity, loadOf(cap.capacity, c, portion));
      }
      break;
    case 'no cap':
      if (cap && leaves.includes(cap) && !candidates.some(({ heads }) => heads.includes(cap))) {
        flow.removeCap(cap.handle);
        remove(caps, cap);
      }
      break;
    case 'candidate': {
      if (!line || leaves.length === 0 || candidates.length >= 30) break;
      const heads = [...new Set(flag ? [pick(leaves, b)!] : [pick(leaves, b)!, pick(leaves, c)!, pick(leaves, d)!])];
      const max = c % 3 === 0 ? quantity : Number.POSITIVE_INFINITY;
      const previous = d % 3 === 0 ? (b % 5) * portion : 0;
      const options = { cost, max, previous };
      const handle = flow.addCandidate(line.handle, { ...options, heads: heads.map((one) => one.handle) });
      candidates.push({ handle, line, heads, ...options });
      break;
    }
    case 'change':
      if (candidate) {
        if (b % 2 === 0) candidate.cost = cost;
        if (c % 2 === 0) candidate.max = d % 3 === 0 ? Number.POSITIVE_INFINITY : quantity;
        if (d % 2 === 0) candidate.previous = (drawn % 7) * portion;
        flow.setCandidate(candidate.handle, {
          ...(b % 2 === 0 && { cost: candidate.cost }),
          ...(c % 2 === 0 && { max: candidate.max }),
          ...(d % 2 === 0 && { previous: candidate.previous }),
        });
      }
      break;
    case 'promise':
      for (const one of candidates) {
        one.previous = one.heads.reduce((sum, _, i) => sum + flow.units(one.handle, i), 0);
        flow.setCandidate(one.handle, { previous: one.previous });
      }
      break;
    case 'no candidate':
      if (candidate) {
        flow.removeCandidate(candidate.handle);
        remove(candidates, candidate);
      }
      break;
    case 'everything goes':
      for (const one of lines.splice(0)) flow.removeLine(one.handle);
      candidates.length = 0;
      for (const one of caps.splice(0).reverse()) flow.removeCap(one.handle);
      for (const one of groups.splice(0)) flow.removeGroup(one.handle);
      break;
  }
}

/** Some of it given already, some kept back. */
function loadOf(capacity: number, draw: number, portion: number) {
  const given = [0, 0, 1, 3][draw % 4]! * portion;
  return { full: given + capacity + (draw % 3 === 0 ? 2 : 0) * portion, given, portion };
}

function remove<T>(list: T[], item: T): void {
  list.splice(list.indexOf(item), 1);
}

function depthOf({ parent }: Cap): number {
  return parent ? depthOf(parent) + 1 : 1;
}
