import sortBy from 'lodash-es/sortBy.js';
import { type Columns, tableOf } from '../io/sheet.js';
import type { WrittenTable } from '../io/tables.js';
import type { Network } from '../model/graph.js';
import type { Need } from '../model/records.js';
import { SOCIETY_NAMES, type Society } from '../model/vocabulary.js';
import type { Plan } from '../plan/plan.js';
import { type Given, givenIn, planDiff } from '../plan/plan-diff.js';
import { nameOf } from '../say/names.js';
import { amountOf } from '../say/phrase.js';
import { DESK_WORDS, HEADS, SECOND_WEEK } from '../say/words.js';
import { namesOf } from '../why/names-of.js';

/** What somebody is to be told: an amount that was promised and one that is planned. */
export interface ToTell extends Omit<Given, 'quantity'> {
  readonly kind: 'added' | 'removed' | 'more' | 'less';
  readonly before: number;
  readonly after: number;
  /** The provider is no longer in the sheets: whoever has the need is to be told. */
  readonly isGone: boolean;
}

/** What a plan changes of the one before. */
export interface Changes {
  readonly toTell: readonly ToTell[];
  /** Allocations that are as they were. */
  readonly kept: number;
  /** Those of needs that are no longer in the sheets: nobody is to be told. */
  readonly ended: number;
}

/** By provider, then need. O(allocations · log). */
export function changesOf(network: Network, before: Plan, plan: Plan): Changes {
  const { added, removed, changed } = planDiff(before, plan);
  const isThere = ({ need }: Given) => network.hasNode(`need:${need}`);
  const toTell = [
    ...added.map((one) => ({ ...one, kind: 'added' as const, before: 0, after: one.quantity })),
    ...removed.filter(isThere).map((one) => ({ ...one, kind: 'removed' as const, before: one.quantity, after: 0 })),
    ...changed.map((one) => ({
      ...one,
      kind: one.quantity > one.before ? ('more' as const) : ('less' as const),
      after: one.quantity,
    })),
  ].map((one): ToTell => ({ ...one, isGone: !network.hasNode(one.provider) }));
  const given = givenIn(before.linkages).length;
  return {
    toTell: sortBy(toTell, ['provider', 'need']),
    kept: given - removed.length - changed.length,
    ended: removed.length - removed.filter(isThere).length,
  };
}

/** The list 变动清单: whom to tell what. */
export function changesTable(network: Network, { toTell }: Changes, locale: 'zh' | 'en'): WrittenTable {
  const { change: heads } = HEADS;
  const named = (key: string) => nameOf(namesOf(network, [key]), key, locale);
  const needOf = ({ need }: ToTell): Need | undefined =>
    network.hasNode(`need:${need}`) ? (network.getNodeAttribute(`need:${need}`, 'record') as Need) : undefined;
  const what = (one: ToTell) => needOf(one)?.requirements.find(({ id }) => id === one.requirement)?.capability.code;
  const columns: Columns<ToTell> = [
    [HEADS.provider.society, ({ provider }) => SOCIETY_NAMES[provider.split(':')[0] as Society]?.[locale]],
    [HEADS.provider.id, ({ provider }) => provider.slice(provider.indexOf(':') + 1)],
    [HEADS.provider.name, ({ provider }) => named(provider)],
    [heads.kind, ({ kind }) => SECOND_WEEK.changes[kind][locale]],
    [HEADS.need.id, ({ need }) => need],
    [HEADS.need.community, (one) => named(`community:${needOf(one)?.community}`)],
    [HEADS.line.capability, (one) => (what(one) === undefined ? '' : named(`capability:${what(one)}`))],
    [heads.before, ({ before, unit }) => (before === 0 ? '' : amountOf(before, unit, locale))],
    [heads.after, ({ after, unit }) => (after === 0 ? '' : amountOf(after, unit, locale))],
    [HEADS.terms.slots, ({ slot }) => slot],
    [heads.note, ({ isGone }) => (isGone ? SECOND_WEEK.gone[locale] : '')],
  ];
  return tableOf({ locale }, SECOND_WEEK.sheets.changes, toTell, columns);
}

const MOST_TOLD = 8;

/** What the desk prints of it: how many, and the first of them. */
export function changesSaid(network: Network, changes: Changes, locale: 'zh' | 'en'): string[] {
  const words = DESK_WORDS[locale];
  const { toTell, kept, ended } = changes;
  const named = (key: string) => nameOf(namesOf(network, [key]), key, locale);
  const people = new Set(toTell.map(({ provider }) => provider)).size;
  // First who was promised something.
  const order = ['removed', 'less', 'more', 'added'];
  const rows = sortBy(toTell, ({ kind }) => order.indexOf(kind))
    .slice(0, MOST_TOLD)
    .map((one) => {
      const amounts = [one.before, one.after]
        .filter((units) => units > 0)
        .map((units) => amountOf(units, one.unit, locale));
      return `  ${named(one.provider)}  ${SECOND_WEEK.changes[one.kind][locale]}  ${one.need}  ${amounts.join(' → ')}`;
    });
  const rest = toTell.length - rows.length;
  return [words.sinceLast(kept, toTell.length, people, ended), ...rows, ...(rest > 0 ? [words.moreChanges(rest)] : [])];
}
