import { LinkageError } from '../../errors/linkage-error.js';
import { eachInSteps, type Work } from '../../kernel/work.js';
import type { Policy } from '../../policy/policy.js';
import type { Problem, Wholes } from '../../problem/problem.js';
import type { CompileOptions, LineRef } from '../compiled.js';
import type { Demand } from '../pairs/pairing.js';
import type { RecordFacts } from '../record-facts.js';
import { bansByLine } from './bans.js';
import { wholesOf } from './choice-lines.js';
import { unitOfCasework, unitsOfCasework } from './lead-lines.js';
import { type Groups, type Lines, linesOf, numberGroups, numberRanks, type Ranks } from './lines.js';
import { type Pricing, pricingOf } from './pricing.js';
import { sharesOf, weightsOf } from './shares.js';

/** What is asked: all columns that hang on lines alone. */
export interface DemandSide extends Lines, Ranks, Groups, Pricing {
  /** Units per line. */
  readonly demand: Float64Array;
  readonly shares: Pick<Problem, 'served' | 'share'>;
  readonly wholes: Wholes | undefined;
  /** A line as rules see it. Worked out when asked for, since for all lines at once it takes more room than the lines. */
  readonly demandOf: (line: LineRef) => Demand;
}

/**
 * The first stage: needs become lines, ranked, grouped, priced, and told which come together. O(lines · log lines).
 *
 * @throws LinkageError `BAD_RANK`, `BAD_FAIR_BY`, `INVALID_OPTIONS`, `SUM_TOO_LARGE`, `COST_SCALE_TOO_LARGE`
 */
export function* demandSide(
  { now, places, slots, catalogue, providers, needs, nearest }: RecordFacts,
  policy: Policy,
  { bans = [], history = [], whole }: CompileOptions,
): Work<DemandSide> {
  const caseUnit = policy.lead ? unitOfCasework(whole?.caseUnits ?? unitsOfCasework(providers)) : '';
  const { lines, skipped } = yield* linesOf(needs, policy, now, caseUnit);
  const bansOf = bansByLine(bans, nearest);
  const demand = new Float64Array(lines.length);
  yield* eachInSteps(lines, ({ requirement }, n) => {
    demand[n] = requirement.quantity as number;
  });
  checkSum(demand);
  const ranks = yield* numberRanks(lines);
  const groups = yield* numberGroups(lines, ranks.rank, policy, places);
  const weightOf = policy.fairShare === 'equal' ? undefined : weightsOf(providers, policy.fairShare);
  const shares = yield* sharesOf(lines, { ...ranks, ...groups }, demand, weightOf, history);
  const asked = whole && [...whole.asked, ...(whole.isLed ? [['casework', caseUnit] as const] : [])];
  const pricing = yield* pricingOf(lines, catalogue, asked);
  const wholes = yield* wholesOf(lines, ranks.rank, catalogue, policy.lead, asked);
  const demandOf = ({ need, requirement }: LineRef): Demand => ({
    need,
    requirement,
    place: places.ofNeed(need),
    slots: requirement.windows && slots.open(slots.of(requirement.windows)),
    bans: bansOf(need.id, requirement),
  });
  return { lines, skipped, demand, ...ranks, ...groups, shares, ...pricing, wholes, demandOf };
}

function checkSum(demand: Float64Array): void {
  const sum = demand.reduce((total, quantity) => total + quantity, 0);
  if (sum <= Number.MAX_SAFE_INTEGER) return;
  throw new LinkageError('SUM_TOO_LARGE', `The sum of all demands, ${sum}, is beyond 2^53 − 1.`);
}
