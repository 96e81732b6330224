import sumBy from 'lodash-es/sumBy.js';
import upperFirst from 'lodash-es/upperFirst.js';
import * as z from 'zod/mini';
import { readOptions } from '../errors/read-options.js';
import type { Comparison } from '../figures/comparison.js';
import { URGENCY_NAMES } from '../model/vocabulary.js';
import { percent } from './format.js';
import { type Locale, phrase, shown } from './phrase.js';
import { COMPARISON_WORDS } from './words.js';
import type { MessageId } from './zh/messages.js';

export interface ComparisonWords {
  /** `zh` by default. */
  readonly locale?: Locale | undefined;
  /** What to call plans a and b; 方案甲 and 方案乙, or plan A and plan B, if absent. */
  readonly names?: readonly [a: string, b: string] | undefined;
}

const shape = {
  locale: z._default(z.enum(['zh', 'en']), 'zh'),
  names: z.optional(z.tuple([z.string(), z.string()])),
};

/** @throws LinkageError `INVALID_OPTIONS` */
export function readWords(options: ComparisonWords) {
  const { locale, names } = readOptions(shape, options);
  const [a, b] = names ?? [COMPARISON_WORDS.a[locale], COMPARISON_WORDS.b[locale]];
  return { locale, a: shown(a), b: shown(b) };
}

/**
 * What sets two plans apart, sentence by sentence: needs met, the urgent ones, fairness, participation, leverage, distance. Plain text
 * of one line each.
 *
 * @throws LinkageError `INVALID_OPTIONS`
 */
export function comparisonSentences(comparison: Comparison, options: ComparisonWords = {}): string[] {
  const { locale, ...names } = readWords(options);
  const { needs, fairness, participation, leverage, travel } = comparison;
  const all = (pick: (one: (typeof needs.byUrgency)[number]) => number) => sumBy(needs.byUrgency, pick);
  const urgent = needs.byUrgency.find((one) => one.needs > 0);
  const societies = (mean: number) => String(Math.round(mean * 500) / 100);
  const near = (side: 'a' | 'b') => {
    const all = sumBy(travel.hops, side);
    return all === 0 ? '—' : percent(travel.hops[0]![side], all);
  };
  const say = (id: MessageId, values: Readonly<Record<string, string | number>>) =>
    upperFirst(phrase(locale, id, { ...names, ...values }));
  return [
    say('compare.needs', {
      metA: all(({ met }) => met.a),
      metB: all(({ met }) => met.b),
      onlyA: needs.onlyA.length,
      onlyB: needs.onlyB.length,
    }),
    ...(urgent
      ? [
          say('compare.urgent', {
            urgency: URGENCY_NAMES[urgent.urgency][locale],
            needs: urgent.needs,
            metA: urgent.met.a,
            metB: urgent.met.b,
          }),
        ]
      : []),
    say('compare.fair', {
      zerosA: sumBy(fairness.byRank, ({ zeros }) => zeros.a),
      zerosB: sumBy(fairness.byRank, ({ zeros }) => zeros.b),
      count: sumBy(fairness.byRank, ({ count }) => Math.max(count.a, count.b)),
    }),
    say('compare.participation', {
      societiesA: societies(participation.mean.a),
      societiesB: societies(participation.mean.b),
    }),
    say('compare.leverage', { linkagesA: leverage.linkages.a, linkagesB: leverage.linkages.b }),
    ...(travel.hops.length > 0 ? [say('compare.near', { shareA: near('a'), shareB: near('b') })] : []),
    ...(travel.pairs.a > 0 || travel.pairs.b > 0
      ? [say('compare.way', { metresA: travel.mean.a, metresB: travel.mean.b })]
      : []),
  ];
}

/** The one sentence that says most of how plan b is better or worse: where it meets more of the most urgent needs and fewer of the others, why. */
export function tradeSentence(comparison: Comparison, options: ComparisonWords): string {
  const { locale, ...names } = readWords(options);
  const { byUrgency } = comparison.needs;
  const first = byUrgency.find(({ needs }) => needs > 0);
  const all = sumBy(byUrgency, ({ met }) => met.difference);
  const more = first?.met.difference ?? 0;
  if (!first || more <= 0 || all >= more) return comparisonSentences(comparison, options)[0]!;
  const trend = all < 0 ? 'fewer' : all > 0 ? 'more' : 'same';
  const urgency = URGENCY_NAMES[first.urgency][locale];
  return phrase(locale, 'compare.trade', { ...names, trend, count: Math.abs(all), urgency, more, rest: more - all });
}
