/**
 * A linear program: the most profit · x with A x = limit in the first rows and A x ≤ limit in the others, least ≤ x ≤ most.
 *
 * A is given by columns: the entries of column j are `start[j] … start[j + 1] − 1`.
 */
export interface LinearProgram {
  readonly start: Int32Array;
  readonly row: Int32Array;
  readonly entry: Float64Array;
  readonly profit: Float64Array;
  readonly least: Float64Array;
  readonly most: Float64Array;
  readonly limit: Float64Array;
  /** Rows that are equations. */
  readonly equations: number;
}

/** Where the search for a saddle point stands. */
export type Saddle = ReturnType<typeof startSaddle>;

export function startSaddle(program: LinearProgram) {
  const { start, row, entry, least, limit } = program;
  const columnStep = new Float64Array(least.length);
  const rowStep = new Float64Array(limit.length);
  for (let j = 0; j < columnStep.length; j++) {
    for (let k = start[j]!; k < start[j + 1]!; k++) {
      columnStep[j]! += Math.abs(entry[k]!);
      rowStep[row[k]!]! += Math.abs(entry[k]!);
    }
  }
  const inverse = (size: number) => (size > 0 ? LENGTH / size : LENGTH);
  return {
    program,
    /** Near the best x, and near the best prices of the rows; neither keeps all bounds before the end. */
    x: least.slice(),
    price: new Float64Array(limit.length),
    steps: 0,
    /** By how much the last step moved. */
    pace: Number.POSITIVE_INFINITY,
    /** Where it last started anew, how many steps ago, and by how much the first step from there moved: 0 at the end. */
    anchor: { x: least.slice(), price: new Float64Array(limit.length), age: 0, pace: Number.POSITIVE_INFINITY },
    /** Lengths of a step by column and row, and how much longer they are for prices than for x. */
    columnStep: columnStep.map(inverse),
    rowStep: rowStep.map(inverse),
    balance: 1,
    load: new Float64Array(limit.length),
  };
}

const LENGTH = 0.999;
/** Starts anew where the pace fell to so little of what it was; or to so little, and rises; or after such a share of all steps. */
const FALLEN = 0.2;
const RISES = 0.8;
const SHARE = 0.36;
/** Steps before the first start anew. */
const FIRST = 40;

/**
 * A step towards the saddle point of profit · x − price · (A x − limit); tells whether the search starts anew from here, when prices are worth
 * looking at. Any x and prices it stands at are approximate: what is to be proved by them must be proved otherwise. O(entries).
 *
 * Primal-dual hybrid gradient (Chambolle & Pock 2011), steps scaled by rows and columns (Pock & Chambolle 2011), reflected and averaged with the
 * anchor (Halpern 1967; Lu & Yang 2024), starting anew and balanced as in PDLP (Applegate et al. 2021): to linear convergence.
 */
export function step(saddle: Saddle): boolean {
  const { program, x, price, anchor, columnStep, rowStep, load, balance } = saddle;
  const { start, row, entry, profit, least, most, limit, equations } = program;
  const fresh = (anchor.age + 1) / (anchor.age + 2);
  const old = 1 - fresh;
  const inverse = 1 / balance;
  let moved = 0;
  load.fill(0);
  for (let j = 0; j < x.length; j++) {
    const from = start[j]!;
    const to = start[j + 1]!;
    let slope = profit[j]!;
    for (let k = from; k < to; k++) slope -= entry[k]! * price[row[k]!]!;
    const length = columnStep[j]!;
    const now = x[j]!;
    let next = now + length * inverse * slope;
    if (next < least[j]!) next = least[j]!;
    else if (next > most[j]!) next = most[j]!;
    const change = next - now;
    const beyond = next + change;
    if (change !== 0) moved += (balance * change * change) / length;
    x[j] = fresh * beyond + old * anchor.x[j]!;
    for (let k = from; k < to; k++) load[row[k]!]! += entry[k]! * beyond;
  }
  for (let i = 0; i < price.length; i++) {
    const length = rowStep[i]! * balance;
    let next = price[i]! + length * (load[i]! - limit[i]!);
    if (i >= equations && next < 0) next = 0;
    const change = next - price[i]!;
    moved += (change * change) / length;
    price[i] = fresh * (next + change) + old * anchor.price[i]!;
  }
  const pace = Math.sqrt(moved);
  const rising = pace > saddle.pace;
  saddle.pace = pace;
  saddle.steps++;
  if (anchor.age++ === 0) anchor.pace = pace;
  const anew =
    saddle.steps >= FIRST &&
    anchor.age > 1 &&
    (pace <= FALLEN * anchor.pace || (pace <= RISES * anchor.pace && rising) || anchor.age >= SHARE * saddle.steps);
  if (anew) startAnew(saddle);
  return anew;
}

/** Goes on from where it stands after bounds of columns have changed. */
export function resume(saddle: Saddle): void {
  saddle.steps = 0;
  saddle.pace = saddle.anchor.pace = Number.POSITIVE_INFINITY;
  dropAnchor(saddle);
}

function dropAnchor({ x, price, anchor }: Saddle): void {
  anchor.x.set(x);
  anchor.price.set(price);
  anchor.age = 0;
}

function startAnew(saddle: Saddle): void {
  const { x, price, anchor, columnStep, rowStep } = saddle;
  let wayOfX = 0;
  let wayOfPrice = 0;
  for (let j = 0; j < x.length; j++) wayOfX += (x[j]! - anchor.x[j]!) ** 2 / columnStep[j]!;
  for (let i = 0; i < price.length; i++) wayOfPrice += (price[i]! - anchor.price[i]!) ** 2 / rowStep[i]!;
  // The geometric mean of the balance that was and the one that this way would have had.
  if (wayOfX > 0 && wayOfPrice > 0) saddle.balance = Math.sqrt(saddle.balance * Math.sqrt(wayOfPrice / wayOfX));
  dropAnchor(saddle);
}
