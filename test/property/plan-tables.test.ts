import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNetwork, type Input, match } from '../../src/index.js';
import { parseCsv, unguarded } from '../../src/io/csv.js';
import { planTables, toCsv } from '../../src/io/index.js';
import { smallNetwork } from '../support/network-arbitrary.js';
import { runs } from '../support/runs.js';

describe('the lists of a plan', () => {
  it('tell of all that the plan gives and lacks, and are read back cell by cell', () => {
    fc.assert(
      fc.property(smallNetwork, fc.constantFrom('zh', 'en'), ({ input }, locale) => {
        const network = createNetwork(input as Input);
        const plan = match(network);
        const tables = planTables(network, plan, { locale });
        const rows = (zh: string, en: string) => {
          const [head = [], ...all] = tables.find(({ sheet }) => sheet === (locale === 'zh' ? zh : en))!.rows;
          return (chinese: string, english: string) => {
            const at = head.indexOf(locale === 'zh' ? chinese : english);
            return all.map((row) => row[at]);
          };
        };
        const allocations = plan.linkages.flatMap((linkage) => linkage.allocations);
        const inList = (quantity: number, unit: string) => (unit === 'fen' ? quantity / 100 : quantity);
        const given = allocations.map(({ quantity, unit }) => inList(quantity, unit)).sort();
        for (const [zh, en] of [
          ['匹配清单', 'matches'],
          ['派单表（按供给方）', 'dispatch by provider'],
          ['派单表（按社工站）', 'dispatch by station'],
        ] as const)
          expect([...rows(zh, en)('数量', 'quantity')].sort()).toEqual(given);
        const lacks = plan.unmet.map(({ demanded, covered, unit }) =>
          demanded === 'unknown' ? '' : inList(demanded - covered, unit),
        );
        expect([...rows('未满足清单', 'unmet')('缺口', 'short')].sort()).toEqual([...lacks].sort());
        for (const table of tables) {
          const cells = table.rows.map((row) => row.map((cell) => String(cell ?? '').replace(/\r\n?/g, '\n')));
          const read = parseCsv(toCsv(table).slice(1), ',').rows.map((row) => row.map(unguarded));
          expect(read).toEqual(cells);
        }
      }),
      runs(60),
    );
  });
});
