import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod/mini';
import { ownFolder, ownVersion } from '../cluster/setup.js';
import { formatPath, LinkageError } from '../errors/linkage-error.js';
import type { TableIssue } from '../io/index.js';
import { inputJsonSchema } from '../model/notes/json-schema.js';
import { policySchema } from '../policy/json.js';
import { DESK_WORDS } from '../say/words.js';
import { compareOf } from '../week/asked.js';
import { runExplain, runVerify } from './again.js';
import { runParts, verifyParts, workParts } from './cluster-commands.js';
import { runDesk, runDoctor } from './desk.js';
import type { FolderOptions } from './folder.js';
import { LIBRARY_COMMANDS, runLibrary } from './library-command.js';
import { writeTemplates } from './templates.js';
import { withLibrary } from './with-library.js';

type Words = (typeof DESK_WORDS)['zh'];

/** How a run of the command ends: what it prints, and where. */
export interface Ended {
  readonly status: 0 | 1 | 2;
  readonly out: string;
  readonly error: string;
}

/** What is wrong with how the command was called. */
class Misuse extends Error {}

function misuse(message: string): never {
  throw new Misuse(message);
}

const OPTIONS = {
  lang: { type: 'string', default: 'zh' },
  out: { type: 'string', default: 'out' },
  csv: { type: 'boolean', default: false },
  carry: { type: 'string', default: '' },
  now: { type: 'string' },
  policy: { type: 'string' },
  previous: { type: 'string' },
  fresh: { type: 'boolean', default: false },
  compare: { type: 'string' },
  backups: { type: 'boolean', default: false },
  tiers: { type: 'boolean', default: false },
  budget: { type: 'string' },
  library: { type: 'string' },
  station: { type: 'string' },
  actor: { type: 'string' },
  since: { type: 'string' },
  cluster: { type: 'string' },
  threads: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', short: 'v', default: false },
} as const;

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
  } catch (error) {
    return misuse((error as Error).message);
  }
}

type Values = ReturnType<typeof readArguments>['values'];

/** A day, or an instant with offset, by Beijing time where it does not say. */
function instantIn(text: string, words: Words): string {
  const [, day, time = 'T00:00:00', offset = '+08:00'] =
    /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?(Z|[+-]\d\d:\d\d)?$/.exec(text) ?? [];
  const instant = `${day}${time.length === 6 ? `${time}:00` : time}${offset}`;
  return Number.isNaN(Date.parse(instant)) ? misuse(words.badNow(text)) : instant;
}

/** What a command is run with. */
function optionsOf(
  { compare, carry, now, budget, threads, lang, csv, help: _, version: __, ...rest }: Values,
  words: Words,
) {
  const compared = compare === undefined ? undefined : compareOf(compare);
  if (compare !== undefined && compared === undefined) misuse(words.badCompare(compare));
  const fen = budget === undefined ? undefined : Math.round(Number(budget || Number.NaN) * 100);
  if (fen !== undefined && !(Number.isSafeInteger(fen) && fen >= 0)) misuse(words.badBudget(budget!));
  if (threads !== undefined && !/^([1-9]|[1-5]\d|6[0-4])$/.test(threads)) misuse(words.badThreads(threads));
  return {
    ...rest,
    csv,
    threads: threads === undefined ? undefined : Number(threads),
    locale: lang === 'en' ? ('en' as const) : ('zh' as const),
    carry: carry.split(/[,，、]/).filter(Boolean),
    compare: compared,
    budget: fen,
    now: now === undefined ? undefined : instantIn(now, words),
  };
}

const SCHEMAS = { input: inputJsonSchema, policy: () => z.toJSONSchema(policySchema, { io: 'input' }) };

/** Runs a command; nothing where it is none. */
async function run(command: string | undefined, given: string[], values: Values, words: Words) {
  const options = optionsOf(values, words);
  if (command === 'library') return runLibrary(given, options);
  return withLibrary(options, (access) => runOn(command, given, { ...options, access }, words));
}

