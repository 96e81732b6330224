/**
 * A linear program over a box on its way to the optimum: the most profit · x with rows a · x ≤ limit and least ≤ x ≤ most. Rows may be added and bounds
 * changed at any time. What is in the basis stands in rows, what is not in columns: entities are the columns x, then a slack for every row.
 */
export type Tableau = ReturnType<typeof emptyTableau>;

/** Without rows, and x from 0 to 1. */
export function emptyTableau(profit: readonly number[]) {
  const columns = profit.length;
  return {
    columns,
    least: profit.map(() => 0),
    most: profit.map(() => 1),
    /** Entity outside the basis by column, what it is at, and what a unit of it gains. */
    outside: Int32Array.from({ length: columns }, (_, j) => j),
    value: Float64Array.from({ length: columns }, (_, j) => (profit[j]! > 0 ? 1 : 0)),
    gain: Float64Array.from(profit),
    /** Entity in the basis by row, its value, and by how much it falls for a unit of each that is outside. */
    inside: [] as number[],
    level: [] as number[],
    row: [] as Float64Array[],
    /** Where an entity stands: a column, or a row as −1 − row. */
    place: Array.from({ length: columns }, (_, j) => j),
    pivots: 0,
  };
}

/** Less than this is nothing. */
const NONE = 1e-9;

export function addRow(
  tableau: Tableau,
  entries: Iterable<readonly [column: number, entry: number]>,
  limit: number,
): void {
  const { columns, least, most, value, inside, level, row, place } = tableau;
  const own = new Float64Array(columns);
  let room = limit;
  for (const [x, entry] of entries) {
    const at = place[x]!;
    if (at >= 0) {
      own[at]! += entry;
      room -= entry * value[at]!;
      continue;
    }
    const other = row[-1 - at]!;
    for (let j = 0; j < columns; j++) own[j]! -= entry * other[j]!;
    room -= entry * level[-1 - at]!;
  }
  const slack = least.push(0) - 1;
  most.push(Number.POSITIVE_INFINITY);
  inside.push(slack);
  level.push(room);
  row.push(own);
  place.push(-row.length);
}

/** Gives x new bounds; where it is outside the basis it moves to the one that gains. */
export function moveBounds(tableau: Tableau, x: number, least: number, most: number): void {
  tableau.least[x] = least;
  tableau.most[x] = most;
  const j = tableau.place[x]!;
  if (j >= 0) moveTo(tableau, j, tableau.gain[j]! > 0 ? most : least);
}

function moveTo({ value, level, row }: Tableau, j: number, to: number): void {
  const by = to - value[j]!;
  if (by === 0) return;
  value[j] = to;
  for (let i = 0; i < row.length; i++) level[i]! -= by * row[i]![j]!;
}

export const valueAt = ({ place, value, level }: Tableau, x: number): number =>
  place[x]! >= 0 ? value[place[x]!]! : level[-1 - place[x]!]!;

/** What a unit of the limit of a row is worth. */
export function priceOfRow({ columns, place, gain }: Tableau, i: number): number {
  const at = place[columns + i]!;
  return at >= 0 ? Math.max(0, 0 - gain[at]!) : 0;
}

/**
 * Goes on to the optimum by the dual simplex method (Lemke 1954), bounds flipped on the way (Maros 2003), for so many pivots at most: tells whether some x
 * keeps all bounds, as far as rounding lets it see; nothing where it did not come to the end. From any state that this and the other functions leave: there, what is outside the basis stands at the
 * bound that gains. A pivot is O(rows · columns), less where they do not touch each other.
 */
export function settleTableau(tableau: Tableau, most: number): boolean | undefined {
  for (let left = most; left > 0; left--) {
    const r = worstOf(tableau);
    if (r < 0) return true;
    if (!enter(tableau, r)) return false;
  }
  return undefined;
}

/** The row whose entity is farthest out of its bounds. */
function worstOf({ inside, level, least, most }: Tableau): number {
  let worst = -1;
  let far = 1e-7;
  for (let i = 0; i < inside.length; i++) {
    const x = inside[i]!;
    const by = Math.max(least[x]! - level[i]!, level[i]! - most[x]!);
    if (by <= far) continue;
    far = by;
    worst = i;
  }
  return worst;
}

/** Makes the entity of a row leave the basis to the bound it breaks; nothing where no other can make up for it. */
function enter(tableau: Tableau, r: number): boolean {
  const { columns, outside, value, gain, inside, level, row, least, most } = tableau;
  const own = row[r]!;
  const leaving = inside[r]!;
  const isLow = level[r]! < least[leaving]!;
  const to = isLow ? least[leaving]! : most[leaving]!;
  const ways: { j: number; ratio: number }[] = [];
  for (let j = 0; j < columns; j++) {
    const x = outside[j]!;
    if (Math.abs(own[j]!) <= NONE || least[x] === most[x]) continue;
    // Below its bound it rises where what is outside goes up with an entry below 0, or down with one above.
    const rises = value[j] === least[x] ? own[j]! < 0 : own[j]! > 0;
    if (rises === isLow) ways.push({ j, ratio: Math.abs(gain[j]! / own[j]!) });
  }
  ways.sort((a, b) => a.ratio - b.ratio || Math.abs(own[b.j]!) - Math.abs(own[a.j]!) || a.j - b.j);
  let lacking = Math.abs(level[r]! - to);
  for (const { j } of ways) {
    const x = outside[j]!;
    const range = Math.abs(own[j]!) * (most[x]! - least[x]!);
    if (range >= lacking - NONE) {
      pivot(tableau, r, j, to);
      return true;
    }
    lacking -= range;
    moveTo(tableau, j, value[j] === least[x] ? most[x]! : least[x]!);
  }
  return false;
}

/** Exchanges the entity of a row, which goes to a bound, for that of a column. */
function pivot(tableau: Tableau, r: number, s: number, to: number): void {
  const { columns, outside, value, gain, inside, level, row, place } = tableau;
  tableau.pivots++;
  const own = row[r]!;
  const inverse = 1 / own[s]!;
  const step = (level[r]! - to) * inverse;
  const touched: number[] = [];
  for (let j = 0; j < columns; j++) {
    if (Math.abs(own[j]!) <= 1e-12) own[j] = 0;
    else if (j !== s) touched.push(j);
  }
  const eliminate = (line: Float64Array) => {
    const times = line[s]! * inverse;
    if (times === 0) return;
    for (const j of touched) line[j]! -= times * own[j]!;
    line[s] = -times;
  };
  for (let i = 0; i < row.length; i++) {
    if (i === r) continue;
    level[i]! -= row[i]![s]! * step;
    eliminate(row[i]!);
  }
  eliminate(gain);
  for (const j of touched) own[j]! *= inverse;
  own[s] = inverse;
  const [leaving, entering] = [inside[r]!, outside[s]!];
  level[r] = value[s]! + step;
  inside[r] = entering;
  outside[s] = leaving;
  value[s] = to;
  place[entering] = -1 - r;
  place[leaving] = s;
}
