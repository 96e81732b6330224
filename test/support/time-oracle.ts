/** One place at a time, from its definition: knows nothing but intervals. */

/** What one being gives in a slot: `minutes` anywhere within it, or `places` for all of it. Times in minutes. */
export interface Stay {
  readonly from: number;
  readonly to: number;
  readonly minutes?: number;
  readonly places?: number;
}

/**
 * Whether as many hands as `size` can do all of it: minute by minute, places first, then of the minutes that are open those whose slot ends first
 * (which is best whenever anything is).
 */
export function canBeDone(size: number, stays: readonly Stay[]): boolean {
  const left = stays.map(({ minutes = 0 }) => minutes);
  const ends = [...new Set(stays.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  for (let e = 0; e + 1 < ends.length; e++) {
    const [from, to] = [ends[e]!, ends[e + 1]!];
    const during = stays.filter((stay) => stay.from <= from && stay.to >= to);
    const busy = during.reduce((sum, { places = 0 }) => sum + places, 0);
    if (busy > size) return false;
    let room = (size - busy) * (to - from);
    for (const stay of during.toSorted((a, b) => a.to - b.to)) {
      const i = stays.indexOf(stay);
      const given = Math.min(room, left[i]!);
      left[i]! -= given;
      room -= given;
    }
  }
  return left.every((minutes) => minutes === 0);
}

/** A line, an offer and a slot that may meet, and how much at most. */
export interface MayMeet {
  readonly line: number;
  readonly offer: number;
  readonly being: number;
  readonly stay: (units: number) => Stay;
  readonly most: number;
  /** Units that are tried, and what each counts; 1 if absent. */
  readonly step?: number;
  readonly weight?: number;
}

/**
 * The best coverage by rank there is, by trying everything: units of a line ≤ its demand, of an offer ≤ its total, each being in one place
 * at a time; a line that is met whole is, or counts for nothing.
 */
export function bestByTrying(
  {
    demand,
    rank,
    total,
    size,
    whole,
  }: { demand: number[]; rank: number[]; total: number[]; size: number[]; whole?: boolean[] },
  pairs: readonly MayMeet[],
): number[] {
  const ranks = Math.max(0, ...rank) + 1;
  const left = { line: [...demand], offer: [...total] };
  const stays = size.map((): Stay[] => []);
  let best: number[] = [];
  const beats = (a: readonly number[], b: readonly number[]) => {
    const at = a.findIndex((units, r) => units !== (b[r] ?? -1));
    return at >= 0 && a[at]! > (b[at] ?? -1);
  };
  const go = (i: number, covered: readonly number[]): void => {
    if (i === pairs.length) {
      if (whole?.some((is, n) => is && left.line[n]! > 0 && left.line[n]! < demand[n]!)) return;
      if (beats(covered, best)) best = [...covered];
      return;
    }
    const { line, offer, being, stay, most, step = 1, weight = 1 } = pairs[i]!;
    const room = Math.min(most, left.line[line]!, left.offer[offer]!);
    for (let units = room - (room % step); units >= 0; units -= step) {
      const own = stays[being]!;
      if (units > 0) own.push(stay(units));
      if (canBeDone(size[being]!, own)) {
        left.line[line]! -= units;
        left.offer[offer]! -= units;
        go(
          i + 1,
          covered.map((sum, r) => (r === rank[line] ? sum + weight * units : sum)),
        );
        left.line[line]! += units;
        left.offer[offer]! += units;
      }
      if (units > 0) own.pop();
    }
  };
  go(
    0,
    Array.from({ length: ranks }, () => 0),
  );
  return best;
}
