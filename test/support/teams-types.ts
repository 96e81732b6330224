/** Teams as the oracles see them: declared here a second time, so that no oracle imports from `src/`. */

export interface TeamsPair {
  readonly offer: string;
  readonly cost: number;
  /** The most that this pair gives; default: no bound. */
  readonly max?: number;
  /** Of single lines only: what it takes of the capacity; default: the demand. */
  readonly use?: number;
}

export interface TeamsLine {
  readonly id: string;
  readonly demand: number;
  /** Served by one offer alone. */
  readonly single?: true;
  readonly pairs: readonly TeamsPair[];
}

export interface TeamsTeam {
  readonly id: string;
  readonly rank: number;
  readonly value: number;
  /** Of the teams that share it, at most one is taken. */
  readonly choice?: string;
  readonly lines: readonly TeamsLine[];
}

export interface TeamsOffer {
  readonly id: string;
  readonly capacity: number;
}

export interface TeamsInput {
  readonly teams: readonly TeamsTeam[];
  readonly offers: readonly TeamsOffer[];
}

export interface TeamsAllocation {
  readonly team: string;
  readonly line: string;
  readonly offer: string;
  readonly quantity: number;
}

export interface TeamsRankValue {
  readonly rank: number;
  readonly value: number;
  readonly bound: number;
}

export interface TeamsResult {
  readonly taken: readonly string[];
  readonly allocations: readonly TeamsAllocation[];
  readonly valueByRank: readonly TeamsRankValue[];
  readonly cost: number | bigint;
  readonly status: 'optimal' | 'bounded' | 'stopped';
  /** Not judged by the oracles. */
  readonly certificate?: unknown;
}
