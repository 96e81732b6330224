import { expect, it } from 'vitest';
import { haikouScenario } from '../../../examples/haikou-scenario.js';
import { createNetwork, match } from '../../../src/index.js';
import { encode } from '../../../src/plan/encode.js';
import { compiledFor } from '../../../src/plan/made.js';

/** A week in Haikou, smaller than the demo. */
const network = createNetwork(haikouScenario(2026, 500));

it('no case could go to another worker of the station who would be less full, by quarters, than the one who has it', () => {
  const compiled = compiledFor(network, {}, network.getAttribute('asOf'));
  const { problem, offers, candidates } = compiled;
  const { flow } = encode(compiled, match(network));
  const fullOf = (o: number) => offers[o]!.offer.quantity as number;
  const stationOf = (o: number) => offers[o]!.provider.station;
  const given = new Float64Array(offers.length);
  const cases: [line: number, offer: number][] = [];
  const options: [offer: number, units: number][][] = [];
  for (let n = 0; n < problem.demand.length; n++) {
    const own: [offer: number, units: number][] = [];
    for (let p = problem.candidateStart[n]!; p < problem.candidateStart[n + 1]!; p++) {
      const o = candidates.offer[p]!;
      if (offers[o]!.provider.society !== 'socialWorker' || offers[o]!.offer.unit !== 'case') continue;
      const units = flow.subarray(problem.arcStart[p]!, problem.arcStart[p + 1]!).reduce((sum, each) => sum + each, 0);
      given[o]! += units;
      own.push([o, units]);
      if (units > 0) cases.push([n, o]);
    }
    options[n] = own;
  }
  const quarters = (o: number, more: number) => Math.ceil((4 * (given[o]! + more)) / fullOf(o));
  let compared = 0;
  for (const [n, from] of cases)
    for (const [to] of options[n]!) {
      if (to === from || stationOf(to) !== stationOf(from) || given[to]! >= fullOf(to)) continue;
      compared++;
      expect(quarters(to, 1)).toBeGreaterThanOrEqual(quarters(from, 0));
      // Of workers alike nobody has two more than another, but within one quarter of what they can do.
      if (fullOf(to) === fullOf(from) && given[from]! - given[to]! >= 2)
        expect(quarters(to, 1)).toBe(quarters(from, 0));
    }
  expect(compared).toBeGreaterThan(20);
});
