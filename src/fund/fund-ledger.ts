import * as z from 'zod/mini';
import { reporter } from '../errors/fault-list.js';
import { type Fault, LinkageError } from '../errors/linkage-error.js';
import { nearestWord } from '../errors/nearest.js';
import { parseBy, says } from '../errors/zod-issues.js';
import { getOrSet } from '../kernel/maps.js';
import { closedRecord, id, instant, text, whole } from '../model/fields.js';

const said = {
  /** Its id in the ledger. — 流水编号。 */
  id,
  /** When it was entered, with offset; never before the entry above it. — 记账时间，须带时区；不早于上一笔。 */
  at: instant,
  /** Who says so: the receipt, minutes or voucher. — 依据：收据、会议纪要或凭证。 */
  source: text.check(z.minLength(1, 'EMPTY')),
};
const sum = {
  /** How much, in fen, a whole number above 0. — 金额，单位为分，大于 0 的整数。 */
  amount: whole(1),
};
const ofPurpose = {
  /** What the money may be used for; a word of your own for what is not restricted, such as `general`. — 限定用途；未限定的自定一词，如 general。 */
  purpose: id,
};
const ofCommitment = {
  /** Id of the commitment. — 所属承诺的流水编号。 */
  commitment: id,
};

const entry = z.discriminatedUnion('kind', [
  closedRecord({
    /** Money comes in. — 收入。 */
    kind: z.literal('income'),
    ...said,
    ...ofPurpose,
    ...sum,
  }),
  closedRecord({
    /** Some is set aside. — 承诺。 */
    kind: z.literal('commitment'),
    ...said,
    ...ofPurpose,
    ...sum,
    /** Id of the project or need that it is for. — 所支持的项目或需求编号。 */
    project: id,
  }),
  closedRecord({
    /** The committee agrees. — 审批。 */
    kind: z.literal('approval'),
    ...said,
    ...ofCommitment,
    /** How many sit on the committee: an odd number, at least 5. — 管理委员会人数：不少于 5 的单数。 */
    committee: whole(5).check(z.refine((size) => size % 2 === 1, says('OUT_OF_RANGE', 'an odd number'))),
    /** How many of them agreed: more than half. — 同意人数：过半数。 */
    agreed: whole(),
  }),
  closedRecord({
    /** It is paid. — 支付。 */
    kind: z.literal('payment'),
    ...said,
    ...ofCommitment,
    ...ofPurpose,
    ...sum,
  }),
  closedRecord({
    /** What is not needed is free again. — 释放。 */
    kind: z.literal('release'),
    ...said,
    ...ofCommitment,
    ...sum,
  }),
]);

/** One line of a fund's ledger: written once, never changed. */
export type FundEntry = z.input<typeof entry>;

/** Where money of a purpose stands. */
export type FundAccount = 'income' | 'free' | 'committed' | 'paid';

/** Money that an entry moves from one account of a purpose to another. */
export interface FundPosting {
  /** Id of the entry. — 流水编号。 */
  readonly entry: string;
  /** Purpose of the money. — 用途。 */
  readonly purpose: string;
  /** The account it leaves. — 贷方账户。 */
  readonly from: FundAccount;
  /** The account it comes to. — 借方账户。 */
  readonly to: FundAccount;
  /** How much, in fen. — 金额，单位为分。 */
  readonly amount: number;
}

/** The money of one purpose, in fen: `income` = `free` + `committed` + `paid`. */
export interface FundBalance {
  /** Purpose of the money. — 用途。 */
  readonly purpose: string;
  /** All that came in. — 收入合计。 */
  readonly income: number;
  /** Not set aside yet. — 可用余额。 */
  readonly free: number;
  /** Set aside and not paid yet. — 已承诺未支付。 */
  readonly committed: number;
  /** Paid out. — 已支付。 */
  readonly paid: number;
}

/** What a ledger comes to. Plain JSON. */
export interface FundLedger {
  /** Every movement, in the order of the entries. — 逐笔分录，按记账次序。 */
  readonly postings: readonly FundPosting[];
  /** By purpose, by code unit. — 各用途的余额，按用途排序。 */
  readonly balances: readonly FundBalance[];
}

/**
 * Reads the ledger of a community charity fund: by double entry, so that what leaves one account comes to another, exact in fen. O(entries).
 *
 * @throws LinkageError `INVALID_INPUT`, with all faults: besides shape and time, `PAST_BALANCE` (more than is free, or more than is left of a commitment),
 *   `NOT_APPROVED` (a payment before its approval, an approval without a majority), `WRONG_PURPOSE`, `DANGLING_REFERENCE`, `DUPLICATE_ID`. An entry with a
 *   fault moves nothing, so one that leans on it has a fault, too.
 * @example
 * fundLedger([
 *   { kind: 'income', id: '1', at: '2026-03-01T09:00:00+08:00', source: 'receipt 17', purpose: 'general', amount: 500_000 },
 * ]).balances; // [{ purpose: 'general', income: 500000, free: 500000, committed: 0, paid: 0 }]
 */