async function runOn(
  command: string | undefined,
  given: string[],
  options: ReturnType<typeof optionsOf> & Pick<FolderOptions, 'access'>,
  words: Words,
) {
  // Of a library there may be no folder.
  const [folder, ...ids] = command === 'explain' && options.access ? ['', ...given] : given;
  const needed = folder ?? '';
  switch (command) {
    case 'desk':
      return runDesk(needed, options);
    case 'match':
      return runDesk(needed, { ...options, planOnly: true });
    case 'doctor':
      return runDoctor(needed, options);
    case 'verify':
      if (!needed.endsWith('.json')) return runVerify(needed, options);
      return options.cluster === undefined ? misuse(words.whichCluster) : verifyParts(needed, options.cluster, options);
    case 'run':
      return runParts(needed, options);
    case 'worker':
      return workParts(needed, options);
    case 'explain':
      return ids.length === 0 ? misuse(words.whatToExplain) : runExplain(needed, ids, options);
    case 'schema':
      return { ok: true, text: JSON.stringify(SCHEMAS[folder === 'policy' ? 'policy' : 'input'](), null, 2) };
    case 'page':
      return writePage(folder ?? words.page);
    case 'template':
      return { ok: true, text: (await writeTemplates(folder ?? 'templates', options)).join('\n') };
    default:
      return misuse(words.whichCommand);
  }
}

const WITHOUT_FOLDER = ['schema', 'template', 'page'];
const COMMANDS = ['desk', 'match', 'doctor', 'verify', 'explain', 'library', 'run', 'worker', ...WITHOUT_FOLDER];

/** How many words may come after a command. */
function wordsAfter(command: string, given: readonly string[], library: string | undefined, words: Words): number {
  if (command === 'library') {
    const own = LIBRARY_COMMANDS[given[0] as keyof typeof LIBRARY_COMMANDS];
    const least = given[0] === 'init' ? 2 : 2 + (own ?? 0);
    return own === undefined || given.length < least ? misuse(words.library.which) : 2 + own;
  }
  if (given.length === 0 && library === undefined && !WITHOUT_FOLDER.includes(command)) misuse(words.whichFolder);
  return command === 'explain' ? (library === undefined ? 3 : 2) : 1;
}

/**
 * The command as a shell calls it, but for what it prints and how it ends, which it gives.
 *
 * @throws what is a fault of ours
 */
export async function runCommand(args: readonly string[]): Promise<Ended> {
  let words = DESK_WORDS.zh;
  try {
    const { values, positionals } = readArguments(args);
    const { lang, help, version } = values;
    if (lang === 'en') words = DESK_WORDS.en;
    const [command = '', ...given] = positionals;
    const say = (out: string): Ended => ({ status: 0, out, error: '' });
    if (help) return say(words.usage);
    if (version) return say(ownVersion());
    if (lang !== 'zh' && lang !== 'en') misuse(words.noLanguage(lang));
    if (!COMMANDS.includes(command)) misuse(words.whichCommand);
    const extra = given[wordsAfter(command, given, values.library, words)];
    if (extra !== undefined) misuse(words.extra(extra));
    const { ok, text } = await run(command, given, values, words);
    return { ...say(text), status: ok ? 0 : 1 };
  } catch (error) {
    const said = error instanceof Misuse ? `${error.message}\n\n${words.usage}` : failure(error, words);
    return { status: 2, out: '', error: said };
  }
}

/** The desk as one page that needs nothing else. */
function writePage(file: string) {
  copyFileSync(join(ownFolder(), 'dist/desk.html'), file);
  return { ok: true, text: file };
}

/** What went wrong, to a person; what is a fault of ours is thrown on. */
function failure(error: unknown, words: Words): string {
  const locale = words === DESK_WORDS.en ? 'en' : 'zh';
  if (error instanceof LinkageError) {
    const faults = error.details.map((fault) => {
      const { path, message, said } = fault as TableIssue;
      return `${formatPath(path)}${words.colon}${said?.[locale] ?? message}`;
    });
    if (error.code === 'UNREADABLE_FILE')
      return faults.length > 0 ? words.unreadable + faults.join('\n') : error.message;
    if (error.code === 'INVALID_OPTIONS' && faults.length > 0)
      return [`${words.badSettings}${words.colon}`, ...faults].join('\n');
    const known = words.library.refused[error.code];
    const said = known === undefined ? [error.message] : [known, error.message];
    return [`${words.failed}${words.colon}${said[0]}`, ...said.slice(1), ...faults.slice(1)].join('\n');
  }
  if (error instanceof Error && 'syscall' in error) return words.notWritten(error.message);
  throw error;
}
