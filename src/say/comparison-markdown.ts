import mapValues from 'lodash-es/mapValues.js';
import upperFirst from 'lodash-es/upperFirst.js';
import type { Comparison, Sides } from '../figures/comparison.js';
import { SOCIETY_NAMES, URGENCY_NAMES } from '../model/vocabulary.js';
import { type ComparisonWords, comparisonSentences, readWords } from './comparison-sentences.js';
import { escaped, escapedSentence, grouped, measured, percent, table } from './format.js';
import { listed } from './phrase.js';
import { coarseName } from './unit-names.js';
import { COMPARISON_WORDS } from './words.js';

/**
 * The comparison as a report in Markdown: the sentences, then tables of needs, coverage, evenness and the five societies. Nothing in the
 * data can become markup.
 *
 * @throws LinkageError `INVALID_OPTIONS`
 */
export function comparisonToMarkdown(comparison: Comparison, options: ComparisonWords = {}): string {
  const { locale, ...names } = readWords(options);
  const words = mapValues(COMPARISON_WORDS, (word) => word[locale]);
  const [a, b] = [escaped(names.a), escaped(names.b)];
  const { needs, coverage, fairness, participation } = comparison;
  const change = ({ difference }: Sides) => (difference > 0 ? '+' : '') + amount(difference);
  const counts = (sides: Sides) => [grouped(sides.a), grouped(sides.b), change(sides)];
  const pair = [`${a}>`, `${b}>`, `${words.change}>`];
  const twice = (headings: readonly string[]) => headings.flatMap((what) => [`${what} ${a}>`, `${what} ${b}>`]);
  return [
    `# ${words.title}${a}${words.and}${b}`,
    ...comparisonSentences(comparison, options).map(escapedSentence),
    section(words.needs, [words.urgency, `${words.all}>`, ...pair], needs.byUrgency, (one) => [
      upperFirst(URGENCY_NAMES[one.urgency][locale]),
      grouped(one.needs),
      ...counts(one.met),
    ]),
    section(
      words.coverage,
      [words.urgency, `${words.asked}>`, `${a}>`, `${b}>`, `${a} %>`, `${b} %>`],
      coverage.byUrgency,
      ({ urgency, unit, demanded, covered }) => [
        upperFirst(URGENCY_NAMES[urgency][locale]),
        measured(Math.max(demanded.a, demanded.b), unit, locale),
        measured(covered.a, unit, locale),
        measured(covered.b, unit, locale),
        percent(covered.a, demanded.a),
        percent(covered.b, demanded.b),
      ],
    ),
    section(
      words.communities,
      [words.unit, ...twice(['Gini', words.zeros])],
      fairness.communities,
      ({ unit, gini, zeros }) => [
        escaped(coarseName(unit)[locale]),
        ...[String(gini.a), String(gini.b), grouped(zeros.a), grouped(zeros.b)],
      ],
    ),
    section(
      words.societies,
      [words.society, ...twice([words.linkages, words.providers]), a, b],
      participation.bySociety,
      ({ society, linkages, providers, gives }) => [
        upperFirst(SOCIETY_NAMES[society][locale]),
        ...[linkages, providers].flatMap((sides) => [grouped(sides.a), grouped(sides.b)]),
        ...(['a', 'b'] as const).map((side) => {
          const given = gives.filter(({ quantity }) => quantity[side] > 0);
          return listed(given, locale, ({ unit, quantity }) => measured(quantity[side], unit, locale)) || '—';
        }),
      ],
    ),
  ]
    .join('\n\n')
    .concat('\n');
}

function section<T>(title: string, heads: readonly string[], all: readonly T[], row: (one: T) => string[]): string {
  return `## ${title}\n\n${table(heads, all.map(row)).join('\n')}`;
}

/** With its sign, if it is below 0. */
function amount(count: number): string {
  return count < 0 ? `−${grouped(-count)}` : grouped(count);
}
