import { type Multipliers, type Relaxation, teamBound } from '../../proof/team-bound.js';
import type { TeamSplit } from '../../proof/team-check.js';
import { noMultipliers, slopeOf } from './team-prices.js';

/**
 * What to split on: the open team of which the relaxed plan breaks most, close calls first; then, of the single line of which it breaks most, the pair that it
 * has or the cheapest; nothing where all is settled.
 */
export function teamSplit(relaxation: Relaxation, prices: Multipliers): TeamSplit | undefined {
  teamBound(relaxation, prices);
  const { problem, goal, settled, status, placed, gain, units } = relaxation;
  const slope = noMultipliers(relaxation);
  slopeOf(relaxation, slope);
  const { value, rank, lineStart, single, pairStart, demand } = problem;
  let team = -1;
  let most = -1;
  for (let t = 0; t < value.length; t++) {
    if (status[t] !== -1) continue;
    let off = 0;
    for (let l = lineStart[t]!; l < lineStart[t + 1]!; l++) {
      off += Math.abs(slope.line[l]!) / (single[l] === 1 ? 1 : demand[l]!);
    }
    const size = off + (rank[t]! <= goal.rank ? 1 : 0) / (1 + Math.abs(gain[t]!) / goal.scale);
    if (size > most) {
      most = size;
      team = t;
    }
  }
  if (team >= 0) return { team };
  let line = -1;
  most = -1;
  for (let t = 0; t < value.length; t++) {
    if (status[t] !== 1) continue;
    for (let l = lineStart[t]!; l < lineStart[t + 1]!; l++) {
      if (single[l] === 0 || placed[l] === 1 || Math.abs(slope.line[l]!) <= most) continue;
      most = Math.abs(slope.line[l]!);
      line = l;
    }
  }
  if (line < 0) return undefined;
  let pair = -1;
  let least = Number.NEGATIVE_INFINITY;
  for (let p = pairStart[line]!; p < pairStart[line + 1]!; p++) {
    if (settled.pair[p] !== -1 || problem.use[p]! > relaxation.room[problem.offer[p]!]!) continue;
    const worth = (units[p]! > 0 ? 2 ** 50 : 0) - problem.cost[p]!;
    if (worth > least) {
      least = worth;
      pair = p;
    }
  }
  return pair < 0 ? undefined : { pair };
}
