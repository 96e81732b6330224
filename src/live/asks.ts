import partition from 'lodash-es/partition.js';
import sumBy from 'lodash-es/sumBy.js';
import type { Compiled, LineRef } from '../compile/compiled.js';
import type { bansByLine } from '../compile/demand/bans.js';
import { fairKey, rankOf } from '../compile/demand/lines.js';
import { commonMultiple } from '../compile/demand/pricing.js';
import type { PortionOf } from '../compile/portions.js';
import { getOrSet } from '../kernel/maps.js';
import type { Need } from '../model/records.js';
import type { Short } from '../plan/plan-diff.js';
import { lineIndex } from './line-index.js';
import { bucketOf, type Group, type Line, rankNumbers } from './sides.js';
import type { World } from './world.js';

/** A need with its lines; requirements of unknown quantity are told, never matched. */
export interface LiveNeed {
  readonly need: Need;
  readonly lines: readonly Line[];
  readonly unknown: readonly Short[];
}

type BansOf = ReturnType<typeof bansByLine>;

/** The demand side of the flow: classes and lines. */
export function asksOf(world: World, ranks: Compiled['ranks']) {
  const { policy, judging, flow, ledger, costScale, lotOf, portionOf } = world;
  const numberOf = rankNumbers(ranks);
  const classes = classesOf(world);
  const index = lineIndex(judging.byPlace);
  const byNeed = new Map<string, LiveNeed>();
  return {
    byNeed,
    index,
    /**
     * Whether all stays within the bounds of exact arithmetic, at the same lots and in whole portions, one for a class, when lines leave and come.
     *
     * @param places offers, or more
     * @param dearest largest cost of a unit, or more
     */
    fits(leaving: readonly Line[], coming: readonly Line[], places: number, dearest: number): boolean {
      const { totals } = classes;
      const left = new Map(totals.lots);
      const lotsOf = (lines: readonly Line[]) => lines.map(({ demand }) => lotOf(demand.requirement));
      for (const lot of lotsOf(leaving)) left.set(lot, left.get(lot)! - 1);
      for (const lot of lotsOf(coming)) left.set(lot, (left.get(lot) ?? 0) + 1);
      const used = [...left].flatMap(([lot, count]) => (count > 0 ? [lot] : []));
      const asked = totals.demanded - sumBy(leaving, 'quantity') + sumBy(coming, 'quantity');
      const paths = 2 * Math.min(totals.lines + coming.length, places) + 1;
      return (
        areWhole(coming, classes, portionOf) &&
        scaleOf(used) === costScale &&
        asked <= Number.MAX_SAFE_INTEGER &&
        paths * dearest <= Number.MAX_SAFE_INTEGER
      );
    },
    /** The lines of a need; `undefined`: its rank finds no place. Changes nothing. */
    read(need: Need, bansOf: BansOf): LiveNeed | undefined {
      const rank = numberOf(rankOf(need, policy, judging.now));
      if (rank === undefined) return undefined;
      const [unknown, known] = partition(need.requirements, ({ quantity }) => quantity === 'unknown');
      return {
        need,
        lines: known.map((requirement) => lineOf(world, { need, requirement }, rank, bansOf)),
        unknown: unknown.map(({ id, unit }) => ({
          need: need.id,
          requirement: id,
          unit,
          demanded: 'unknown',
          covered: 0,
        })),
      };
    },
    /** @param groupOf handles of the classes of its lines, where the flow has both already */
    add(ask: LiveNeed, groupOf?: (line: Line) => number): void {
      byNeed.set(ask.need.id, ask);
      for (const line of ask.lines) {
        line.group = classes.join(line, groupOf?.(line));
        if (!groupOf) line.handle = flow.addLine(line.group.handle, line.quantity);
        index.add(line);
      }
    },
    /** Takes a need out, with its candidates. */
    remove({ need, lines }: LiveNeed): void {
      byNeed.delete(need.id);
      const places = new Set(lines.flatMap(({ candidates }) => candidates.map((p) => ledger.placeOf[p]!)));
      for (const line of lines) {
        for (const p of [...line.candidates]) ledger.remove(p);
        flow.removeLine(line.handle);
        line.handle = -1;
        index.remove(line);
        classes.leave(line);
      }
      for (const { needCaps } of places) {
        for (const cap of needCaps.get(need.id)?.toReversed() ?? []) flow.removeCap(cap);
        needCaps.delete(need.id);
      }
    },
  };
}

