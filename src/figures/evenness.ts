/**
 * How evenly coverage ratios are spread. Inputs are exact integers; ratios and sums are computed in doubles by + − × ÷ only, in a
 * fixed order, and rounded to four decimals, so that every machine gives the same figure.
 */
export interface Evenness {
  /** How many ratios there are. — 比率的个数。 */
  readonly count: number;
  /** The smallest ratio; 1 where there are none. — 最小的比率；没有则为 1。 */
  readonly minimum: number;
  /** How many of them are 0. — 其中为 0 的个数。 */
  readonly zeros: number;
  /**
   * Gini coefficient, mean absolute difference over twice the mean: 0 all alike, towards 1 all with one; 0 where all are 0. — 基尼系数：0 为完全均等，趋近 1 为集中于一处。
   * @see Gini, C. (1912), Variabilità e mutabilità; Sen, A. (1973), On Economic Inequality, section 2.8.
   */
  readonly gini: number;
  /**
   * Jain's index (Σx)² / (n Σx²): 1 all alike, 1/n all with one; 1 where all are 0. — 简氏指数：1 为完全均等，1/n 为集中于一处。
   * @see Jain, R., Chiu, D. and Hawe, W. (1984), A quantitative measure of fairness and discrimination, DEC-TR-301.
   */
  readonly jain: number;
}

/** O(n log n). */
export function evennessOf(ratios: readonly number[]): Evenness {
  const sorted = ratios.toSorted((a, b) => a - b);
  const count = sorted.length;
  const sum = sorted.reduce((total, x) => total + x, 0);
  const squares = sorted.reduce((total, x) => total + x * x, 0);
  // Σᵢ Σⱼ |xᵢ − xⱼ| = 2 Σᵢ (2i − n − 1) xᵢ for ascending x and i from 1.
  const spread = sorted.reduce((total, x, i) => total + (2 * (i + 1) - count - 1) * x, 0);
  return {
    count,
    minimum: rounded(sorted[0] ?? 1),
    zeros: sorted.filter((x) => x === 0).length,
    gini: sum === 0 ? 0 : rounded(spread / (count * sum)),
    jain: squares === 0 ? 1 : rounded((sum * sum) / (count * squares)),
  };
}

/** Four decimals; halves go up. `+ 0`: −0 would not survive JSON. */
export function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000 + 0;
}
