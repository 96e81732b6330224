import { groupBy } from 'lodash-es';
import type { NeedInput, VolunteerInput } from '../src/index.js';
import { PATTERNS } from './haikou-patterns.js';
import type { Street } from './haikou-scenario.js';
import { daysBefore, SLOTS } from './haikou-week.js';
import type { Random } from './random.js';

/** Days in which a need of 急, 难, 愁, 盼 is due: three, fifteen working days, one month, three months. */
const DAYS_DUE = [3, 21, 30, 90];
const URGENCIES = ['急', '难', '愁', '盼'] as const;

/** The week's needs, spread over all communities. */
export function needsOf(
  streets: readonly Street[],
  volunteers: readonly VolunteerInput[],
  count: number,
  random: Random,
): NeedInput[] {
  // Urban communities ask more than villages: three tickets against one.
  const tickets = streets.flatMap((street) =>
    street.communities.map((area) => [area.kind === '居委会' ? 3 : 1, area.code] as const),
  );
  const neighbours = groupBy(volunteers, 'community');
  const shares = PATTERNS.map((pattern) => [pattern.share, pattern] as const);
  return Array.from({ length: count }, (_, i): NeedInput => {
    const community = random.share(tickets);
    const pattern = random.share(shares);
    const urgency = random.share(pattern.urgency.map((share, index) => [share, index] as const));
    const age = random.between(...pattern.age);
    const reported = random.between(0, DAYS_DUE[urgency]! + 1);
    const known = random.pick(neighbours[community] ?? []);
    const continues = pattern.category === 'companionship' && random.chance(20);
    const need: NeedInput = {
      id: `N${String(i + 1).padStart(5, '0')}`,
      community,
      category: pattern.category,
      urgency: URGENCIES[urgency]!,
      severity: random.share([
        [1, 1],
        [2, 2],
        [4, 3],
        [2, 4],
        [1, 5],
      ] as const),
      beneficiaries: random.between(...pattern.beneficiaries),
      groups: [random.pick(pattern.groups)],
      age,
      reportedAt: daysBefore(reported),
      dueAt: daysBefore(reported - DAYS_DUE[urgency]!),
      consentTier: random.share([
        [6, 'city'],
        [2, 'district'],
        [2, 'street'],
      ] as const),
      previousProviders: continues && known ? [`volunteer:${known.id}`] : [],
      requirements: pattern.lines(random),
    };
    return { ...need, dueAt: laterOf(need.dueAt!, need.requirements!) };
  });
}

/** What is asked at certain times only is not due before the first of them is over. */
function laterOf(dueAt: string, lines: readonly { readonly windows?: unknown }[]): string {
  const ends = lines.map(({ windows }) => SLOTS.find(({ id }) => (windows as string[] | undefined)?.includes(id))?.end);
  const [first = dueAt] = ends.map((end = dueAt) => end).sort((a, b) => Date.parse(a) - Date.parse(b));
  return Date.parse(first) > Date.parse(dueAt) ? first : dueAt;
}
