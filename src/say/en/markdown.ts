import type { markdown as Markdown } from '../zh/markdown.js';

export const markdown: typeof Markdown = {
  title: 'Five-society linkage plan',
  asOf: (now) => `As of ${now}`,
  timeless: 'No date was given: expiry, overdue offers and stale records play no part.',
  summary: (lines, met, partly, unmet) =>
    `Requirements: **${lines}**. Met in full: **${met}**, in part: **${partly}**, not at all: **${unmet}**.`,
  nothingAsked: 'Nothing is asked for.',
  coverage: 'Coverage',
  coverageHeadings: ['Urgency', 'Asked>', 'Covered>', 'Share>'],
  contributions: 'The five societies',
  contributionHeadings: ['Society', 'Role', 'Gives'],
  linkages: 'Linkages',
  linkageHeadings: ['Need', 'Community', 'Lead', 'Carrier', 'Who does what'],
  noLinkage: 'No linkage is possible.',
  wholes: 'Needs that are met whole or not at all',
  wholeHeadings: ['Rank', 'Needs>', 'Met>', 'People>', 'At most>', 'Gap>'],
  wholesBound:
    'It is proved that, with the ranks before as they are, no choice serves more people of a rank than “at most”.',
  wholesBounded:
    'It is proved that, with the ranks before as they are, no choice serves more people of a rank than “at most”. A gap means that it is not settled whether that many can be reached; where there is none, a choice that does better in the coverage of other requirements, in promises or in cost is not ruled out, and `teams` in the plan says by how much at most.',
  unmet: 'Unmet needs',
  unmetHeadings: ['Need', 'Urgency', 'What', 'Covered / asked>', 'Why'],
  why: 'Why (requirements)',
  allMet: 'Every need is met.',
  given: (what, amount, by, slot) => `${what}, ${amount}: ${by}${slot === undefined ? '' : `, ${slot}`}`,
  proof: 'What is proved',
  proved: 'Its certificate proves that among all plans that break no rule and no capacity this one is, in this order:',
  stopped:
    'The search was stopped at its limit. The plan strives for the following, in this order, not all of it proved:',
  bounded:
    'Of the needs that are met whole, or of the times of providers (`teams` and `time` in the plan say how much better at most), a better choice is not ruled out; given the choice, its certificate proves that this plan is, in this order:',
  otherTimes: (rank: string, more: number) =>
    `Rank ${rank}: the times of providers split otherwise give at most ${more} ${more === 1 ? 'session' : 'sessions'} more (an hour counts as one).`,
  greedy:
    'Made first come, first served, and nothing was moved again: it breaks no rule and no capacity, and does not claim to be the best.',
  levels: {
    rank: '**Urgent first**: rank by rank, no more could be covered.',
    fair: '**Fair within a rank**: the worst-off could not be better off, then the next.',
    keep: '**True to its word**: as little as possible of what was published is taken back.',
    even: '**Even load**: the busiest people could not be less busy, then the next.',
    cost: '**The best fit**: distance, tiers, skills and the like cost as little as possible.',
  },
  wholesFirst:
    '**Urgent first**: rank by rank, needs that are met whole could serve no more people, and no more of the rest could be covered.',
  howToCheck: (digest) =>
    `Certificate \`${digest}\`. Anyone who has the data can call \`verify\` and check this without trusting the solver.`,
};
