import highsLoader from 'highs';
import { wholeProblem } from './bench/whole.js';
import { LEVELS } from './src/compile/problem.js';
import { checkSolution } from './src/proof/check.js';
import { solveSteps } from './src/solve/solve.js';
import { finish } from './src/kernel/work.js';
import { enoughBy } from './src/solve/control.js';
import { withoutPins } from './src/compile/pins.js';
import { choiceRelaxation, figureCount } from './src/proof/choice-bound.js';
import { figuresOf } from './src/proof/choice-check.js';
const [districts, whole, room, limit, needs, mip] = process.argv.slice(2).map(Number) as number[];
const problem = withoutPins(wholeProblem({ needs, whole, room, districts } as never)) as never as import('./src/proof/choice-bound.js').TeamedProblem;
const t0 = performance.now();
const solution = finish(solveSteps(problem, LEVELS), enoughBy(limit ? { timeLimit: 1000 * limit } : {}));
const secs = (performance.now() - t0) / 1000;
const { gaps, ok } = checkSolution(problem, solution.proved, solution, LEVELS);
const reached = figuresOf(problem, solution.chosen!.choice, solution.flow);
console.log('needs', needs, 'lines', problem.demand.length, 'cand', problem.cost.length, 'solve', secs.toFixed(1), ok, 'ours', reached.join(' '));
const { teams } = problem;
const { most } = choiceRelaxation(problem);
const rows: string[] = []; const bounds: string[] = [];
const capRow: string[][] = Array.from(problem.capacity, () => []);
const figs: string[][] = Array.from({ length: figureCount(problem.rank) }, () => []);
const last = figs.length - 1;
const ints: string[] = [];
for (let t = 0; t < teams.rank.length; t++) { const own: string[] = []; for (let o = teams.optionStart[t]!; o < teams.optionStart[t+1]!; o++) { own.push(`+ y${o}`); ints.push(`y${o}`); figs[2*teams.rank[t]!]!.push(`+ ${teams.value[t]} y${o}`); } rows.push(own.join(' ') + ' <= 1'); }
for (let n = 0; n < problem.demand.length; n++) {
  const d = problem.demand[n]!; const o = teams.option[n]!; const own: string[] = [];
  for (let p = problem.candidateStart[n]!; p < problem.candidateStart[n+1]!; p++) {
    const c = problem.head[problem.arcStart[p]!]!; // one arc
    if (o >= 0 && teams.single[n] && most[p]! < d) { continue; }
    own.push(`+ x${p}`); capRow[c]!.push(`+ x${p}`); figs[last]!.push(`- ${problem.cost[p]} x${p}`);
    if (teams.worth[n]! > 0) figs[2*problem.rank[n]!+1]!.push(`+ ${teams.worth[n]} x${p}`);
    if (o >= 0 && teams.single[n]) { ints.push(`z${p}`); rows.push(`x${p} - ${d} z${p} = 0`); }
    else if (o >= 0 && Math.min(most[p]!, d) < d) rows.push(`x${p} - ${Math.min(most[p]!, d)} y${o} <= 0`);
    else if (o < 0) bounds.push(`0 <= x${p} <= ${Math.min(most[p]!, d)}`);
  }
  if (o >= 0) rows.push((own.length ? own.join(' ') : '') + ` - ${d} y${o} ${teams.must[n] ? '=' : '<='} 0`);
  else if (own.length) rows.push(own.join(' ') + ` <= ${d}`);
}
capRow.forEach((r, c) => { if (r.length) rows.push(r.join(' ') + ` <= ${problem.capacity[c]}`); });
const load = (highsLoader as never as { default?: unknown }).default ?? highsLoader;
const fixed: string[] = [];
for (let j = 0; j < figs.length; j++) {
  if (figs[j]!.length === 0) continue;
  const highs = await (load as never as () => Promise<{ solve(t: string, o: object): { Status: string; ObjectiveValue: number } }>)();
  const run = (integer: boolean) => { const text = ['Maximize', 'obj: ' + figs[j]!.join('\n'), 'Subject To', ...rows, ...fixed, 'Bounds', ...bounds, ...(integer ? ['Binary', ...ints] : []), 'End'].join('\n'); const s = performance.now(); try { const r = highs.solve(text, { ...(integer ? { time_limit: mip } : { solver: 'ipm', run_crossover: 'off', time_limit: 100 }) }); return `${r.Status} ${r.ObjectiveValue?.toFixed(1)} (${((performance.now()-s)/1000).toFixed(1)} s)`; } catch (e) { return String(e).slice(0, 60); } };
  const k = gaps!.length - figs.length;
  console.log('figure', j, 'ours', reached[j], 'our bound', reached[j]! + gaps![j + k]!, 'LP', run(false), mip && j < last ? 'MIP ' + run(true) : '');
  if (j < last) fixed.push(figs[j]!.join('\n') + ` >= ${reached[j]}`);
}
