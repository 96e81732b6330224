import * as z from 'zod/mini';
import { readOptions } from '../errors/read-options.js';
import { getOrSet } from '../kernel/maps.js';
import { nodeKey, whole } from '../model/fields.js';
import { byCodeUnit } from '../model/order.js';
import { defaultRank, type Rank } from '../policy/rank.js';
import { isVolunteered } from './outcome-figures.js';
import type { Replayed } from './replay.js';

const rules = {
  /** Whose account pays for a need, by the need's id; hours are used by who earned them, or by whom they chose. — 需求由谁的账户支付：需求编号对应志愿者。 */
  accounts: z._default(z.record(z.string(), nodeKey), () => ({})),
  /** Minutes on accounts before, by node key. — 各账户的期初分钟数。 */
  opening: z._default(z.record(z.string(), whole()), () => ({})),
  /** Most minutes on one account; what is earned beyond is not credited; 90,000 (1,500 hours) if absent. — 账户上限，分钟；超出不计入；不填为 90000（1500 小时）。 */
  cap: z._default(whole(), 90_000),
  /** Groups of people who come first, the first one before the others. — 优先人群，前者优先。 */
  priority: z._default(z.readonly(z.array(z.string())), () => []),
};
export interface TimeBankRules extends z.input<z.ZodMiniObject<typeof rules>> {}

/** Minutes that move from one account to another: of a volunteer, or `service` (what was given), `used` and `overCap`. */
export interface TimePosting {
  /** Id of the event. — 记录编号。 */
  readonly event: string;
  /** Account that is debited. — 借出账户。 */
  readonly from: string;
  /** Account that is credited. — 存入账户。 */
  readonly to: string;
  /** How many minutes. — 分钟数。 */
  readonly minutes: number;
}

/** A time bank as it stands. Plain JSON. */
export interface TimeBank {
  /** Movements, by time. — 逐笔，按时间。 */
  readonly postings: readonly TimePosting[];
  /** By node key: opening + earned − used = balance, in minutes; `overCap` was given and not credited. — 各账户，分钟：期初＋存入－使用＝余额；超限未计入的另列。 */
  readonly accounts: readonly {
    /** Node key of the volunteer. — 志愿者，如 volunteer:7。 */
    readonly account: string;
    /** Minutes on it before. — 期初。 */
    readonly opening: number;
    /** Minutes credited. — 存入。 */
    readonly earned: number;
    /** Minutes used. — 使用。 */
    readonly used: number;
    /** Minutes given beyond the cap. — 超限未计入。 */
    readonly overCap: number;
    /** Minutes on it now. — 余额。 */
    readonly balance: number;
  }[];
}

/**
 * The time bank by what was done: an hour given is an hour earned (Nanjing, Beijing); what is done in minutes for a need with an account uses what is on it, and no more. Of one event, first
 * is used, then earned. O(services · log services).
 *
 * @throws LinkageError `INVALID_OPTIONS`
 */
export function timeBank({ services }: Replayed, given: TimeBankRules = {}): TimeBank {
  const { accounts: payers, opening, cap } = readOptions(rules, given);
  const postings: TimePosting[] = [];
  const accounts = new Map<string, { opening: number; earned: number; used: number; overCap: number }>();
  const accountOf = (key: string) =>
    getOrSet(accounts, key, () => ({ opening: opening[key] ?? 0, earned: 0, used: 0, overCap: 0 }));
  const post = (event: string, from: string, to: string, minutes: number) => {
    if (minutes > 0) postings.push({ event, from, to, minutes });
  };
  for (const key of Object.keys(opening)) accountOf(key);
  for (const { event, need, provider, quantity } of services.filter(isVolunteered)) {
    const payer = Object.hasOwn(payers, need) ? payers[need] : undefined;
    if (payer !== undefined) {
      const account = accountOf(payer);
      const used = Math.min(quantity, balanceOf(account));
      account.used += used;
      post(event, payer, 'used', used);
    }
    const account = accountOf(provider);
    const earned = Math.min(quantity, Math.max(0, cap - balanceOf(account)));
    account.earned += earned;
    account.overCap += quantity - earned;
    post(event, 'service', provider, earned);
    post(event, 'service', 'overCap', quantity - earned);
  }
  return {
    postings,
    accounts: [...accounts]
      .sort(([a], [b]) => byCodeUnit(a, b))
      .map(([account, one]) => ({ account, ...one, balance: balanceOf(one) })),
  };
}

function balanceOf({ opening, earned, used }: { opening: number; earned: number; used: number }): number {
  return opening + earned - used;
}

/**
 * The usual order, and within 盼 (hoped) first the groups of `priority`, then whose account holds more whole hours: for `rank` of {@link definePolicy}. A need past its due date is
 * no longer among them.
 *
 * @throws LinkageError `INVALID_OPTIONS`
 */
export function rankByHours(bank: TimeBank, given: TimeBankRules = {}): Rank {
  const { accounts: payers, priority } = readOptions(rules, given);
  const hours = new Map(bank.accounts.map(({ account, balance }) => [account, Math.floor(balance / 60)]));
  return (need, now) => {
    const [urgency = 0, ...rest] = defaultRank(need, now);
    if (urgency < 3) return [urgency, ...rest, 0, 0];
    const first = priority.findIndex((group) => need.groups.includes(group));
    const payer = Object.hasOwn(payers, need.id) ? payers[need.id] : undefined;
    const own = payer === undefined ? 0 : (hours.get(payer) ?? 0);
    return [urgency, first < 0 ? priority.length : first, -own + 0, ...rest];
  };
}
