import { evennessOf } from '../figures/evenness.js';
import type { Plan } from '../plan/plan.js';
import { unitName } from '../say/unit-names.js';
import { REPORT_WORDS as words } from '../say/words.js';
import type { Chart } from './charts.js';

const MAX_CURVES = 6;

/** Units of which some communities get more than others, with those that ask for it, worst-off first. */
export function unevenUnits({ byCommunity, byUnit }: Plan['coverage']) {
  return byUnit.flatMap((total) => {
    const asking = byCommunity.filter((one) => one.unit === total.unit && one.demanded > 0);
    asking.sort((a, b) => a.covered / a.demanded - b.covered / b.demanded);
    const evenness = evennessOf(asking.map((one) => one.covered / one.demanded));
    return evenness.gini > 0 ? [{ ...total, asking, evenness }] : [];
  });
}

/**
 * How evenly each unit is spread over communities: the part of all demand against the part of all that is covered, worst-off
 * communities first.
 * @see Lorenz, M. O. (1905), Methods of measuring the concentration of wealth.
 */
export function lorenz({ coverage }: Plan): Chart | undefined {
  const curves = unevenUnits(coverage)
    .slice(0, MAX_CURVES)
    .map(({ unit, demanded, covered, asking }) => {
      const points = [[0, 0]];
      let [asked, given] = [0, 0];
      for (const one of asking) {
        asked += one.demanded;
        given += one.covered;
        points.push([asked / demanded, given / covered]);
      }
      return { unit, points };
    });
  if (curves.length === 0) return undefined;
  const axis = {
    type: 'value',
    min: 0,
    max: 1,
    interval: 0.25,
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { color: 'var(--muted)', formatter: (share: number) => `${Math.round(share * 100)}%` },
    splitLine: { lineStyle: { color: 'var(--line)' } },
    nameLocation: 'middle',
    nameTextStyle: { color: 'var(--muted)' },
  };
  const line = { type: 'line', silent: true, emphasis: { disabled: true }, showSymbol: false };
  return {
    width: 520,
    height: 400,
    label: (locale) => `${words.fairness[locale]}: ${words.fairnessNote[locale]}`,
    option: (locale) => ({
      grid: { left: 52, right: 14, top: 12, bottom: 78 },
      legend: {
        bottom: 0,
        data: curves.map((_, i) => String(i)),
        formatter: (i: string) => unitName(curves[Number(i)]!.unit)[locale],
        textStyle: { color: 'var(--ink)', fontSize: 13 },
        icon: 'roundRect',
        itemWidth: 18,
        itemHeight: 5,
        itemGap: 16,
      },
      xAxis: { ...axis, name: words.amounts.asked[locale], nameGap: 26 },
      yAxis: { ...axis, name: words.amounts.covered[locale], nameGap: 40 },
      series: [
        ...curves.map(({ points }, i) => ({
          ...line,
          name: String(i),
          data: points,
          lineStyle: { color: `var(--curve${i})`, width: 2.5 },
          itemStyle: { color: `var(--curve${i})` },
        })),
        {
          ...line,
          data: [
            [0, 0],
            [1, 1],
          ],
          lineStyle: { color: 'var(--muted)', width: 1.2, type: 'dashed' },
        },
      ],
    }),
  };
}
