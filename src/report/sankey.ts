import upperFirst from 'lodash-es/upperFirst.js';
import { SOCIETIES, SOCIETY_NAMES, URGENCIES, URGENCY_NAMES } from '../model/vocabulary.js';
import type { Plan } from '../plan/plan.js';
import { grouped } from '../say/format.js';
import type { Locale } from '../say/phrase.js';
import { REPORT_WORDS as words } from '../say/words.js';
import type { Chart } from './charts.js';

/** From the five societies to urgency classes: in how many needs a society takes part. Nothing without linkages. */
export function sankey({ linkages }: Plan): Chart | undefined {
  if (linkages.length === 0) return undefined;
  const links = SOCIETIES.flatMap((society) =>
    URGENCIES.map((urgency) => ({
      source: society as string,
      target: urgency as string,
      value: linkages.filter(
        (linkage) => linkage.urgency === urgency && linkage.allocations.some((one) => one.society === society),
      ).length,
    })),
  ).filter(({ value }) => value > 0);
  const name = (id: string, locale: Locale) =>
    upperFirst({ ...SOCIETY_NAMES, ...URGENCY_NAMES }[id as keyof typeof SOCIETY_NAMES]?.[locale]);
  const sum = (id: string) =>
    links.reduce((total, { source, target, value }) => total + (source === id || target === id ? value : 0), 0);
  /** Each need once. */
  const needs = (id: string) =>
    SOCIETIES.some((society) => society === id) ? sum(id) : linkages.filter(({ urgency }) => urgency === id).length;
  const label = (id: string, locale: Locale) => `${name(id, locale)} ${grouped(needs(id))}`;
  const nodes = [...SOCIETIES, ...URGENCIES].filter((id) => sum(id) > 0);
  return {
    width: 520,
    height: 400,
    label: (locale) => `${words.five.participation[locale]}: ${nodes.map((id) => label(id, locale)).join(', ')}`,
    option: (locale) => ({
      series: {
        type: 'sankey',
        silent: true,
        emphasis: { disabled: true },
        left: 4,
        right: 4,
        top: 8,
        bottom: 8,
        nodeWidth: 12,
        nodeGap: 14,
        layoutIterations: 0,
        data: nodes.map((id) => ({
          name: id,
          itemStyle: { color: `var(--${id})` },
          label: { position: URGENCIES.some((urgency) => urgency === id) ? 'left' : 'right' },
        })),
        links,
        lineStyle: { color: 'source', opacity: 0.32, curveness: 0.5 },
        label: {
          color: 'var(--ink)',
          fontSize: 14,
          fontWeight: 600,
          formatter: ({ name: id }: { name: string }) => label(id, locale),
        },
      },
    }),
  };
}
