import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runDesk } from '../src/desk/desk.js';
import { toCsv, writeTables } from '../src/io/index.js';
import { languageFrom, readArguments, type Usage, wholeFrom } from './arguments.js';
import { haikouScenario } from './haikou-scenario.js';
import { bold, wrap } from './terminal.js';

const USAGE: Usage = {
  call: 'npm run demo -- [--lang zh|en] [--out out] [--seed 2026] [--needs 4000]',
  about: `A week in Haikou, the way of an analyst: lists in sheets, then the desk. The city's real stations and communities, with
invented people, organisations, funds and needs.

  --lang   language of what is written and printed
  --out    folder for the sheets, and for what the desk makes of them
  --seed   another seed, another city of the same size
  --needs  how many needs there are`,
};

const { values } = readArguments(USAGE, {
  lang: { type: 'string', default: 'zh' },
  out: { type: 'string', default: 'out' },
  seed: { type: 'string', default: '2026' },
  needs: { type: 'string', default: '4000' },
});
const locale = languageFrom(USAGE, values.lang);
const seed = wholeFrom(USAGE, 'seed', values.seed);
const needs = wholeFrom(USAGE, 'needs', values.needs, 1);

const sheets = join(values.out, 'sheets');
mkdirSync(sheets, { recursive: true });
for (const table of writeTables(haikouScenario(seed, needs), { locale })) {
  writeFileSync(join(sheets, table.file), toCsv(table));
}

const zh = locale === 'zh';
console.log(bold(zh ? '五社联动 · 海口市一周的需求与供给' : 'Five-society linkage · a week in Haikou'));
const about = zh
  ? `区划是真实的；人员、组织、资金和需求都是虚构的（种子 ${seed}）。表在 ${sheets}，由分析台读入：npm run desk -- ${sheets}`
  : `The districts are real; people, organisations, funds and needs are invented (虚构, seed ${seed}). The sheets are in ${sheets}; the desk reads them: npm run desk -- ${sheets} --lang en`;
console.log(`${wrap(about, 100, '')}\n`);

const { ok, text } = await runDesk(sheets, { locale, out: values.out });
console.log(text);
process.exitCode = ok ? 0 : 1;
