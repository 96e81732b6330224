import fc from 'fast-check';
import groupBy from 'lodash-es/groupBy.js';
import sumBy from 'lodash-es/sumBy.js';
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
        const inList = (quantity: number, unit: string) =>
          unit === 'fen' ? quantity / 100 : unit === 'minute' && quantity % 3 === 0 ? quantity / 60 : quantity;
        const given = allocations.map(({ quantity, unit }) => inList(quantity, unit)).sort();
        expect([...rows('匹配清单', 'matches')('数量', 'quantity')].sort()).toEqual(given);
        // A row of these is all that somebody is to do for a requirement in a slot, out of whichever offers.
        const totals = (all: readonly (readonly [need: unknown, line: unknown, who: unknown, hundredths: number])[]) =>
          Object.entries(groupBy(all, ([need, line, who]) => JSON.stringify([need, line, who])))
            .map(([key, own]) => [key, sumBy(own, ([, , , one]) => one)])
            .sort();
        const hundredths = (quantity: number, unit: string) => Math.round(100 * inList(quantity, unit));
        const asked = plan.linkages.flatMap(({ need, allocations: own }) =>
          own.map(
            ({ requirement, provider, quantity, unit }) =>
              [need, requirement, provider.slice(provider.indexOf(':') + 1), hundredths(quantity, unit)] as const,
          ),
        );
        for (const [zh, en] of [
          ['派单表（按供给方）', 'dispatch by provider'],
          ['派单表（按社工站）', 'dispatch by station'],
        ] as const) {
          const of = rows(zh, en);
          const [needs, lines, who] = [
            of('需求编号', 'need'),
            of('需求项编号', 'requirement'),
            of('供给方编号', 'provider'),
          ];
          const told = of('数量', 'quantity').map(
            (quantity, i) => [needs[i], lines[i], who[i], Math.round(100 * Number(quantity))] as const,
          );
          expect(totals(told)).toEqual(totals(asked));
        }
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
