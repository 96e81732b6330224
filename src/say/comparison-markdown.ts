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
  const words = COMPARISON_WORDS[locale];
  const [a, b] = [escaped(names.a), escaped(names.b)];
  const { needs, coverage, fairness, participation } = comparison;
  const change = ({ difference }: Sides) => (difference > 0 ? '+' : '') + amount(difference);
  const counts = (sides: Sides) => [grouped(sides.a), grouped(sides.b), change(sides)];
  const pair = [`${a}>`, `${b}>`, `${words.change}>`];
  const sections: [title: string, lines: readonly string[]][] = [
    [
      words.needs,
      table(
        [words.urgency, `${words.all}>`, ...pair],
        needs.byUrgency.map((one) => [
          upperFirst(URGENCY_NAMES[one.urgency][locale]),
          grouped(one.needs),
          ...counts(one.met),
        ]),
      ),
    ],
    [
      words.coverage,
      table(
        [words.urgency, `${words.asked}>`, `${a}>`, `${b}>`, `${a} %>`, `${b} %>`],
        coverage.byUrgency.map(({ urgency, unit, demanded, covered }) => [
          upperFirst(URGENCY_NAMES[urgency][locale]),
          measured(Math.max(demanded.a, demanded.b), unit, locale),
          measured(covered.a, unit, locale),
          measured(covered.b, unit, locale),
          percent(covered.a, demanded.a),
          percent(covered.b, demanded.b),
        ]),
      ),
    ],
    [
      words.communities,
      table(
        [words.unit, ...['Gini', words.zeros].flatMap((what) => [`${what} ${a}>`, `${what} ${b}>`])],
        fairness.communities.map(({ unit, gini, zeros }) => [
          escaped(coarseName(unit)[locale]),
          String(gini.a),
          String(gini.b),
          grouped(zeros.a),
          grouped(zeros.b),
        ]),
      ),
    ],
    [
      words.societies,
      table(
        [
          words.society,
          ...[words.linkages, words.providers].flatMap((what) => [`${what} ${a}>`, `${what} ${b}>`]),
          a,
          b,
        ],
        participation.bySociety.map(({ society, linkages, providers, gives }) => [
          upperFirst(SOCIETY_NAMES[society][locale]),
          ...[linkages, providers].flatMap((sides) => [grouped(sides.a), grouped(sides.b)]),
          ...(['a', 'b'] as const).map((side) => {
            const given = gives.filter(({ quantity }) => quantity[side] > 0);
            return listed(given, locale, ({ unit, quantity }) => measured(quantity[side], unit, locale)) || '—';
          }),
        ]),
      ),
    ],
  ];
  return [
    `# ${words.title(a, b)}`,
    ...comparisonSentences(comparison, options).map(escapedSentence),
    ...sections.map(([title, lines]) => `## ${title}\n\n${lines.join('\n')}`),
  ]
    .join('\n\n')
    .concat('\n');
}

/** With its sign, if it is below 0. */
function amount(count: number): string {
  return count < 0 ? `−${grouped(-count)}` : grouped(count);
}