function lineOf(
  { policy, places, slots, lotOf, costScale }: World,
  { need, requirement }: LineRef,
  rank: number,
  bansOf: BansOf,
): Line {
  return {
    demand: {
      need,
      requirement,
      place: places.ofNeed(need),
      slots: requirement.windows && slots.open(slots.of(requirement.windows)),
      bans: bansOf(need.id, requirement),
    },
    bucket: bucketOf(requirement.capability.code, requirement.unit),
    quantity: requirement.quantity as number,
    rank,
    fairKey: fairKey({ need, requirement }, policy, places),
    factor: costScale / lotOf(requirement),
    group: undefined,
    handle: -1,
    candidates: [],
    pinned: 0,
    covered: 0,
  };
}

/** The fair-share classes of the flow, and what their lines come to. */
function classesOf({ policy, lotOf, portionOf, flow, equity }: World) {
  const groups = new Map<string, Group>();
  const totals = { lines: 0, demanded: 0, lots: new Map<number, number>() };

  function count(group: Group, line: Line, by: 1 | -1): void {
    const { quantity, demand, pinned } = line;
    const lot = lotOf(demand.requirement);
    totals.lots.set(lot, (totals.lots.get(lot) ?? 0) + by);
    if (totals.lots.get(lot) === 0) totals.lots.delete(lot);
    totals.lines += by;
    totals.demanded += by * quantity;
    group.lines += by;
    group.pinned += by * pinned;
    if (pinned > 0) flow.setGroup(group.handle, { served: group.pinned });
    if (policy.fairShare === 'equal') return;
    group.share += by * quantity * (equity.get(demand.need.community) ?? 1);
    flow.setGroup(group.handle, { share: group.share });
  }

  return {
    totals,
    portionOf: (key: string) => groups.get(key)?.portion,
    /** @param known handle of the class, where the flow has it already */
    join(line: Line, known: number | undefined): Group {
      const { rank, fairKey: named, demand } = line;
      const { capability, unit } = demand.requirement;
      const key = classKey(rank, unit, named);
      const portion = portionOf(capability.code, unit);
      const handle = () => known ?? flow.addGroup(rank, { portion });
      const open = (): Group => ({ key, handle: handle(), portion, lines: 0, pinned: 0, share: 0 });
      const group = key === undefined ? open() : getOrSet(groups, key, open);
      count(group, line, 1);
      return group;
    },
    leave(line: Line): void {
      const group = line.group!;
      count(group, line, -1);
      if (group.lines > 0) return;
      flow.removeGroup(group.handle);
      if (group.key !== undefined) groups.delete(group.key);
    },
  };
}

/** Whether lines ask for whole portions, those of a class for the same ones. */
function areWhole(coming: readonly Line[], classes: ReturnType<typeof classesOf>, portionOf: PortionOf): boolean {
  const portions = new Map<string, number>();
  return coming.every(({ quantity, demand: { requirement }, rank, fairKey: named }) => {
    const own = portionOf(requirement.capability.code, requirement.unit);
    const key = classKey(rank, requirement.unit, named);
    const known = key === undefined ? own : (classes.portionOf(key) ?? getOrSet(portions, key, () => own));
    return quantity % own === 0 && known === own;
  });
}

function classKey(rank: number, unit: string, named: string | undefined): string | undefined {
  return named === undefined ? undefined : JSON.stringify([rank, unit, named]);
}

/** `undefined`: the lots have none. */
function scaleOf(lots: readonly number[]): number | undefined {
  try {
    return commonMultiple(lots);
  } catch {
    return undefined;
  }
}
