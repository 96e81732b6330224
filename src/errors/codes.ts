/** When a code is given, and what to do then. */
export interface CodeNote {
  readonly when: string;
  readonly then: string;
}

const note = (when: string, then: string): CodeNote => ({ when, then });

/**
 * Every `code` of a `LinkageError`: thrown before work starts, except where it says otherwise. An abort by `signal` is no
 * LinkageError: it rejects with the signal's own reason.
 */
export const errorCodes = {
  INVALID_INPUT: note(
    'Records, changes, bare pairs or teams have faults; `details` lists them with their paths.',
    'Correct the rows, or use `importNetwork`, which keeps the good ones.',
  ),
  INVALID_NETWORK: note(
    'What was passed as a network is none.',
    'Pass what `createNetwork` or `importNetwork` returned.',
  ),
  INVALID_OPTIONS: note(
    'An option or a part of a policy is unknown or out of range; `details` says which.',
    'Follow the hint: it names the nearest known word.',
  ),
  INVALID_PINS: note(
    'Pins name a pair that no rule allows, or ask together for more than a capacity holds.',
    'Use `explain` on the pair that `details` names, or pin less.',
  ),
  INVALID_PLAN: note('A text or object is no plan of this version.', 'Pass what `match` returned, or its JSON.'),
  INVALID_STATE: note('`openLive`: a text is no saved session, or was changed.', 'Pass what `save` gave, unchanged.'),
  PLAN_MISMATCH: note(
    'A plan is of other records, or was made with another policy, previous plan, pins, bans, history or societies.',
    'Pass the network as it was then, and what the plan was made with.',
  ),
  UNKNOWN_NEED: note(
    '`explain`, `recommend` or `cheapestFixes` is asked about a need that is not in the network, or about a requirement it does not have.',
    'Pass the id of one of its needs.',
  ),
  UNKNOWN_OFFER: note(
    '`explain` or `recommend` is asked about a provider or an offer that is not in the network.',
    'Pass a node key such as `volunteer:7`, and the id of one of its offers.',
  ),
  CANDIDATES_TOO_MANY: note(
    'More pairs are possible than fit (50 million), or would have to be looked at.',
    'Narrow the reach of offers, name societies or windows, or plan districts one by one.',
  ),
  SUM_TOO_LARGE: note(
    'Quantities of one unit add up to more than 2^53 − 1, or all demands do; or all that `cheapestFixes` could buy; or, with needs met whole, a figure of the plan to more than 2^52.',
    'Look for a mistyped amount: the message names the sum.',
  ),
  COST_TOO_LARGE: note(
    'A cost, or the cost of a path, is beyond 2^53 − 1; or, with needs met whole, the cost of a plan could be beyond 2^52.',
    'Use smaller scales of terms, or lots that divide each other.',
  ),
  COST_SCALE_TOO_LARGE: note(
    'The lots of the catalogue have too large a common multiple.',
    'Use lots that divide each other, such as 10, 100, 1000.',
  ),
  BAD_RULE: note(
    'A rule of your own threw, or returned no boolean.',
    'See `details` for the pair and `cause` for what was thrown.',
  ),
  BAD_TERM: note('A term of your own threw, or returned no integer.', 'Round it: costs are whole numbers.'),
  BAD_RANK: note(
    '`rank` of the policy threw, or returned no list of integers.',
    'Return a list of whole numbers, smaller first.',
  ),
  BAD_FAIR_BY: note(
    '`fairBy` of the policy threw, or returned no string.',
    'Return a string, or `undefined` for a class of its own.',
  ),
  UNREADABLE_FILE: note(
    '`readFiles`: a file or folder is not there, or is no workbook of today; `details` says which.',
    'Save it as .xlsx or as CSV UTF-8; where there are no files, pass bytes to `readTables`.',
  ),
  PEER_MISSING: note(
    'Workbooks, charts or a library take a package that is not installed.',
    'Install it as the message says; for workbooks, CSV will do.',
  ),
  CONFLICT: note(
    'Of a library: another has changed, added or removed it since it was read; `details` says who and when. Nothing is overwritten.',
    'Read it again and decide anew.',
  ),
  FORBIDDEN: note(
    'Of a library: what is to be changed is not in the area of the station, or it does not see it.',
    'Ask the station that it belongs to, or one above.',
  ),
  UNKNOWN_STATION: note('Of a library: a station that is not enrolled.', 'Use `enrol`.'),
  LIBRARY_IN_USE: note('`openLibrary`: another process has the folder open.', 'Close it there, or use PostgreSQL.'),
  LIBRARY_UNREACHABLE: note('`openLibrary`: the server does not answer.', 'Start it, or correct its URL.'),
  LIBRARY_VERSION: note(
    '`openLibrary`: a server before PostgreSQL 15, or a library of a later version of this package.',
    'Update what the message names.',
  ),
  SELF_CHECK_FAILED: note(
    'After solving: the plan did not pass its own check and is withheld. This is a fault of the library.',
    'Report it with the records, please.',
  ),
  WORKER_FAILED: note(
    '`match` of workers: one of them ended, ran out of memory, or its file could not be loaded; `cause` says more.',
    'Call again: a fresh one is started. If none ever starts, pass `url`, the place of `five-society-linkage/worker-thread`.',
  ),
  WORKERS_CLOSED: note(
    '`match` of workers that were closed, before the call or during it.',
    'Close workers when nothing is wanted from them any more.',
  ),
} as const satisfies Record<string, CodeNote>;

