import { type CapLoad, join, type LiveState, openPart, soil, tie } from './live-state.js';

/** What is known of a fair-share class. */
export interface GroupOptions {
  /** What coverage is counted against; less than units served and asked together counts as these. */
  readonly share?: number | undefined;
  /** Units served elsewhere. */
  readonly served?: number | undefined;
  /** How many units are handed out together: all quantities are multiples of it, or some shares may be none; 1 unless told. */
  readonly portion?: number | undefined;
}

export interface CandidateOptions {
  readonly cost: number;
  readonly max: number;
  /** Units promised, 0 unless told. */
  readonly previous?: number | undefined;
}

/** The demand side: fair-share classes and lines. */
export function demandOf(s: LiveState) {
  const { group, line } = s;
  const setGroup = (k: number, { share, served, portion }: GroupOptions) => {
    if (share !== undefined) group.least[k] = share;
    if (served !== undefined) group.served[k] = served;
    if (portion !== undefined) group.portion[k] = portion;
    if (group.part[k]! >= 0) soil(s, group.part[k]!, portion !== undefined);
  };
  return {
    /** A fair-share class. `rank`: any finite number, smaller is served first. */
    addGroup(rank: number, options: GroupOptions = {}): number {
      const k = group.take();
      group.rank[k] = rank;
      group.least[k] = group.served[k] = group.lines[k] = 0;
      group.portion[k] = 1;
      group.part[k] = -1;
      setGroup(k, options);
      return k;
    },
    setGroup,
    /** It must be without lines. */
    removeGroup: (k: number) => group.drop(k),
    addLine(k: number, demand: number): number {
      const n = line.take();
      line.group[n] = k;
      line.demand[n] = demand;
      line.candidates[n] = [];
      line.at[n] = -1;
      line.part[n] = openPart(s, [n], []);
      group.lines[k]!++;
      tie(s, n);
      return n;
    },
    setDemand(n: number, demand: number): void {
      line.demand[n] = demand;
      soil(s, line.part[n]!);
    },
    /** With its candidates. */
    removeLine(n: number): void {
      for (const p of line.candidates[n]!.splice(0)) forget(s, p);
      const part = soil(s, line.part[n]!);
      part.removed++;
      if (line.at[n]! >= 0 && part.columns && !part.isStale) part.columns.lines[line.at[n]!] = -1;
      line.part[n] = -1;
      const k = line.group[n]!;
      if (--group.lines[k]! === 0) group.part[k] = -1;
      line.drop(n);
    },
  };
}

/** A candidate is not there any more. */
function forget({ candidate, freePlaces, changed }: LiveState, p: number): void {
  changed.delete(p);
  const count = candidate.count[p]!;
  freePlaces.set(count, [...(freePlaces.get(count) ?? []), candidate.from[p]!]);
  candidate.count[p] = 0;
  candidate.drop(p);
}

/** The supply side: caps, and candidates that lead to them. */
export function supplyOf(s: LiveState) {
  const { cap, line, candidate } = s;
  return {
    /**
     * @param parent enclosing cap, −1 for none
     * @param load of a root cap whose use is load, which level `even` spreads in quarters
     */
    addCap(capacity: number, parent: number, load?: CapLoad): number {
      const c = cap.take();
      cap.capacity[c] = capacity;
      cap.parent[c] = parent;
      cap.load[c] = load !== undefined && load.full > 0 && parent < 0 && s.steps > 0 ? load : undefined;
      cap.at[c] = -1;
      cap.part[c] = openPart(s, [], [c]);
      if (parent >= 0) join(s, cap.part[parent]!, cap.part[c]!);
      return c;
    },
    /** @param load where it is another one: the cap was added with one */
    setCapacity(c: number, capacity: number, load?: CapLoad): void {
      cap.capacity[c] = capacity;
      if (load && cap.load[c]) cap.load[c] = { ...cap.load[c], ...load };
      soil(s, cap.part[c]!, load !== undefined);
    },
    /** It must be without candidates and caps below it. */
    removeCap(c: number): void {
      const part = soil(s, cap.part[c]!);
      part.removed++;
      if (cap.at[c]! >= 0 && part.columns && !part.isStale) part.columns.caps[cap.at[c]!] = -1;
      cap.part[c] = -1;
      cap.drop(c);
    },
    addCandidate(
      n: number,
      { heads, cost, max, previous = 0 }: CandidateOptions & { readonly heads: readonly number[] },
    ): number {
      const p = candidate.take();
      candidate.line[p] = n;
      candidate.cost[p] = cost;
      candidate.max[p] = max;
      candidate.previous[p] = previous;
      candidate.count[p] = heads.length;
      candidate.from[p] = s.freePlaces.get(heads.length)?.pop() ?? s.heads.length;
      heads.forEach((c, i) => {
        s.heads[candidate.from[p]! + i] = c;
        s.units[candidate.from[p]! + i] = 0;
        join(s, line.part[n]!, cap.part[c]!);
      });
      line.candidates[n]!.push(p);
      soil(s, line.part[n]!, line.at[n]! >= 0);
      return p;
    },
    /** What is not named stays as it is. */
    setCandidate(p: number, { cost, max, previous }: Partial<CandidateOptions>): void {
      if (cost !== undefined) candidate.cost[p] = cost;
      if (max !== undefined) candidate.max[p] = max;
      if (previous !== undefined) candidate.previous[p] = previous;
      soil(s, line.part[candidate.line[p]!]!, true);
    },
    removeCandidate(p: number): void {
      const n = candidate.line[p]!;
      line.candidates[n]!.splice(line.candidates[n]!.indexOf(p), 1);
      soil(s, line.part[n]!, true).removed++;
      forget(s, p);
    },
  };
}
