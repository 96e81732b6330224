#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { formatPath, LinkageError } from '../errors/linkage-error.js';
import { runDesk } from './desk.js';
import { writeTemplates } from './templates.js';

const USAGE = `Usage: five-society-linkage desk <folder> [--lang zh|en] [--out out] [--xlsx]
       five-society-linkage template [folder] [--lang zh|en] [--xlsx]

desk      reads lists 需求、社区、志愿者 … (CSV, XLSX) in a folder or a workbook, matches, and writes lists, plan and report
template  writes lists to fill in, with examples and a page on every column

  --lang  language of what is written and printed (zh)
  --out   folder for what is written (out)
  --xlsx  templates as one workbook; of what the desk writes, all lists in one workbook, too`;

function misuse(message: string): never {
  console.error(`${message}\n\n${USAGE}`);
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
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    return misuse((error as Error).message);
  }
}

async function main(): Promise<void> {
  const { values, positionals } = readArguments();
  const { lang, out, xlsx, help } = values;
  const [command, folder, extra] = positionals;
  if (help) console.log(USAGE);
  else {
    if (lang !== 'zh' && lang !== 'en') misuse(`--lang cannot be '${lang}'.`);
    if (extra !== undefined) misuse(`Unexpected argument '${extra}'.`);
    try {
      if (command === 'template')
        console.log((await writeTemplates(folder ?? 'templates', { locale: lang, xlsx })).join('\n'));
      else if (command === 'desk' && folder !== undefined) {
        const { ok, text } = await runDesk(folder, { locale: lang, out, xlsx });
        console.log(text);
        if (!ok) process.exitCode = 1;
      } else misuse(command === 'desk' ? 'Which folder are the lists in?' : 'Expected desk or template.');
    } catch (error) {
      if (error instanceof LinkageError) {
        console.error(error.message);
        for (const { path, message } of error.details.slice(1)) console.error(`${formatPath(path)}: ${message}`);
      } else if (error instanceof Error && 'syscall' in error) {
        console.error(`A file cannot be written: ${error.message}. Maybe it is open in Excel, or --out is no folder.`);
      } else throw error;
      process.exitCode = 2;
    }
  }
}

void main();
