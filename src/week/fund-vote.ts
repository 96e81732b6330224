import { LinkageError } from '../errors/linkage-error.js';
import { fold } from '../errors/nearest.js';
import { allocateFund } from '../fund/allocate-fund.js';
import { fundPins } from '../fund/fund-pins.js';
import type { FundResult } from '../fund/fund-result.js';
import type { FundInput } from '../fund/read-fund.js';
import type { OrderAt, Orders } from '../io/settle/orders.js';
import { filledRows, issueIn } from '../io/settle/plain-rows.js';
import { fenIn } from '../io/settle/price-list.js';
import { tableOf } from '../io/sheet.js';
import type { Table, TableIssue, WrittenTable } from '../io/tables.js';
import { getOrSet } from '../kernel/maps.js';
import { type Network, providerKey, recordsOf } from '../model/graph.js';
import { fundSentences } from '../say/fund-sentences.js';
import type { Locale } from '../say/phrase.js';
import { inBoth } from '../say/reading.js';
import { HEADS, SECOND_WEEK } from '../say/words.js';

const PROJECT = {
  id: ['编号', '项目编号', 'id'],
  cost: ['金额', '金额（元）', '所需金额', 'cost', 'cost (yuan)'],
  name: ['名称', '项目', '项目名称', 'name'],
  community: ['社区', 'community'],
  category: ['类别', 'category'],
  organisation: ['承办组织', '组织', 'organisation'],
};
const BALLOT = {
  voter: ['投票人', '编号', 'voter'],
  projects: ['项目', '赞成', '赞成的项目', 'projects', 'approves'],
  points: ['分数', '打分', 'points'],
};
const PARTS = ['name', 'community', 'category', 'organisation'] as const;

/** What residents decided: pins where a project is a need; all that is not understood. */
export interface FundVote extends Omit<Orders, 'bans'> {
  readonly result: FundResult | undefined;
}

/**
 * The vote of sheets 项目 and 选票 on a fund of the network: its money is the budget, and what is funded and has the id of a need is pinned on it. A ballot names projects by id or
 * name; several rows of a voter are one ballot. O(cells + what {@link allocateFund} takes).
 *
 * @param fund by id or name; absent: the only fund there is
 */
export function voteIn(
  network: Network,
  { projects, ballots }: { readonly projects: readonly Table[]; readonly ballots: readonly Table[] },
  fund: string | undefined,
): FundVote {
  const issues: TableIssue[] = [];
  const none = { pins: [], pinsAt: [], issues, result: undefined };
  if (projects.length === 0) return none;
  const tell = (at: OrderAt, column: string, value: string, why: 'fund' | 'project' | 'cost' | 'twice' | 'points') =>
    issues.push(
      issueIn(
        at.table,
        at.row,
        column,
        value,
        'UNKNOWN_WORD',
        inBoth((words) => words.badVote(why)),
      ),
    );
  const paying = offerOf(network, fund);
  if (!paying) {
    tell({ table: projects[0]!, row: 1 }, '基金', fund ?? '', 'fund');
    return none;
  }
  const places = new Map<string, OrderAt>();
  const listed = new Map<string, FundInput['projects'][number]>();
  const idOf = new Map<string, string>();
  for (const [table, row] of rowsOf(projects, PROJECT, PARTS)) {
    const at = { table, row: row.row };
    const cost = fenIn(row.cost);
    if (row.id === '' || listed.has(row.id)) tell(at, '编号', row.id, 'twice');
    else if (!cost) tell(at, '金额', row.cost, 'cost');
    else {
      const said = PARTS.flatMap((part) => (row[part] === '' ? [] : [[part, row[part]]]));
      listed.set(row.id, { id: row.id, cost, ...Object.fromEntries(said) });
      places.set(row.id, at);
      for (const word of [row.name, row.id]) idOf.set(fold(word), row.id);
    }
  }
  const points = new Map<string, Map<string, number>>();
  for (const [table, row] of rowsOf(ballots, BALLOT, ['points'])) {
    const own = getOrSet(points, row.voter, () => new Map<string, number>());
    const given = row.points === '' ? 1 : Number(row.points);
    const isGiven = Number.isSafeInteger(given) && given >= 0;
    if (!isGiven) tell({ table, row: row.row }, '分数', row.points, 'points');
    for (const word of row.projects.split(/[、,，;；]/).flatMap((part) => part.trim() || [])) {
      const id = idOf.get(fold(word));
      if (id === undefined) tell({ table, row: row.row }, '项目', word, 'project');
      else if (isGiven) own.set(id, given);
    }
  }
  try {
    const cast = [...points].map(([voter, given]) => ({ voter, points: Object.fromEntries(given) }));
    const result = allocateFund({ projects: [...listed.values()], ballots: cast, budget: paying.budget });
    const pins = fundPins(result, paying.pin).filter(({ need }) => network.hasNode(`need:${need}`));
    return { result, issues, pins, pinsAt: pins.map(({ need }) => places.get(need)!) };
  } catch (error) {
    if (!(error instanceof LinkageError)) throw error;
    for (const { code, value, message } of error.details)
      issues.push(issueIn(projects[0]!, 1, '项目', value, code, { zh: message, en: message }));
    return none;
  }
}

const rowsOf = <Head extends string>(
  tables: readonly Table[],
  heads: Readonly<Record<Head, readonly string[]>>,
  optional: readonly NoInfer<Head>[],
) =>
  tables.flatMap((table) =>
    filledRows(table, heads, optional)
      .filter((row) => Object.keys(heads).some((head) => row[head as Head] !== ''))
      .map((row) => [table, row] as const),
  );

/** The money that is voted on: the fund that is named, or the only one. */
function offerOf(network: Network, name: string | undefined) {
  const funds = recordsOf(network).providers.flatMap((one) => {
    if (one.society !== 'resource' || one.kind !== 'fund') return [];
    const isIt = name === undefined || [one.id, one.name?.zh, one.name?.en].some((word) => word === name);
    return isIt ? one.offers.map((offer) => ({ provider: providerKey(one), offer })) : [];
  });
  const [only] = funds;
  if (!only || funds.length > 1 || only.offer.unit !== 'fen' || only.offer.quantity === 'unlimited') return undefined;
  return { budget: only.offer.quantity, pin: { provider: only.provider } };
}

/** The list 基金投票: what residents decided, with what each pays, and the sum. */
export function voteTable(result: FundResult, locale: Locale): WrittenTable {
  const { funded, unfunded } = result;
  const rows = [
    undefined,
    ...funded.map((one) => ({ ...one, word: SECOND_WEEK.funded })),
    ...unfunded.map((one) => ({ ...one, word: SECOND_WEEK.unfunded })),
    undefined,
  ];
  const said = fundSentences(result, locale);
  return tableOf(
    { locale },
    SECOND_WEEK.sheets.vote,
    rows.map((one, i) => ({ one, said: said[i]! })),
    [
      [HEADS.worker.id, ({ one }) => one?.project],
      [HEADS.worker.name, ({ one }) => one?.name],
      [HEADS.vote.cost, ({ one }) => one && one.cost / 100],
      [HEADS.vote.supporters, ({ one }) => one?.supporters],
      [HEADS.task.result, ({ one }) => one?.word[locale]],
      [HEADS.table.said, (row) => row.said],
    ],
  );
}
