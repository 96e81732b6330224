import mapValues from 'lodash-es/mapValues.js';
import { desk as deskEn } from './en/desk.js';
import { lists as listsEn } from './en/lists.js';
import { comparison as comparisonEn, markdown as markdownEn } from './en/markdown.js';
import { plan as planEn } from './en/plan.js';
import { proof as proofEn } from './en/proof.js';
import { page as pageEn, report as reportEn } from './en/report.js';
import type { Locale } from './phrase.js';
import { desk as deskZh } from './zh/desk.js';
import { lists as listsZh } from './zh/lists.js';
import { comparison as comparisonZh, markdown as markdownZh } from './zh/markdown.js';
import { plan as planZh } from './zh/plan.js';
import { proof as proofZh } from './zh/proof.js';
import { page as pageZh, report as reportZh } from './zh/report.js';

/**
 * The fixed words, by topic: what zh/ has, en/ must have, or it does not compile. Sentences with values in them are messages
 * (see phrase.ts). Each topic stands alone, so that an app loads only what its faces say.
 */

/** A table with both languages at every word. */
type Paired<T> = {
  readonly [K in keyof T]: T[K] extends string | ((...values: never[]) => string)
    ? Readonly<Record<Locale, T[K]>>
    : Paired<T[K]>;
};

function paired<T extends object>(zh: T, en: T): Paired<T> {
  return mapValues(zh, (word, key) => {
    const other = en[key as keyof T];
    return typeof word === 'object' ? paired(word as object, other as object) : { zh: word, en: other };
  }) as Paired<T>;
}

export const PLAN_WORDS = /* @__PURE__ */ paired(planZh, planEn);
export const PROOF_WORDS = /* @__PURE__ */ paired(proofZh, proofEn);
export const LIST_WORDS = /* @__PURE__ */ paired(listsZh, listsEn);
export const REPORT_WORDS = /* @__PURE__ */ paired(reportZh, reportEn);
export const PAGE_WORDS = /* @__PURE__ */ paired(pageZh, pageEn);
export const MARKDOWN_WORDS = { zh: markdownZh, en: markdownEn };
export const COMPARISON_WORDS = { zh: comparisonZh, en: comparisonEn };
export const DESK_WORDS = { zh: deskZh, en: deskEn };