export function fundLedger(entries: readonly FundEntry[]): FundLedger {
  const faults: Fault[] = [];
  const report = reporter(faults);
  const books: Books = { ids: new Set(), latest: -Infinity, income: 0, balances: new Map(), commitments: new Map() };
  const postings: FundPosting[] = [];
  for (const [i, one] of (parseBy(z.array(entry), entries, ['entries'], report) ?? []).entries()) {
    const wrong = [...wrongIn(one, books)];
    for (const [code, field, message] of wrong) report(code, ['entries', i, field], Reflect.get(one, field), message);
    books.ids.add(one.id);
    books.latest = Math.max(books.latest, Date.parse(one.at));
    if (wrong.length === 0) postings.push(...enter(one, books));
  }
  if (faults.length > 0) throw new LinkageError('INVALID_INPUT', 'This ledger does not add up.', faults);
  const balances = [...books.balances].map(([purpose, balance]) => ({ purpose, ...balance }));
  return { postings, balances: balances.sort((a, b) => (a.purpose < b.purpose ? -1 : 1)) };
}

/** What the entries so far come to. */
interface Books {
  readonly ids: Set<string>;
  latest: number;
  income: number;
  readonly balances: Map<string, Record<FundAccount, number>>;
  readonly commitments: Map<string, { readonly purpose: string; left: number; isApproved: boolean }>;
}

/** What is wrong with an entry after those above it. */
function* wrongIn(one: z.output<typeof entry>, { ids, latest, income, balances, commitments }: Books) {
  const wrong = (code: Fault['code'], field: string, message: string) => [code, field, message] as const;
  if (ids.has(one.id)) yield wrong('DUPLICATE_ID', 'id', 'an entry above has this id. Maybe it was entered twice.');
  if (Date.parse(one.at) < latest)
    yield wrong('CONTRADICTION', 'at', 'this is before the entry above. Maybe enter it now, with its day in `source`.');
  if (one.kind === 'income') {
    if (income + one.amount > Number.MAX_SAFE_INTEGER)
      yield wrong('SUM_TOO_LARGE', 'amount', 'income adds up to more than 2^53 − 1 fen. Maybe this is mistyped.');
  } else if (one.kind === 'commitment') {
    const free = balances.get(one.purpose)?.free ?? 0;
    if (one.amount > free)
      yield wrong('PAST_BALANCE', 'amount', `${free} fen of this purpose are free. Maybe enter the income first.`);
  } else {
    const commitment = commitments.get(one.commitment);
    const near = commitment ? undefined : nearestWord(one.commitment, commitments.keys());
    const hint = near === undefined ? 'Maybe enter it first.' : `Maybe '${near}'.`;
    if (!commitment) yield wrong('DANGLING_REFERENCE', 'commitment', `no commitment above has this id. ${hint}`);
    if (one.kind === 'approval') {
      if (one.agreed * 2 <= one.committee || one.agreed > one.committee)
        yield wrong(
          'NOT_APPROVED',
          'agreed',
          `expected more than half of ${one.committee}. Maybe wait for their vote.`,
        );
      return;
    }
    if (commitment && one.amount > commitment.left)
      yield wrong('PAST_BALANCE', 'amount', `${commitment.left} fen are left of it. Maybe commit the rest first.`);
    if (!commitment || one.kind === 'release') return;
    if (one.purpose !== commitment.purpose)
      yield wrong('WRONG_PURPOSE', 'purpose', `expected '${commitment.purpose}'. Maybe commit money of this purpose.`);
    if (!commitment.isApproved)
      yield wrong('NOT_APPROVED', 'commitment', 'the committee has not approved it. Maybe enter its approval first.');
  }
}

/** Books a good entry. */
function enter(one: z.output<typeof entry>, books: Books): FundPosting[] {
  const commitment = 'commitment' in one ? books.commitments.get(one.commitment)! : undefined;
  if (one.kind === 'approval') {
    commitment!.isApproved = true;
    return [];
  }
  const { amount } = one;
  const purpose = commitment?.purpose ?? ('purpose' in one ? one.purpose : '');
  const [from, to] = MOVES[one.kind];
  const balance = getOrSet(books.balances, purpose, () => ({ income: 0, free: 0, committed: 0, paid: 0 }));
  balance[from] += from === 'income' ? amount : -amount;
  balance[to] += amount;
  if (one.kind === 'income') books.income += amount;
  if (one.kind === 'commitment') books.commitments.set(one.id, { purpose, left: amount, isApproved: false });
  if (commitment) commitment.left -= amount;
  return [{ entry: one.id, purpose, from, to, amount }];
}

const MOVES = {
  income: ['income', 'free'],
  commitment: ['free', 'committed'],
  payment: ['committed', 'paid'],
  release: ['committed', 'free'],
} as const satisfies Record<string, readonly [FundAccount, FundAccount]>;
