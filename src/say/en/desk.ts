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
  nothingThere:
    'No need was read, so there is no plan: the sheets have headers or examples only. Write rows of your own, whose ids do not begin with 示例, and run it again.',
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
  page: 'five-society-desk.html',
  overSheets: 'The lists would be written over the sheets. Maybe pass another --out.',
  noTables: (folder) => `There is no CSV file or workbook in ${folder}. Maybe take a template.`,
  failed: 'It was not done',
  unreadable: 'This cannot be read: ',
  notWritten: (why) => `A file cannot be written: ${why}. Maybe it is open in Excel, or --out is no folder.`,
  noLanguage: (lang) => `--lang cannot be '${lang}'.`,
  extra: (word) => `Unexpected argument '${word}'.`,
  whichFolder: 'Which folder are the lists in?',
  whichCommand: 'Expected desk, match, verify, explain, doctor, library, run, worker, schema, template or page.',
  library: {
    which:
      'Expected library init LIBRARY [FOLDER], import LIBRARY FOLDER, export LIBRARY FOLDER or history LIBRARY COLLECTION ID.',
    stations: (all) => (all === '' ? 'The library is there; no station is enrolled.' : `Stations and areas:\n${all}`),
    imported: (count, left) => `${count} records added or changed${left > 0 ? `; ${left} places were not read` : ''}.`,
    actions: { add: 'added', change: 'changed', remove: 'removed', confirm: 'confirmed' },
    nothing: 'There is no such record that the station sees.',
    refused: {},
  },
  whichCluster: 'To check a plan in parts, pass --cluster <module>: the module of the run.',
  noCluster: (file, why) =>
    `${file} is no module of a cluster: ${why} Its default export should be defineCluster({ … }).`,
  noManifest: (file) => `${file} cannot be read, or is no manifest of a plan in parts. Maybe run run first.`,
  clusterStages: { frames: 'looking over shards', plans: 'planning shards' },
  partsPlanned: (parts, lines, root) => `${parts} parts, ${lines} requirements; root ${root}`,
  partsVerified: (parts) => `${parts} parts and their manifest checked against the records: they agree.`,
  atWork: 'Waiting for jobs; Ctrl+C ends it.',
  whatToExplain: 'Expected the id of a need, a provider such as volunteer:7, or both.',
  noPlan: (file) => `${file} cannot be read: there is no plan yet, or it is of another version. Maybe run desk first.`,
  badThreads: (text) => `--threads cannot be '${text}'. Maybe 1 to 64.`,
  badNow: (text) => `--now cannot be '${text}'. Maybe 2026-03-07 or 2026-03-07T09:00:00+08:00.`,
  badCompare: (text) => `--compare cannot be '${text}'. Maybe three, greedy, or societies such as community,volunteer.`,
  badBudget: (text) => `--budget cannot be '${text}'. Maybe yuan, such as 5000.`,
  badSettings: 'These settings cannot be used',
  previousUnread: (file, version) =>
    version === ''
      ? `The plan before, ${file}, cannot be read: it does not count.`
      : `The plan before, ${file}, is of another version (${version}): it does not count.`,
  second: 'Since the plan before',
  sinceLast: (kept, changed, people, ended) =>
    `${kept} allocations as they were, ${changed} changed${changed > 0 ? `; ${people} providers to tell (see the list of changes)` : ''}${ended > 0 ? `; ${ended} of needs that are no longer listed` : ''}.`,
  returned: (counts, done, left) =>
    `Come back: ${counts}${done > 0 ? `; ${done} needs are wholly done` : ''}${left === '' ? '' : `; still listed, to be checked: ${left}`}.`,
  stray: (count) => `${count} results are of no plan and are not counted.`,
  handedOut: 'messages',
  calendars: 'calendars',
  moreChanges: (count) => `  ${count} more in the list of changes.`,
  keptFilled: (files) => `Lists that somebody has filled in are kept: ${files}`,
  doctor: (tables) => `${tables} tables read; nothing was planned.`,
  usage: `Usage: five-society-linkage <command> …

desk <folder>                  reads lists in a folder, with those in it, or a workbook; matches, going on from the plan before; verifies; writes lists, plan, report
match <folder>                 the same, and writes the plan only
verify <folder>                checks the plan in out against the lists
explain <folder> <id> [provider]  why a need, a provider (volunteer:7), or the two together
doctor <folder>                reads the lists and tells what is wrong; plans nothing
run <module>                   plans a province shard by shard, writes manifest.json and the plan to out; once stopped, run again, it goes on
worker <module>                does jobs of a run until it is ended
verify <manifest> --cluster <module>  checks a plan in parts against the records, shard by shard
schema [input|policy]          JSON Schema of the data, or of a policy
template [folder]              writes lists to fill in, with examples and a page on every column
page [file]                    writes the desk as one web page: works offline, nothing to install
library init <library> [folder]     makes a library (a folder, or a postgres:// URL) and enrols the stations of sheets with their areas
library import <library> <folder>   reads lists into it: what is new is added, what differs changed, what is not listed stays
library export <library> <folder>   writes the records that the station sees as lists
library history <library> <collection> <id>  every version of a record, such as volunteers v1

  --lang zh|en     language of what is written and printed (zh)
  --out folder     where to, and where the plan before is (out)
  --csv            lists and templates as CSV, not as a workbook
  --carry words    columns whose headers have one of these words go with the dispatch lists, and not into plan or report
  --now time       now; the sheet "as of" if absent
  --policy file    the policy; policy.json of the folder or its sheet 设置 (settings) if absent
  --previous file  the plan before; that of out if absent
  --fresh          does not go on from the plan before
  --compare three  beside a plan of some societies only (or greedy): the list of comparison
  --backups        the list of who stands by
  --tiers          the list of needs passed on tier by tier
  --budget yuan    with a sheet 价目 (prices): what so much money would best add
  --library name   records of a library too; plan and outcomes go back into it; a folder may be left out
  --station id     the station in whose name the library is used
  --actor name     who does it, for the log; the station if absent
  --since time     import: when the lists were exported; what both sides have changed since is told, not overwritten
  --cluster module the module of the run of a plan in parts
  --threads count  jobs at once, a thread each
  --version        the version

Exit codes: 0 done, nothing wrong; 1 done, but no need was read, the check failed, or doctor found faults; 2 not done: misuse, files that cannot be read or written, settings that cannot be used.`,
};
