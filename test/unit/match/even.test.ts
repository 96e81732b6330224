import { expect, it } from 'vitest';
import { haikouScenario } from '../../../examples/haikou-scenario.js';
import { createNetwork, match } from '../../../src/index.js';
import { encode } from '../../../src/plan/encode.js';
import { compiledFor } from '../../../src/plan/made.js';

/** A week in Haikou, smaller than the demo, and the demo. */
it.each([
  [500, 20],
  [undefined, 200],
])(
  'no case could go to another worker of the station who would be less full than the one who has it, of %s needs',
  (size, least) => {
    const network = createNetwork(haikouScenario(2026, size));
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
        const units = flow
          .subarray(problem.arcStart[p]!, problem.arcStart[p + 1]!)
          .reduce((sum, each) => sum + each, 0);
        given[o]! += units;
        own.push([o, units]);
        if (units > 0) cases.push([n, o]);
      }
      options[n] = own;
    }
    const ratio = (o: number, more: number) => (given[o]! + more) / fullOf(o);
    let compared = 0;
    for (const [n, from] of cases)
      for (const [to] of options[n]!) {
        if (to === from || stationOf(to) !== stationOf(from) || given[to]! >= fullOf(to)) continue;
        compared++;
        expect(ratio(to, 1)).toBeGreaterThan(ratio(from, 0) - 1 / 60);
        // Of workers alike nobody has two more than another.
        if (fullOf(to) === fullOf(from)) expect(given[from]! - given[to]!).toBeLessThan(2);
      }
    expect(compared).toBeGreaterThan(least);
  },
);