/**
 * Every `code` of a fault in `LinkageError.details` and of an issue of `importNetwork` or `importTables`. `path` says where, `value` what was
 * found. The codes of limits and of the policy's functions stand in {@link errorCodes} and may be faults as well.
 */
export const faultCodes = {
  // shape
  REQUIRED: note('A field that must be there is missing.', 'Write it.'),
  NOT_AN_OBJECT: note('Something else than an object stands where one is due.', 'Write `{ … }`.'),
  NOT_AN_ARRAY: note('Something else than a list stands where one is due.', 'Write `[ … ]`.'),
  HOLE: note('A list has a hole.', 'Write every element.'),
  NOT_A_STRING: note('Something else than a string; ids are never numbers.', 'Put it in quotes.'),
  NOT_A_BOOLEAN: note('Something else than true or false.', 'Write `true` or `false`, without quotes.'),
  NOT_A_NUMBER: note('Something else than a number, such as a number in quotes.', 'Write it without quotes.'),
  NOT_FINITE: note('NaN or Infinity.', 'Write a number, or the word for it: `unlimited`, `unknown`.'),
  NOT_AN_INTEGER: note(
    'A fraction of the stored unit, such as half a session.',
    'Use a whole number, or a unit that divides: `hour`, `yuan`.',
  ),
  NEGATIVE: note('A number below 0.', 'Write 0 or more.'),
  TOO_LARGE: note('A number beyond 2^53 − 1.', 'Look for a mistyped amount, or use a larger unit.'),
  OUT_OF_RANGE: note(
    'A number outside its range: severity 1–5, latitude ±90, a lot of at least 1 …',
    'The message says the range.',
  ),
  UNKNOWN_WORD: note('A word that is not on the list of the field.', 'The message has the list.'),
  UNKNOWN_KEY: note(
    'A key that is not known; in records, one very close to a known one: others are kept.',
    'Correct the spelling, or leave it out.',
  ),
  OWN_FIELD: note(
    'A hint: a field or collection of no name of ours. It is kept, and nothing reads it.',
    'Nothing, if it is your own; else the field that is meant.',
  ),
  DOUBTFUL_WORD: note(
    'A hint: a code that neither the catalogue nor the other side of the data knows, near to one that they know. It is kept.',
    'Follow the message; for a word of your own, add an entry with this code to the catalogue.',
  ),
  LONE_WORD: note(
    'A hint: a code that neither the catalogue nor the other side of the data knows, and a slip for none. It is kept, and nothing can match it.',
    'Look for what the others call it; for a word of your own, add an entry with this code to the catalogue.',
  ),
  UNKNOWN_UNIT: note(
    'A unit very close to a built-in one, such as `hours`; other units are your own and are kept.',
    'Follow the hint; for a unit of your own of this name, add an entry with this code to the catalogue.',
  ),
  EMPTY: note('An empty list, which would forbid everything.', 'Leave the field out if anything will do.'),
  NOT_DATA: note('A function, Map, Date or the like inside a record.', 'Write plain data; an instant as text.'),
  UNREADABLE: note('Reading a value threw an error.', 'Pass plain data.'),
  TOO_DEEP: note('Values nested too deep.', 'Flatten unknown keys, or leave them out.'),
  NOT_JSON: note('A text that is no JSON.', 'Pass the text that `JSON.stringify` made of a plan.'),
  BAD_PLAN: note('A part of a plan does not fit the others.', 'Pass the plan unchanged.'),
  // text
  BAD_ID: note(
    'An id that is empty, too long, or has control characters or lone surrogates.',
    'Use 1 to 64 visible characters.',
  ),
  BAD_TEXT: note('Text with lone surrogates.', 'Read the file as UTF-8.'),
  BAD_ADMIN_CODE: note(
    'An administrative code without 2, 4, 6, 9 or 12 digits.',
    'Use the 12-digit statistical code, or a whole level of it.',
  ),
  BAD_INSTANT: note('No real instant with its offset.', 'Write `2026-03-07T08:00:00+08:00`.'),
  BAD_WINDOW: note(
    'A time of windows that cannot be read, or that no slot is in.',
    'Write `2026-03-07/am`, 每周二上午 or `{ weekly, from, to, until }`, with `asOf` where it recurs.',
  ),
  // records together
  DUPLICATE_ID: note('An id is taken by another row or line.', 'Rename one; the first one is kept.'),
  DUPLICATE: note('An element of a list comes twice.', 'Remove one.'),
  LENGTHS_DIFFER: note('`matchColumns`: columns of one table have different lengths.', 'Give every row a number.'),
  DUPLICATE_PAIR: note('`matchPairs`, `matchColumns`, `matchTeams`: two that are paired twice.', 'Merge the two rows.'),
  DANGLING_REFERENCE: note('A record names another that is not there, or was left out.', 'Add it, or correct the id.'),
  LINE_AND_ARRAY: note('One line is written on the record and others in its array.', 'Move it into the array.'),
  REQUIREMENT_MISSING: note('A need asks for nothing.', 'Add `capability`, `requirements` or `category`.'),
  UNIT_AMBIGUOUS: note(
    'A capability is offered in several units and the requirement names none; or an amount of money has no unit.',
    'Add `unit`.',
  ),
  UNIT_ASSUMED: note(
    'A hint: an amount without a unit is taken in the one told, as nothing, or several units, are usual for it.',
    'Write `unit`.',
  ),
  UNIT_UNMATCHED: note(
    'A hint: nobody who may give what is asked for counts it in this unit, so it gets nothing.',
    'Use one unit for both.',
  ),
  CAP_UNIT: note('The cap of a provider has a unit in which it offers nothing.', 'Use a unit of its offers.'),
  CONTRADICTION: note(
    'Two fields cannot both be true: an end before its start, a minimum above the quantity …',
    'Maybe they are swapped.',
  ),
  TIER_ORDER: note('The parent of a station is not of a higher tier.', 'Street under district, district under city.'),
  CYCLE: note('Stations, or supervisors, lead in a circle; the message prints it.', 'Cut it in one place.'),
  MIXED_CRS: note('Locations of different datums in one input.', 'Convert them to one of WGS84, GCJ02, BD09.'),
  // tables
  NOT_READ: note('A file, a sheet, or rows of it are not read; the message says why.', 'Follow the message.'),
  BAD_ENCODING: note('A file is no text in UTF-8, UTF-16 or GB18030.', 'Save it as CSV UTF-8.'),
  UNKNOWN_TABLE: note(
    'The name of a file or sheet does not say what it lists.',
    'Name it 需求, 志愿者, needs or the like.',
  ),
  HEADER_MISSING: note('None of the first rows of a table has its headers.', 'Take a template of `tableTemplates`.'),
  RAGGED_ROW: note('A row has more cells than the header.', 'Put cells that hold separators in quotes.'),
  BAD_QUOTES: note('A quote in a CSV file is not closed, or text follows it.', 'Double the quotes inside a cell.'),
  CELL_CHANGED: note(
    'A spreadsheet changed a cell: digits lost (`4.60105E+11`), a date in place of an id, an error.',
    'Format the column as text and type it again.',
  ),
  MAYBE_TWICE: note(
    'A hint: two records may be one, entered twice; the message says why. Both are kept.',
    'Decide in the list 疑似重复: `合并` or `不是`; in records, `mergeRecords`.',
  ),
  READ_AS: note(
    'A hint: a cell does not say it all, such as `约20人`, or a day without its year; the message says what it was read as.',
    'Nothing, if it is meant so; else write it out.',
  ),
  // the ledger of a fund
  PAST_BALANCE: note(
    '`fundLedger`: more is committed, paid or released than is there.',
    'The message has what is left.',
  ),
  NOT_APPROVED: note(
    '`fundLedger`: a payment without approval, or an approval without a majority.',
    'Enter the approval first.',
  ),
  WRONG_PURPOSE: note(
    '`fundLedger`: a payment of another purpose than its commitment.',
    'Commit money of this purpose.',
  ),
  // options
  INVALID_OPTION: note('An option is not what it has to be: a policy, a signal, a function.', 'Follow the hint.'),
  BAD_LEVELS: note(
    '`levels` is no subset of rank, fair, keep, even, cost in this order (even may also be last) that has rank.',
    'Leave it out for the default.',
  ),
  BAD_QUANTITY: note('A pin is no whole number above 0.', 'Pin at least 1.'),
  NOT_A_CANDIDATE: note('A pin names a pair that some rule forbids.', '`explain` tells which rule.'),
  AMBIGUOUS_PIN: note('A pin can mean several pairs.', 'Name requirement, offer and slot.'),
  PINS_CONTRADICT: note('Pins ask together for more than is there.', 'Pin less; the message has the figures.'),
} as const satisfies Record<string, CodeNote>;

/** A code of a `LinkageError`. */
export type ErrorCode = keyof typeof errorCodes;

/** A code of a fault or an issue. */
export type FaultCode = keyof typeof faultCodes | ErrorCode;
