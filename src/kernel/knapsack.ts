/**
 * A knapsack of *pieces*, taken whole or not, and *goods*, taken by the unit. Columns that are filled anew for every knapsack.
 *
 * All profits are positive integers, weights and amounts integers ≥ 0; a unit of goods weighs 1.
 */
export type Knapsack = ReturnType<typeof emptyKnapsack>;

export const emptyKnapsack = (pieces: number, goods: number) => ({
  capacity: 0,
  pieces: 0,
  profit: new Float64Array(pieces),
  weight: new Float64Array(pieces),
  goods: 0,
  /** Profit of one unit, and how many there are. */
  unitProfit: new Float64Array(goods),
  most: new Float64Array(goods),
  /** Which pieces, and how many units of each of the goods, make up the outcome of {@link fillKnapsack}; a piece that only fits in part counts as taken. */
  taken: new Uint8Array(pieces),
  amount: new Float64Array(goods),
});

/** Cells of a table up to which pieces are chosen exactly. */
const TABLE = 200_000;

/**
 * The most profit that fits, exactly by dynamic programming (Bellman 1957) where the table is small, O(pieces · capacity); otherwise the linear
 * relaxation (Dantzig 1957): at least the most, O(n log n). All profits together are at most 2⁵².
 */
export function fillKnapsack(sack: Knapsack): number {
  const { capacity, pieces, profit, weight, goods, unitProfit, most, taken, amount } = sack;
  let load = 0;
  let all = 0;
  for (let i = 0; i < pieces; i++) {
    taken[i] = 1;
    load += weight[i]!;
    all += profit[i]!;
  }
  for (let g = 0; g < goods; g++) {
    amount[g] = most[g]!;
    load += most[g]!;
    all += unitProfit[g]! * most[g]!;
  }
  if (load <= capacity) return all;
  if (pieces * (capacity + 1) > TABLE) return byDensity(sack, all);
  const order = Array.from({ length: goods }, (_, g) => g).sort((a, b) => unitProfit[b]! - unitProfit[a]! || a - b);
  return pieces === 0 ? pour(sack, order, capacity) : byTable(sack, order);
}

function pour({ unitProfit, most, amount }: Knapsack, order: readonly number[], room: number): number {
  let left = room;
  let sum = 0;
  for (const g of order) {
    amount[g] = Math.min(left, most[g]!);
    left -= amount[g]!;
    sum += amount[g]! * unitProfit[g]!;
  }
  return sum;
}

function byTable(sack: Knapsack, order: readonly number[]): number {
  const { capacity, pieces, profit, weight, unitProfit, most, taken } = sack;
  const width = capacity + 1;
  // best[w]: most profit of pieces that weigh w at most.
  const best = new Float64Array(width);
  const chosen = new Uint8Array(pieces * width);
  for (let i = 0; i < pieces; i++) {
    for (let w = capacity; w >= weight[i]!; w--) {
      const sum = best[w - weight[i]!]! + profit[i]!;
      if (sum <= best[w]!) continue;
      best[w] = sum;
      chosen[i * width + w] = 1;
    }
  }
  let total = best[capacity]!;
  let room = 0;
  let poured = 0;
  let units = 0;
  for (const g of order) {
    for (let u = 0; u < most[g]! && units < capacity; u++) {
      poured += unitProfit[g]!;
      units++;
      if (best[capacity - units]! + poured > total) {
        total = best[capacity - units]! + poured;
        room = units;
      }
    }
  }
  pour(sack, order, room);
  let w = capacity - room;
  for (let i = pieces - 1; i >= 0; i--) {
    taken[i] = chosen[i * width + w]!;
    if (taken[i] === 1) w -= weight[i]!;
  }
  return total;
}

/**
 * The linear relaxation by its dual: room at a price λ a unit holds every piece that is worth more, so λ·capacity + Σ max(0, profit − λ·weight) is
 * no less than the most, whatever λ is. It is least at the density of what breaks where all is taken by density. λ is rounded to a multiple of a
 * power of two by which every term and every sum is an exact double.
 */
function byDensity(sack: Knapsack, all: number): number {
  const { capacity, pieces, profit, weight, goods, unitProfit, most, taken, amount } = sack;
  const density = (k: number) => (k < pieces ? profit[k]! / weight[k]! : unitProfit[k - pieces]!);
  const order = Array.from({ length: pieces + goods }, (_, k) => k).sort((a, b) => density(b) - density(a) || a - b);
  let left = capacity;
  let price = 0;
  for (const k of order) {
    const load = k < pieces ? weight[k]! : most[k - pieces]!;
    const held = Math.min(left, load);
    if (held < load && price === 0) price = density(k);
    if (k < pieces) taken[k] = held > 0 || load === 0 ? 1 : 0;
    else amount[k - pieces] = held;
    left -= held;
  }
  const unit = 2 ** (Math.ceil(Math.log2(all)) - 51);
  const exact = Math.floor(price / unit) * unit;
  let sum = exact * capacity;
  for (let i = 0; i < pieces; i++) sum += Math.max(0, profit[i]! - exact * weight[i]!);
  for (let g = 0; g < goods; g++) sum += Math.max(0, unitProfit[g]! - exact) * most[g]!;
  // The most is whole.
  return Math.floor(sum);
}
