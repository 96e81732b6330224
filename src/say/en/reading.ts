import type { reading as Reading } from '../zh/reading.js';

export const reading: typeof Reading = {
  gone: 'no such file or folder',
  noFiles: 'there are no files here. Maybe pass their bytes.',
  noBook: 'this is no workbook, or it is damaged. Maybe save it as .xlsx again.',
  otherBook: (kind) => `this is a ${kind} file, which is not read. Maybe save it as .xlsx.`,
  locked: 'the workbook is protected by a password. Maybe take the password off and save it.',
  swells: (most) => `it unpacks into more than ${most} MB and is not read. Maybe split it.`,
  results: 'results of an earlier run, not read.',
  noTable: 'this is no table; it is not read.',
  closed: (why) => `it cannot be opened: ${why}`,
  noText: 'this is no text in UTF-8, UTF-16 or GB18030. Maybe save it as CSV UTF-8.',
  blank: 'blank',
  forPeople: 'for people, not read',
  hiddenSheet: 'the sheet is hidden and not read. Maybe show it.',
  hiddenRows: (count, rows) => `${count} hidden (or filtered) rows are not read: rows ${rows}. Maybe show them.`,
  further: (count, last) =>
    `the same is wrong in ${count} more places, down to row ${last}. Maybe mend those before first.`,
  stray: (place, most) => `what stands at ${place} and the like is beyond column ${most} and not read.`,
  cells: (rows, cells) =>
    `there are more than ${rows} rows or ${cells} cells: from here on nothing is read. Maybe split the file.`,
  noResult: 'the formula has no stored result. Maybe open the file in Excel and save it.',
  damaged: 'there are damaged characters (�). Maybe look at it again.',
  unknownTable: (name, kinds) => `"${name}" does not say what it lists. Maybe name it one of ${kinds}.`,
  noHeader: (columns) => `no row has the header. Maybe write one: ${columns} …`,
  takenBy: (kind, columns) => `read as ${kind}, by its headers: ${columns}.`,
  headerAt: (row) => `the header is row ${row}`,
  twoRows: (row) => `the header has two rows, and ends with row ${row}`,
  skipped: (what, rows) => `${what} are no records and passed over: rows ${rows}`,
  totals: 'totals',
  remarks: 'remarks below',
  examples: 'examples',
  headersAgain: 'repeated headers',
  readAs: (cell: string, as: string) => `"${cell}" was read as ${as}.`,
  loneWord: (word: string, times: number, ofNeeds: boolean, near: string) =>
    `"${word}" stands in ${ofNeeds ? 'needs' : 'offers'} (${times}×), and in no ${ofNeeds ? 'offer' : 'need'}.${near === '' ? '' : ` Maybe ${near} is the same.`} Say so in the column "meant" of the list "words".`,
  oneSided: (count, ofNeeds) =>
    `${count} words of ${ofNeeds ? 'needs' : 'offers'} are your own, and ${ofNeeds ? 'offers' : 'needs'} say none to check them by. Maybe add ${ofNeeds ? 'offers' : 'needs'}.`,
  nearWord: (word: string, times: number) => (times === 0 ? `"${word}"` : `"${word}" (${times}×)`),
  glossary: (count: number) => `a glossary of ${count} words`,
  noSuchColumn: (table, meant, near) =>
    `${table} have no column "${meant}". Maybe ${near === '' ? 'write another' : `"${near}"`}, or "not read".`,
  maybeTwice: (one: string, other: string, percent: string, reasons: string) =>
    `${one} and ${other} may be one (${percent} certain): ${reasons}. Write "merge" or "not" in the column "decision" of the list "doubles".`,
  unsought: (most) => `records entered twice are not looked for among more than ${most}. Maybe read them in parts.`,
  agreement: (field: string, how: 'same' | 'near' | 'alike' | 'faint' | 'other') =>
    `${field} ${{ same: 'the same', near: 'near', alike: 'alike', faint: 'a little alike', other: 'different' }[how]}`,
  decisions: (count: number) => `${count} decisions on doubles`,
  noColumns: (columns, others) =>
    `the sheet has no column ${columns}${others === '' ? '' : `; not understood: ${others}`}. Maybe add it, rename one, or say in the list "words" which it is.`,
  asId: (header) => `there is no column 编号 (id): ${header} serves as the id.`,
  madeIds: (first, last) => `there is no column 编号 (id): ids are made, ${first} to ${last}.`,
  nameIsId: 'there is no column 编号 (id): the name serves as the id.',
  countedIn: (header, unit) => `${header} is counted in ${unit}.`,
  unknownSetting: (item, near) =>
    `there is no setting '${item}'. Maybe ${near === '' ? 'look it up in the guide' : `'${near}'`}.`,
  badSetting: (value, allowed) => `'${value}' is not one of: ${allowed}.`,
  badPolicy: (line, column) =>
    `this is no JSON, from line ${line}, column ${column}. Maybe mend it, or use a sheet 设置.`,
  notThere: (what, text, near) =>
    `there is no ${what} '${text}'.${near === '' ? ' Maybe leave the row out, where it is done with.' : ` Maybe '${near}'.`}`,
  severalOf: (name, keys) => `several are called '${name}'. Maybe write an id: ${keys}.`,
  whichLine: (need, lines) => `which requirement of need ${need} is not said. Maybe one of: ${lines}.`,
  pinAmount: (unit) =>
    `this amount cannot be read. Maybe a figure${unit === '' ? '' : ` with its unit, such as 2 ${unit}`}.`,
  pinRefused: (why) => `this pin cannot be kept and is left out: ${why} Maybe \`explain\` tells which rule.`,
  badDoneOn: () =>
    'no day is understood, or it is not between the plan and the date of the data: it is left out. Maybe write it like 2026-03-07.',
  badVote: (why) =>
    ({
      fund: 'which fund is voted on is not clear. Maybe name it in a sheet 设置 as 投票基金; it has one offer, in yuan.',
      project: 'there is no such project. Maybe write an id or a name of the sheet 项目.',
      cost: 'no amount above 0. Maybe write yuan, such as 12000.',
      twice: 'the id is empty, or taken by a project above. Maybe write another one.',
      points: 'no whole number of 0 or more. Maybe leave it empty, for a vote.',
    })[why],
  badPrice: (column, value) =>
    `${column}: ${value === '' ? 'nothing is written' : `'${value}' is not understood`}. Maybe see the guide on 价目.`,
  orders: 'how plans are to be made: it is read',
  prefixed: (prefix) => `other files have the same ids: these begin with "${prefix}-" now.`,
  pseudonym: (count) =>
    `${count} ids look like identity or mobile numbers and were replaced by pseudonyms. Maybe use other ids.`,
  madeCommunities: (count, names) => `no table lists communities: ${count} were made of what others name: ${names}.`,
  stem: 'alias',
};
