import type { desk as Desk } from '../zh/desk.js';

export const desk: typeof Desk = {
  tiers: 'tiers  ',
  records: 'records',
  counted: (count, name) => `${name} ${count}`,
  asked: (needs, found, lines) => `needs    ${needs} of ${found} read, with ${lines} requirements`,
  left: (kinds) => `not read ${kinds} (see the list of issues)`,
  ofAll: (kind, left, found) => `${left} of ${found} ${kind}`,
  nothingRead: 'No need was read, so there is no plan. Mend what is told above, and run it again.',
  timeless: 'as of    not given: nothing expires or grows stale; a sheet "as of" would say it.',
  noFault: 'No fault was found in the sheets.',
  row: (rows) => `row ${rows}`,
  colon: ': ',
  faults: (count) => `${count} ${count === '1' ? 'fault' : 'faults'} in the sheets; those rows are left out`,
  moreFaults: (count) => `  ${count} more in the list of issues.`,
  columns: ['needs', 'met', 'part', 'unmet', '', 'met'],
  urgentFirst: 'Urgent first',
  urgency: 'urgency',
  all: 'all',
  districts: 'By district',
  district: 'district',
  gives: 'What each society gives',
  allMet: 'Every need is met',
  allReadMet: (needs, left) => `All ${needs} needs that were read are met; ${left} were not read`,
  unknown: 'how much is not known',
  lacks: 'lacks',
  late: 'late',
  between: ' ',
  mostUrgent: 'The most urgent unmet needs',
  unmet: (count) =>
    `${count} ${count === '1' ? 'requirement is' : 'requirements are'} not wholly met: see the list of unmet needs for reasons and what would help.`,
  proof: 'Proof',
  statuses: {
    optimal: 'Proved: urgent first, fair within a rank, promises kept, best fit; no plan is better.',
    bounded:
      'A better choice of needs that are met whole, or of the times of providers, is not ruled out; given the choice, no plan is better.',
    stopped: 'Stopped at a limit.',
    greedy: 'First come, first served.',
  },
  checks: (count, digest) => `  ${count} checks that do not trust the solver; certificate ${digest}`,
  times: { read: 'read', match: 'match', verify: 'verify', lists: 'lists', report: 'report' },
  written: 'Lists, plan and report:',
  stages: {
    read: 'reading',
    compile: 'candidates',
    solve: 'matching',
    check: 'checking',
    decode: 'writing the plan',
    verify: 'verifying',
    lists: 'writing lists',
    report: 'writing the report',
  },
  byHand: 'First come, first served',
  templates: 'lists.xlsx',
  workbook: 'plan.xlsx',
  overSheets: 'The lists would be written over the sheets. Maybe pass another --out.',
  noTables: (folder) => `There is no CSV file or workbook in ${folder}. Maybe take a template.`,
  failed: 'It was not done',
  unreadable: 'This cannot be read: ',
  notWritten: (why) => `A file cannot be written: ${why}. Maybe it is open in Excel, or --out is no folder.`,
  noLanguage: (lang) => `--lang cannot be '${lang}'.`,
  extra: (word) => `Unexpected argument '${word}'.`,
  whichFolder: 'Which folder are the lists in?',
  whichCommand: 'Expected desk or template.',
  usage: `Usage: five-society-linkage desk <folder> [--lang zh|en] [--out out] [--xlsx] [--carry words]
       five-society-linkage template [folder] [--lang zh|en] [--xlsx]

desk      reads lists 需求、社区、志愿者 … (CSV, XLSX) in a folder, with those in it, or a workbook, matches, and writes lists, plan and report
template  writes lists to fill in, with examples and a page on every column

  --lang  language of what is written and printed (zh)
  --out   folder for what is written (out)
  --xlsx  templates as one workbook; of what the desk writes, all lists in one workbook, too
  --carry columns whose headers have one of these words go with the dispatch lists, and not into plan or report`,
};
