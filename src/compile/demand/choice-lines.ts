import { LinkageError } from '../../errors/linkage-error.js';
import { eachInSteps, type Work } from '../../kernel/work.js';
import type { Entry } from '../../model/records.js';
import { isLead, needsLead } from '../../policy/leading.js';
import { range } from '../../problem/columns.js';
import type { Problem, Wholes } from '../../problem/problem.js';
import type { WholeFacts } from '../compiled.js';
import type { RankedLine } from './lines.js';
import { worthOfUnits } from './pricing.js';

/**
 * Which lines come together: those of a need that is met whole, option by option where it has patterns, worth as many as it benefits; and, of other needs,
 * every line that one provider must serve whole or that has a minimum, each with what is asked beyond it. Nothing where there is none. O(lines).
 *
 * @param asked what all lines ask for, where these are some of them
 * @param led whether needs are served only with a lead worker where {@link needsLead} says so: then what else of them must be whole comes with that
 */
export function* wholesOf(
  lines: readonly RankedLine[],
  rankOf: Int32Array,
  catalogue: readonly Entry[],
  led = false,
  asked?: WholeFacts['asked'],
): Work<Wholes | undefined> {
  const rank: number[] = [];
  const value: number[] = [];
  const optionStart = [0];
  const lineStart = [0];
  const optionLines: number[] = [];
  const option = new Int32Array(lines.length).fill(-1);
  const must = new Uint8Array(lines.length);
  const single = new Uint8Array(lines.length);
  const add = (own: readonly number[], isMust = isDue) => {
    for (const n of own) {
      option[n] = lineStart.length - 1;
      must[n] = isMust(lines[n]!) ? 1 : 0;
      single[n] = lines[n]!.requirement.single ? 1 : 0;
      optionLines.push(n);
    }
    lineStart.push(optionLines.length);
  };
  const close = (line: number, worth: number) => {
    rank.push(rankOf[line]!);
    value.push(worth);
    optionStart.push(lineStart.length - 1);
  };
  let from = 0;
  // A need's lines stand together, because they share its rank.
  yield* eachInSteps(lines, ({ need }, n) => {
    if (lines[n + 1]?.need === need) return;
    const first = from;
    from = n + 1;
    const isLed = led && need.partial && needsLead(need);
    let isPlain = need.partial && !isLed;
    for (let i = first; i <= n; i++) isPlain &&= !isWhole(lines[i]!);
    if (isPlain) return;
    const own = range(first, n + 1);
    if (!need.partial) {
      const isOf = (line: number) => lines[line]!.requirement.pattern;
      for (const pattern of need.patterns ?? [undefined]) {
        const part = own.filter((line) => isOf(line) === pattern);
        if (part.length > 0) add(part);
      }
      close(n, need.beneficiaries);
      return;
    }
    if (isLed) {
      // The first that asks for a lead; what else is whole comes with it.
      const lead = own.find((line) => isLead(lines[line]!.requirement));
      add(own, (line) => line === lines[lead!] || isWhole(line));
      close(n, 0);
      return;
    }
    for (const line of own) {
      if (!isWhole(lines[line]!)) continue;
      add([line, ...own.filter((other) => lines[other]!.requirement.beyond === lines[line]!.requirement.id)]);
      close(line, 0);
    }
  });
  // What units are worth hangs on the whole.
  if (rank.length === 0 && !asked) return undefined;
  const worth = worthOfUnits(lines, catalogue, asked);
  for (let n = 0; n < lines.length; n++) if (must[n] === 1 && !lines[n]!.need.partial) worth[n] = 0;
  return {
    rank: Int32Array.from(rank),
    value: Float64Array.from(value),
    optionStart: Int32Array.from(optionStart),
    lineStart: Int32Array.from(lineStart),
    optionLines: Int32Array.from(optionLines),
    option,
    must,
    single,
    worth,
  };
}

/** Figures of plans with wholes are held below this, so that bounds on them are exact (`proof/choice-check.ts`). */
const MOST = 2 ** 52;

/** @throws LinkageError `SUM_TOO_LARGE` or `COST_TOO_LARGE` where figures of a plan could be too large */
export function checkFigures({ value, worth }: Wholes, { demand, candidateStart, cost, promise }: Figured): void {
  const people = value.reduce((sum, count) => sum + count, 0);
  const totals = { quantity: 0, beneficiaries: people, coverage: 0, promises: 0, cost: 0 };
  for (let n = 0; n < demand.length; n++) {
    let dearest = 0;
    let firmest = 1;
    for (let p = candidateStart[n]!; p < candidateStart[n + 1]!; p++) {
      dearest = Math.max(dearest, Math.abs(cost[p]!));
      firmest = Math.max(firmest, promise?.[p] ?? 1);
    }
    totals.quantity += demand[n]!;
    totals.coverage += demand[n]! * worth[n]!;
    totals.promises += demand[n]! * firmest;
    totals.cost += demand[n]! * dearest;
  }
  for (const [what, total] of Object.entries(totals)) {
    if (total <= MOST) continue;
    const message = `Where needs are met whole, the sum of ${what} may be 2^52 at most, and could be ${total}.`;
    throw new LinkageError(what === 'cost' ? 'COST_TOO_LARGE' : 'SUM_TOO_LARGE', message);
  }
}

type Figured = Pick<Problem, 'demand' | 'candidateStart' | 'cost' | 'promise'>;

/** Whether a line is served whole or not at all, even if its need is not. */
function isWhole({ requirement: { minimum = 0, single } }: RankedLine): boolean {
  return minimum > 0 || single === true;
}

/** Whether a need that is met whole is not without this line. */
function isDue({ requirement: { minimum, beyond } }: RankedLine): boolean {
  return minimum !== 0 && beyond === undefined;
}
