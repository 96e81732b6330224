import { wholeProblem } from './bench/whole.js';
import { LEVELS } from './src/compile/problem.js';
import { solveSteps } from './src/solve/solve.js';
import { finish } from './src/kernel/work.js';
import { enoughBy } from './src/solve/control.js';
import { withoutPins } from './src/compile/pins.js';
import { boundOfChoice, choiceRelaxation } from './src/proof/choice-bound.js';
import { figuresOf, openChoice } from './src/proof/choice-check.js';
import { roundedPrices, scaleOfChoice, slopeOfChoice } from './src/solve/choice-prices.js';
import { teamParts } from './src/compile/team-parts.js';
import { searchChoice } from './src/solve/choice-search.js';
const [districts, limit, rounds] = process.argv.slice(2).map(Number) as number[];
const whole = withoutPins(wholeProblem({ needs: 500, whole: 50, room: 90, districts } as never)) as never;
const part = finish(teamParts(whole, LEVELS)).sort((a, b) => b.lines.length - a.lines.length)[0]!;
const problem = part.problem;
const { best } = finish(searchChoice(problem, LEVELS), enoughBy({ timeLimit: limit * 1000 }));
const reached = best.figures as number[];
console.log(reached.join(' '), 'arcs', problem.head.length);
const rel = choiceRelaxation(problem); const settled = openChoice(problem);
const last = reached.length - 1;
const unit = (j: number) => j === last || j === last - 1 ? 1 : j % 2 ? 1000 : 1;
const C = problem.capacity.length;
let carry: Record<string, { cap: Float64Array; figure: Float64Array; scale: number }> = {};
for (const figure of [1,2,3,4,5,6,7,9]) {
  const r = reached.slice(0, figure); const { scale, largest } = scaleOfChoice(problem, r);
  const goal = { figure, reached: r, scale };
  for (const mode of process.argv.slice(5)) {
    const [kind, beta, warm, target] = mode.split(',') as [string, number, string, number];
    const n = C + figure; const trace: string[] = [];
    const x = new Float64Array(n); const d = new Float64Array(n); const rms = new Float64Array(n);
    const before = carry[mode];
    if (warm === 'grid') {
      // density of a figure: what a unit of capacity brings of it
      const dens = (j: number) => { let all = 0, units = 0; const T = problem.teams; if (j === last) { for (let q = 0; q < problem.demand.length; q++) { units += problem.demand[q]!; const f = problem.candidateStart[q]!; let s2 = 0; const e = problem.candidateStart[q+1]!; for (let p = f; p < e; p++) s2 += problem.cost[p]!; all += problem.demand[q]! * s2 / Math.max(1, e - f); } return all / units; }
        if (j % 2) return 1000; for (let t = 0; t < T.rank.length; t++) { if (T.rank[t] !== j / 2) continue; all += T.value[t]!; const o = T.optionStart[t]!; for (let i = T.lineStart[o]!; i < T.lineStart[o+1]!; i++) units += problem.demand[T.optionLines[i]!]!; } return all / units; };
      const D = dens(figure) * scale; let least = Infinity; let found = x.slice(); let evals = 0;
      const shape = new Float64Array(n);
      const tryAt = (alpha: number, beta: number) => { const y = new Float64Array(n); for (let i = 0; i < n; i++) y[i] = alpha * shape[i]!; if (figure > 0) y[C + figure - 1] = beta; const b = boundOfChoice(rel, goal, settled, roundedPrices(largest, { cap: y.slice(0, C), figure: y.slice(C) })); evals++; if (b < least) { least = b; found = y; return true; } return false; };
      const uniform = () => { for (let c = 0; c < C; c++) shape[c] = D; for (let j = 0; j < figure; j++) shape[C + j] = D / dens(j); };
      const prev = () => { const Dp = dens(figure === last ? figure - 2 : figure - 1) * before!.scale; before!.cap.forEach((v, c) => { shape[c] = v * D / Dp; }); before!.figure.forEach((v, j) => { shape[C + j] = v * D / Dp; }); };
      for (const make of before ? [uniform, prev] : [uniform]) { make(); for (const a of [0, 0.125, 0.25, 0.5, 1, 2, 4, 8, 16]) for (const be of [0, 0.5, 1, 2, 4, 8, 16]) tryAt(a, figure > 0 ? be * D / dens(figure === last ? figure - 2 : figure - 1) : 0); }
      x.set(found); trace.push('start ' + (least / scale).toFixed(1));
    } else
    if (+warm && before) { const f = +warm; const q = scale / before.scale; before.cap.forEach((v, c) => { x[c] = v * f * q; }); before.figure.forEach((v, j) => { x[C + j] = v * f * q; }); x[C + figure - 1] = figure === last ? 0 : scale * f; }
    const slope = { cap: new Float64Array(C), figure: new Float64Array(figure) };
    let theta = 1, worse = 0, bestB = Infinity, bestX = x.slice();
    const t0 = performance.now();
    for (let k = 1; k <= rounds; k++) {
      const at = roundedPrices(largest, { cap: x.slice(0, C), figure: x.slice(C) });
      const b = boundOfChoice(rel, goal, settled, at);
      if (b < bestB - 1e-4 * Math.abs(bestB)) worse = 0; else if (++worse >= (+(mode.split(',')[4] ?? 10))) { theta /= 2; worse = 0; if (process.env.RESET) { x.set(bestX); d.fill(0); } }
      if (b < bestB) { bestB = b; bestX = x.slice(); }
      if (k % (rounds / 8) === 0) trace.push((bestB / scale).toFixed(figure === last ? 0 : 1));
      slopeOfChoice(rel, goal, slope);
      const g = (i: number) => i < C ? slope.cap[i]! : 0 - slope.figure[i - C]!;
      let dot = 0;
      const tgt = reached[figure]! * scale; const gap = +target ? Math.max(b - (bestB - (+target) * Math.abs(bestB - tgt)), 1) : Math.max(b - tgt, 1);
      for (let i = 0; i < n; i++) {
        let gi = g(i); if (gi < 0 && x[i] === 0) gi = 0; // projected
        rms[i] = 0.9 * rms[i]! + 0.1 * gi * gi;
        const u = i < C ? 1 : unit(i - C);
        const h = kind === 'plain' ? 1 : kind === 'unit' ? u * u : kind === 'rms' ? u * Math.max(u, Math.sqrt(rms[i]!)) : Math.max(u, Math.sqrt(rms[i]!)) ** 2;
        d[i] = gi / h + (+beta) * d[i]!;
        dot += gi * gi / h;
      }
      if (dot === 0) break;
      const step = theta * gap / dot * (1 - +beta);
      for (let i = 0; i < n; i++) x[i] = Math.max(0, x[i]! + step * d[i]!);
    }
    carry[mode] = { cap: bestX.slice(0, C), figure: bestX.slice(C), scale };
    console.log(figure, mode.padEnd(20), reached[figure], '|', trace.join(' '), 'theta', theta.toExponential(1), ((performance.now() - t0) / rounds).toFixed(2), 'ms');
  }
}
