import * as z from 'zod/mini';
import { closedRecord } from '../model/fields.js';

const project = {
  /** Id of the project. — 项目编号。 */
  project: z.string(),
  /** What people call it, where it has a name. — 项目名称，填了才有。 */
  name: z.optional(z.string()),
  /** What it costs, in fen; what is funded gets all of it. — 所需金额，单位为分；入选即全额资助。 */
  cost: z.int(),
  /** How many voters gave it a vote or points. — 支持它的人数。 */
  supporters: z.int(),
};

const funded = closedRecord({
  ...project,
  /** `shares`: paid by the shares of its supporters; `votes`: paid from the rest of the budget, or without shares, for its votes. — 资助方式：支持者从各自份额分担，或凭得票由经费支付。 */
  by: z.enum(['shares', 'votes']),
  /** Who pays for it out of his share, the most first; none where `by` is `votes`. — 谁从自己的份额中分担，多者在前；凭得票资助的为空。 */
  payments: z.array(
    closedRecord({
      /** What each of these voters pays, in fen: a whole number or a fraction in lowest terms, such as `76/3`. — 这些人每人分担多少，单位为分；整数或最简分数。 */
      amount: z.string(),
      /** Their ids. — 投票人编号。 */
      voters: z.array(z.string()),
    }),
  ),
});

const unfunded = closedRecord({
  ...project,
  /**
   * Why not: nobody voted for it; its organisation, community or category has had what it may; the budget left is not enough; or its supporters have not enough left, and the rest is not used (`shares`).
   * — 未入选的原因：无人支持；组织、社区或类别已到上限；余款不足；支持者的份额不足而余款不用。
   */
  reason: z.enum(['votes', 'organisation', 'community', 'category', 'budget', 'shares']),
});

/** See {@link FundResult}. */
export const resultSchema = closedRecord({
  /** How votes were counted. — 计票规则。 */
  method: z.enum(['equalShares', 'greedy']),
  /** What there was to spend, in fen. — 可用经费，单位为分。 */
  budget: z.int(),
  /** What is spent, in fen. — 已用金额，单位为分。 */
  spent: z.int(),
  /** How many voted. — 投票人数。 */
  voters: z.int(),
  /** The share of each voter, with what it was raised by, in fen: a whole number or a fraction in lowest terms; `0` without shares. — 每人的份额，含提高的部分，单位为分；整数或最简分数；不用份额时为 0。 */
  share: z.string(),
  /** By how much each share was raised, in fen. — 每份提高了多少，单位为分。 */
  raise: z.int(),
  /** What is funded, in the order it was bought. — 入选项目，按入选次序。 */
  funded: z.array(funded),
  /** What is not, by id. — 未入选的项目，按编号。 */
  unfunded: z.array(unfunded),
  /** What shares alone would buy, by id, in order: first without a raise, then step by step as far as was tried; for whoever counts again. — 每次提高份额后仅凭份额能入选的项目，供复核。 */
  trials: z.array(z.array(z.string())),
});

/** What a vote comes to: what is funded, who pays how much of it, what is not funded and why. Plain JSON. */
export interface FundResult extends z.output<typeof resultSchema> {}
