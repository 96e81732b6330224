import type { report as Report } from '../zh/report.js';

export const report: typeof Report = {
  title: 'Five-society linkage report',
  asOf: 'As of',
  maker: 'By',
  of: (all, part) => `${part} of ${all}`,
  readOf: (found, read) => `${read} of ${found} rows read`,
  others: (count) => `${count} others`,
  timeless: 'No date was given: nothing expires or grows stale.',
  needScript: 'The list of needs needs JavaScript.',
  coverage: 'Coverage',
  today: 'To do today',
  coverageNote:
    'Met: by the number of needs; the others are the share covered of each unit, which are never added up. Places where least is met come first.',
  rankNote:
    'A rank is the tuple that the policy gives, compared from the left, smaller first; by default (urgency, 6 − severity), one class higher when overdue.',
  flowNote:
    'Bands: how many needs each society takes part in, so a need that several serve has several; the figures on the right count each need once.',
  fairness: 'Fairness curve',
  fairnessNote:
    'Communities by share covered, worst off first: across, the part of all that is asked; up, the part of all that is given. The nearer to the diagonal, the more even; a Gini of 0 and a Jain of 1 are all alike.',
  map: 'Map',
  mapNote:
    'A dot is a community: its size is the number of needs, its colour the share that is not wholly met. No base map: positions are relative.',
  tree: 'Tiers',
  treeNote:
    'City, districts, streets from the inside out; the size is the number of needs, the colour the share that is not wholly met.',
  comparison: 'Before and after',
  sides: (name) =>
    `The grey bar is “${name}”, the green one this plan. Bars of one table share a scale; tables in which nothing changed are left out.`,
  alike: (name) => `Nothing here has changed from “${name}”.`,
  points: ' points',
  gaps: 'Gap matrix',
  gapsNote:
    'Category × street: the figure is the number of needs not wholly met, the colour their share of all needs there. Blank: nothing is asked.',
  key: 'Share unmet',
  lists: 'Lists',
  list: 'List',
  causes: 'Why needs are unmet',
  causesNote: (lines, needs) => `Counted by requirement: ${lines} of ${needs} needs are not wholly met.`,
  cause: 'Reason',
  allMet: 'Every need is met.',
  assets: 'Community assets',
  assetsNote: 'What communities registered, in five dimensions.',
  proof: 'What is proved',
  howToCheck: 'Anyone who has the data can call verify and check this without trusting the solver.',
  unplaced: 'allocations were let through although a place is not known: please check by hand.',
  withdrawn: 'promised units of the previous plan are taken back.',
  /** In place of a list. */
  tooLong: (rows: string) => `${rows} rows, too long for this page: see the file or the workbook of lists.`,
  tools: { theme: 'Theme', print: 'Print', contents: 'Contents' },
  figures: { needs: 'Needs', linkages: 'Linkages', all: 'All', none: 'none' },
  shares: { met: 'Met', urgent: 'of urgent needs met' },
  amounts: { unit: 'Unit', asked: 'Asked', covered: 'Covered' },
  five: { participation: 'The five societies', society: 'Society', gives: 'Gives' },
  change: { before: 'Before', after: 'Now', change: 'Change', needsMet: 'Needs met' },
  place: { street: 'Street', community: 'Community' },
  proving: { proved: 'proved', notProved: 'not proved', certificate: 'Certificate' },
  themes: { system: 'System', light: 'Light', dark: 'Dark' },
  taking: { providers: 'Providers', societies: 'Needs each takes part in' },
  evenness: { share: 'Share', least: 'Worst-off', gini: 'Gini', jain: 'Jain' },
  wholes: {
    title: 'Needs that are met whole or not at all',
    beneficiaries: 'Beneficiaries',
    atMost: 'Proved at most',
    rank: 'Rank',
  },
  by: {
    urgency: 'By urgency',
    district: 'By district',
    street: 'By street',
    community: 'By community',
    rank: 'By rank',
  },
  means: {
    optimal:
      'Its certificate proves that among all plans that break no rule and no capacity this one is, in this order:',
    bounded:
      'A better choice of needs that are met whole, or of the times of providers, is not ruled out, by a proved bound. Given this choice, the plan is, in this order:',
    stopped:
      'The search was stopped at its limit. The plan keeps every rule and strives for the following, in this order; what is ticked is proved.',
    greedy: 'The plan keeps every rule but was not optimised; what is ticked is proved.',
  },
  levels: {
    rank: 'Urgent first',
    fair: 'Fair within a rank',
    keep: 'True to its word',
    even: 'Even load',
    cost: 'The best fit',
  },
  claims: {
    rank: 'Rank by rank, no more could be covered.',
    fair: 'Within a rank the worst-off could not be better off, then the next.',
    keep: 'As little as possible of what was published is taken back.',
    even: 'The busiest people could not be less busy, then the next, in quarters of what each can give, cases one by one.',
    cost: 'Distance, tiers, skills and the like cost as little as possible in sum.',
  },
};
