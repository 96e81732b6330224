#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { formatPath, LinkageError } from '../errors/linkage-error.js';
import type { TableIssue } from '../io/index.js';
import { DESK_WORDS } from '../say/words.js';
import { runDesk } from './desk.js';
import { writeTemplates } from './templates.js';

type Words = (typeof DESK_WORDS)['zh'];

function misuse(message: string, { usage }: Words): never {
  console.error(`${message}\n\n${usage}`);
  process.exit(2);
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        lang: { type: 'string', default: 'zh' },
        out: { type: 'string', default: 'out' },
        xlsx: { type: 'boolean', default: false },
        carry: { type: 'string', default: '' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    return misuse((error as Error).message, DESK_WORDS.zh);
  }
}

async function main(): Promise<void> {
  const { values, positionals } = readArguments();
  const { lang, out, xlsx, carry, help } = values;
  const [command, folder, extra] = positionals;
  const words = DESK_WORDS[lang === 'en' ? 'en' : 'zh'];
  if (help) return console.log(words.usage);
  if (lang !== 'zh' && lang !== 'en') misuse(words.noLanguage(lang), words);
  if (extra !== undefined) misuse(words.extra(extra), words);
  try {
    if (command === 'template')
      console.log((await writeTemplates(folder ?? 'templates', { locale: lang, xlsx })).join('\n'));
    else if (command === 'desk' && folder !== undefined) {
      const { ok, text } = await runDesk(folder, {
        locale: lang,
        out,
        xlsx,
        carry: carry.split(/[,，、]/).filter(Boolean),
      });
      console.log(text);
      if (!ok) process.exitCode = 1;
    } else misuse(command === 'desk' ? words.whichFolder : words.whichCommand, words);
  } catch (error) {
    console.error(failure(error, lang));
    process.exitCode = 2;
  }
}

/** What went wrong, to a person; what is a fault of ours is thrown on. */
function failure(error: unknown, locale: 'zh' | 'en'): string {
  const words = DESK_WORDS[locale];
  if (error instanceof LinkageError) {
    const faults = error.details.map((fault) => {
      const { path, message, said } = fault as TableIssue;
      return `${formatPath(path)}${words.colon}${said?.[locale] ?? message}`;
    });
    if (error.code === 'UNREADABLE_FILE')
      return faults.length > 0 ? words.unreadable + faults.join('\n') : error.message;
    return [`${words.failed}${words.colon}${error.message}`, ...faults.slice(1)].join('\n');
  }
  if (error instanceof Error && 'syscall' in error) return words.notWritten(error.message);
  throw error;
}

void main();
