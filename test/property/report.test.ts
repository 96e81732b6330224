import * as charts from 'echarts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparePlans, createNetwork, type Input, match, readPlan } from '../../src/index.js';
import { report } from '../../src/report/index.js';
import { smallNetwork } from '../support/network-arbitrary.js';
import { runs } from '../support/runs.js';
import { dataOf, markupOf, misnested } from '../unit/report/page-parts.js';

describe('a report', () => {
  it('can be made of any plan, is well nested, and has every need once', () => {
    fc.assert(
      fc.property(smallNetwork, ({ input, now, levels, bans }) => {
        const network = createNetwork(input as Input);
        const plan = match(network, { now, levels, bans });
        const read = readPlan(network, plan, { bans });
        const page = report(network, plan, { charts, bans, comparison: comparePlans(network, read, read) });
        expect(misnested(page)).toEqual([]);
        expect(markupOf(page)).not.toMatch(/NaN|undefined|Infinity/);
        expect(
          dataOf(page)
            .needs.map(([id]) => id)
            .sort(),
        ).toEqual(input.needs.map(({ id }) => id).sort());
      }),
      runs(21),
    );
  });
});
