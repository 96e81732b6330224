import { LinkageError } from '../errors/linkage-error.js';
import type { Need, Provider } from '../model/records.js';
import type { Bilingual } from '../model/vocabulary.js';
import type { Made } from '../plan/made.js';
import { type Plan, parsePlan } from '../plan/plan.js';
import { definePolicy, type PolicyOptions } from '../policy/policy.js';
import { DESK_WORDS } from '../say/words.js';
import { fromJson } from './json-file.js';
import { fingerprint, type Shelf, textIn } from './shelf.js';

/** What of the records of a week is read again to count what came of its plan. */
export interface KeptRecords {
  readonly needs: readonly Need[];
  readonly providers: readonly Provider[];
  readonly slots: readonly { readonly id: string; readonly end?: string | undefined }[];
}

/** What records are brought up to by what happened, by node key. */
export type BroughtUp = Readonly<
  Record<string, Partial<Pick<Provider, 'shows' | 'noShows' | 'servedLast30Days'>> | Pick<Need, 'previousProviders'>>
>;

/** What a plan was made with, as data: it lies beside the plan, so that the plan can be checked and explained later. */
export interface MadeFile extends Omit<Made, 'policy' | 'previous' | 'now'> {
  readonly policy?: PolicyOptions | undefined;
  /** The file of the plan before, as far as it stood. */
  readonly previous?: typeof LAST_PLAN;
  /** Who declined what, which is not to be asked again. */
  readonly declined?: Made['bans'];
  /** From which of the plans in the history on outcomes count. */
  readonly since?: number;
  /** What the records were brought up to by what happened before. */
  readonly broughtUp?: BroughtUp;
  /** What fair-share classes have been given with this plan, where fairness goes over weeks. */
  readonly after?: Made['history'];
}

/** A row of the list of plans. */
export interface PastPlan {
  /** Absent: the plan of this run. */
  readonly file?: string;
  readonly now?: string | undefined;
  readonly linkages: number;
  readonly unmet: number;
  readonly digest: string;
  /** Of its file: two plans with one proof may have come to different degrees. */
  readonly sum?: string;
}

/** What earlier runs left in the folder of results. */
export interface Earlier {
  readonly plan?: Plan | undefined;
  readonly made: MadeFile;
  /** What its outcome is counted by. */
  readonly week?: KeptRecords | undefined;
  readonly past: readonly PastPlan[];
  /** What could not be read, and why it does not count. */
  readonly told: readonly Bilingual[];
}

export const PLAN = 'plan.json';
export const MADE = 'made.json';
/** The plan before, as far as it stood when this one was made. */
export const LAST_PLAN = 'previous.json';
/** What of the records of the last plan is read again. */
export const WEEK = 'week.json';
export const PAST = 'history/plans.json';

/** Short lines, which a person may read. */
export const jsonOf = (value: unknown): string => `${JSON.stringify(value)}\n`;

async function jsonIn<T>(shelf: Shelf, file: string, otherwise: T): Promise<T> {
  const text = await textIn(shelf, file);
  return text === undefined ? otherwise : ((fromJson(text) as T | undefined) ?? otherwise);
}

/** A plan in place of the last one: its file, and what stands in it. */
export interface PlanBefore {
  readonly file: string;
  readonly text: string;
}

/** The last plan, of the folder of results or one that is given, what it was made with, and those before it. A plan that cannot be read is told and left out. */
export async function earlierIn(
  shelf: Shelf,
  {
    previous,
    fresh = false,
  }: { readonly previous?: PlanBefore | undefined; readonly fresh?: boolean | undefined } = {},
): Promise<Earlier> {
  const past = await jsonIn<PastPlan[]>(shelf, PAST, []);
  const week = previous === undefined ? await jsonIn<KeptRecords | undefined>(shelf, WEEK, undefined) : undefined;
  const { file = PLAN, text = await textIn(shelf, PLAN) } = previous ?? {};
  // What was given before counts on only where the plan that comes after it is the one in hand.
  const made = previous === undefined ? await jsonIn<MadeFile>(shelf, MADE, {}) : {};
  if (text === undefined) return { made: {}, past, told: [] };
  try {
    const plan = parsePlan(text);
    return fresh ? { made: { since: past.length }, past, told: [] } : { plan, made, week, past, told: [] };
  } catch (error) {
    if (!(error instanceof LinkageError)) throw error;
    const say = (locale: 'zh' | 'en') => DESK_WORDS[locale].previousUnread(file, planVersion(text));
    return { made: {}, past, told: fresh ? [] : [{ zh: say('zh'), en: say('en') }] };
  }
}

/** The version that a text says it has, where it is one that we do not read. */
function planVersion(text: string): string {
  const version = Object(fromJson(text))['version'];
  return version === undefined || version === 1 ? '' : String(version).slice(0, 20);
}

/** The history that a plan for `now` is made with: what the last plan leaves, unless this one takes its place at the same instant. */
export function historyFor({ plan, made }: Earlier, now: string | undefined): Made['history'] {
  const isLater = now !== undefined && plan?.now !== undefined && Date.parse(now) > Date.parse(plan.now);
  return isLater ? made.after : made.history;
}

/** What a row of the list of plans says of a plan. */
export const pastPlanOf = ({ now, linkages, unmet, certificate }: Plan): PastPlan => ({
  now,
  linkages: linkages.length,
  unmet: unmet.length,
  digest: certificate.digest,
});

/** Where the records of a plan in the history are. */
export const weekOf = (planFile: string): string => planFile.replace('plan-', 'week-');

/** The files that keep the plan before, and the list of all of them. */
export function archived({ plan, week, past }: Earlier): { files: [string, string][]; past: PastPlan[] } {
  if (plan === undefined) return { files: [], past: [...past] };
  const text = jsonOf(plan);
  const sum = fingerprint(text);
  const known = past.find((one) => one.sum === sum)?.file;
  if (known !== undefined) return { files: [], past: [...past] };
  const file = `history/plan-${String(past.length + 1).padStart(4, '0')}.json`;
  const all = [...past, { file, ...pastPlanOf(plan), sum }];
  return {
    files: [[file, text], ...(week ? [[weekOf(file), jsonOf(week)] as [string, string]] : []), [PAST, jsonOf(all)]],
    past: all,
  };
}

/** What the plan in the folder of results was made with, and what records were brought up to; nothing where that is not there. */
export async function madeIn(shelf: Shelf): Promise<{ made: Made; broughtUp: BroughtUp | undefined }> {
  const {
    policy,
    previous,
    broughtUp,
    after: _,
    declined: __,
    since: ___,
    ...rest
  } = await jsonIn<MadeFile>(shelf, MADE, {});
  const plan = previous === undefined ? undefined : await textIn(shelf, LAST_PLAN);
  const made = {
    ...rest,
    ...(policy && { policy: definePolicy(policy) }),
    ...(plan !== undefined && { previous: parsePlan(plan) }),
  };
  return { made, broughtUp };
}
