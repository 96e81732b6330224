/**
 * Speed beside peers, on the same instances in the same run, outcomes compared.
 *
 *   npm run bench              about a minute
 *   npm run bench -- --check   small instances, agreement only
 *   npm run bench -- --full    up to a million pairs
 */
import { cpus } from 'node:os';
import { compile } from '../src/compile/compile.js';
import { createNetwork, definePolicy, match, matchPairs, type PairsInput, verify } from '../src/index.js';
import { type CityShape, city } from './instances.js';
import { highs, minCostFlow, type Outcome, type Peer } from './peers.js';
import { cityRecords } from './records.js';

const mode = process.argv.includes('--full') ? 'full' : process.argv.includes('--check') ? 'check' : 'normal';

/** Ours, with and without fairness; a peer is left out of instances it would need over a minute for. */
const cases: { shape: CityShape; rounds: number; peers: Peer[] }[] = {
  check: [{ shape: { needs: 70 }, rounds: 1, peers: [highs, minCostFlow] }],
  normal: [
    { shape: { needs: 70 }, rounds: 5, peers: [highs, minCostFlow] },
    { shape: { needs: 700 }, rounds: 3, peers: [highs] },
    { shape: { needs: 7000 }, rounds: 3, peers: [highs] },
  ],
  full: [
    { shape: { needs: 70 }, rounds: 9, peers: [highs, minCostFlow] },
    { shape: { needs: 700 }, rounds: 5, peers: [highs, minCostFlow] },
    { shape: { needs: 7000 }, rounds: 3, peers: [highs] },
    { shape: { needs: 70_000 }, rounds: 3, peers: [] },
  ],
}[mode];

console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}\n`);
console.log('| pairs | solver | first call, ms | median, ms | × ours | agrees |');
console.log('|---|---|---|---|---|---|');
for (const { shape, rounds, peers } of cases) await compare(city(shape), rounds, peers);
if (mode !== 'check') records(mode === 'full' ? [1000, 14_000, 60_000] : [1000, 14_000]);

async function compare(input: PairsInput, rounds: number, peers: Peer[]): Promise<void> {
  const ours = (levels: ('rank' | 'fair' | 'cost')[]) => async () => () => outcome(input, levels);
  const solvers = [
    { name: 'ours: rank, cost', prepare: ours(['rank', 'cost']) },
    { name: 'ours: rank, fair, cost', prepare: ours(['rank', 'fair', 'cost']) },
    ...peers,
  ];
  const ready = await Promise.all(
    solvers.map(async ({ name, prepare }) => ({ name, run: await prepare(input), times: [] as number[] })),
  );
  let expected: Outcome | undefined;
  const verdicts = new Map<string, string>();
  for (let round = 0; round < rounds; round++) {
    for (const { name, run, times } of ready) {
      const start = performance.now();
      const result = run();
      times.push(performance.now() - start);
      expected ??= result;
      verdicts.set(name, verdict(result, expected, name.includes('fair')));
    }
  }
  const base = median(ready[0]!.times);
  for (const { name, times } of ready) {
    const ratio = (median(times) / base).toFixed(1);
    console.log(
      `| ${input.pairs.length} | ${name} | ${times[0]!.toFixed(1)} | ${median(times).toFixed(1)} | ${ratio} | ${verdicts.get(name)} |`,
    );
  }
}

/** Fairness may cost more money, never coverage. */
function verdict(result: Outcome, expected: Outcome, fair: boolean): string {
  const same =
    result.coverage.join() === expected.coverage.join() &&
    (fair ? result.cost >= expected.cost : result.cost === expected.cost);
  if (!same) process.exitCode = 1;
  return same
    ? 'yes'
    : `NO: ${result.coverage.join('/')}, ${result.cost} instead of ${expected.coverage.join('/')}, ${expected.cost}`;
}

function outcome(input: PairsInput, levels: ('rank' | 'fair' | 'cost')[]): Outcome {
  const { coverage, cost } = matchPairs(input, { levels });
  return { coverage: coverage.map((row) => row.covered), cost: Number(cost) };
}

/** From plain records to a plan that was verified by recompiling, stage by stage. */
function records(sizes: number[]): void {
  console.log('\n| needs | candidates | createNetwork, ms | match, ms | verify, ms | heap, MB |');
  console.log('|---|---|---|---|---|---|');
  for (const needs of sizes) {
    const input = cityRecords({ needs });
    const laps = [performance.now()];
    const network = createNetwork(input);
    laps.push(performance.now());
    const plan = match(network);
    laps.push(performance.now());
    const { ok } = verify(network, plan);
    laps.push(performance.now());
    if (!ok) process.exitCode = 1;
    const candidates = compile(network, definePolicy()).candidates.offer.length;
    const [create, matched, verified] = laps.slice(1).map((lap, i) => (lap - laps[i]!).toFixed(0));
    const heap = Math.round(process.memoryUsage().heapUsed / 2 ** 20);
    console.log(`| ${needs} | ${candidates} | ${create} | ${matched} | ${verified} | ${heap} |`);
  }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}
