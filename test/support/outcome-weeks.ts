/** Random weeks: real plans of a small world, and what happens after each; all from one seed. */
import type { Input, NeedInput, OutcomeEvent, Plan, Week } from '../../src/index.js';
import { createNetwork, match, nextWeek } from '../../src/index.js';
import { type Dice, dice } from './dice.js';

const DAY = 86_400_000;
const FIRST = Date.parse('2026-01-05T00:00:00Z');
export const dayOf = (days: number): string => new Date(FIRST + Math.round(days * DAY)).toISOString();

const COMMUNITIES = ['east', 'south', 'west'];
const WORLD = {
  catalogue: [],
  communities: COMMUNITIES.map((id) => ({ id, capabilities: ['hall'], quantity: 3, unit: 'session' })),
  socialWorkers: COMMUNITIES.slice(1).map((community, i) => ({
    id: `w${i}`,
    community,
    capabilities: ['casework'],
    quantity: 4,
    unit: 'case',
    caseload: { open: 2 * i, max: 5 },
    reach: { remote: true },
  })),
  organisations: [
    {
      id: 'o',
      community: 'east',
      capabilities: ['escort', 'visit'],
      quantity: 5,
      unit: 'session',
      reach: { remote: true },
    },
  ],
  volunteers: Array.from({ length: 5 }, (_, i) => ({
    id: `v${i}`,
    community: COMMUNITIES[i % 3]!,
    hours: 2 + i,
    capabilities: ['respite'],
    ...(i < 2 && { shows: 3 * i, noShows: 1, servedLast30Days: 2 }),
    reach: { remote: true },
  })),
  resources: [
    {
      id: 'fund',
      kind: 'fund' as const,
      capabilities: ['relief'],
      quantity: 90_000,
      unit: 'yuan',
      reach: { remote: true },
    },
    {
      id: 'rice',
      kind: 'goods' as const,
      community: 'west',
      capabilities: ['rice', 'oil'],
      quantity: 600,
      unit: 'item',
      reach: { remote: true },
    },
    {
      id: 'room',
      kind: 'venue' as const,
      community: 'east',
      capabilities: ['room'],
      quantity: 4,
      unit: 'session',
      reach: { remote: true },
    },
  ],
} satisfies Omit<Input, 'needs'>;
const ASKS = [
  ['casework', 1, 'case'],
  ['escort', 2, 'session'],
  ['visit', 1, 'session'],
  ['respite', 180, 'minute'],
  ['relief', 30_000, 'fen'],
  ['rice', 4, 'item'],
  ['oil', 2, 'item'],
  ['room', 1, 'session'],
  ['hall', 1, 'session'],
] as const;
const URGENCIES = ['urgent', 'difficult', 'worrying', 'hoped'] as const;

function needOf(roll: Dice, id: string, day: number): NeedInput {
  const line = () => {
    const [capability, most, unit] = ASKS[roll(ASKS.length)]!;
    return { capability, quantity: 1 + roll(most), unit, remote: true };
  };
  const reportedAt = dayOf(day - roll(30) / 10);
  return {
    id,
    community: COMMUNITIES[roll(3)]!,
    urgency: URGENCIES[roll(4)]!,
    requirements: Array.from({ length: 1 + roll(2) }, line),
    person: `p${roll(40)}`,
    ...(roll(4) > 0 && { reportedAt }),
    ...(roll(3) > 0 && { dueAt: dayOf(day + 1 + roll(140) / 10) }),
    ...(roll(6) === 0 && { partial: false }),
    ...(roll(3) === 0 && { groups: [['empty-nest', 'dibao'][roll(2)]!] }),
  } as NeedInput;
}

/** Events of a week: most allocations are heard of, some more than once, some wrongly. */
function eventsOf(roll: Dice, plan: Plan, day: number, first: number, older: readonly OutcomeEvent[]): OutcomeEvent[] {
  const events: OutcomeEvent[] = [];
  const said = (at: number) => ({ id: `e${first + events.length}`, at: dayOf(at), source: 'sheet' });
  const within = () => day + roll(69) / 10;
  for (const { need, allocations } of plan.linkages) {
    for (const { requirement, provider, offer, quantity } of allocations) {
      const one = roll(2) ? { need, requirement, provider, offer } : { need, provider };
      const word = roll(10);
      if (word < 5) events.push({ type: 'accept', ...said(within()), ...one });
      if (word === 5) events.push({ type: 'decline', ...said(within()), ...one });
      if (roll(4) === 0) events.push({ type: 'start', ...said(within()), ...one });
      if (roll(7) === 0) events.push({ type: 'noShow', ...said(within()), ...one });
      for (let times = roll(3); times > 0; times--) {
        const done = { type: 'done' as const, ...said(within()), need, requirement, provider, offer };
        events.push(roll(2) ? done : { ...done, quantity: 1 + roll(quantity + 1) });
      }
    }
    if (roll(3) === 0) events.push({ type: 'satisfaction', ...said(within()), need, score: 1 + roll(5) });
    if (roll(4) === 0) events.push({ type: 'goal', ...said(within()), need, score: roll(5) - 2 });
  }
  for (const { need } of plan.unmet) {
    if (roll(6) === 0) events.push({ type: 'closeUnmet', ...said(within()), need });
    if (roll(9) === 0) events.push({ type: 'withdraw', ...said(within()), need });
  }
  // What was entered by mistake, and what comes twice.
  const all = [...older, ...events].filter(({ type }) => type !== 'void');
  if (roll(3) === 0 && all.length > 0)
    events.push({ type: 'void', ...said(within()), event: all[roll(all.length)]!.id });
  return roll(2) ? [...events, ...events.slice(0, 3)] : events;
}

export interface Year {
  readonly weeks: Week[];
  readonly events: OutcomeEvent[];
}

export function yearOf(seed: number, count: number): Year {
  const roll = dice(seed);
  const weeks: Week[] = [];
  const events: OutcomeEvent[] = [];
  let number = 0;
  for (let w = 0; w < count; w++) {
    const day = 7 * w;
    const next = w === 0 ? undefined : nextWeek(...sinceOf({ weeks, events }, w - 3));
    const records: Input = next?.input ?? { ...WORLD, needs: [] };
    const there = new Set(records.needs.map(({ id }) => id));
    const coming = Array.from({ length: 3 + roll(4) }, () => {
      // Now and then a need comes again.
      const id = number > 5 && roll(4) === 0 ? `n${roll(number)}` : `n${number++}`;
      return there.has(id) ? [] : [needOf(roll, there.add(id) && id, day)];
    }).flat();
    const network = createNetwork({ ...records, needs: [...records.needs, ...coming] });
    const made = { now: dayOf(day), ...(next && { previous: next.previous, bans: next.bans }) };
    const plan = match(network, made);
    weeks.push({ network, plan, made });
    events.push(...eventsOf(roll, plan, day, events.length * 2, events));
  }
  return { weeks, events };
}

/** The weeks from one on, and what happened in them. */
export function sinceOf({ weeks, events }: Year, week: number): [Week[], OutcomeEvent[]] {
  const since = events.filter(({ at }) => Date.parse(at) >= Date.parse(dayOf(7 * week)));
  const ids = new Set(since.map(({ id }) => id));
  return [weeks.slice(Math.max(0, week)), since.filter((one) => one.type !== 'void' || ids.has(one.event))];
}
