import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runDesk } from '../src/desk/desk.js';
import { type Input, parsePlan } from '../src/index.js';
import { toCsv, writeTables } from '../src/io/index.js';
import { languageFrom, readArguments, type Usage, wholeFrom } from './arguments.js';
import { nextHaikouWeek } from './haikou-next-week.js';
import { haikouScenario } from './haikou-scenario.js';
import { bold, wrap } from './terminal.js';

const USAGE: Usage = {
  call: 'npm run demo -- [--lang zh|en] [--out out] [--seed 2026] [--needs 4000] [--weeks 2]',
  about: `Two weeks in Haikou, the way of an analyst: lists in sheets, then the desk; a week later what came of it, new needs, and the desk again. The city's real
stations and communities, with invented people, organisations, funds and needs.

  --lang   language of what is written and printed
  --out    folder for the sheets, and for what the desk makes of them
  --seed   another seed, another city of the same size
  --needs  how many needs there are
  --weeks  1: the first week only`,
};

const { values } = readArguments(USAGE, {
  lang: { type: 'string', default: 'zh' },
  out: { type: 'string', default: 'out' },
  seed: { type: 'string', default: '2026' },
  needs: { type: 'string', default: '4000' },
  weeks: { type: 'string', default: '2' },
});
const locale = languageFrom(USAGE, values.lang);
const seed = wholeFrom(USAGE, 'seed', values.seed);
const needs = wholeFrom(USAGE, 'needs', values.needs, 1);
const weeks = wholeFrom(USAGE, 'weeks', values.weeks, 1);

const sheets = join(values.out, 'sheets');
// What an earlier demonstration handed in is not of this one.
rmSync(sheets, { recursive: true, force: true });
mkdirSync(sheets, { recursive: true });
const write = (input: Input): void => {
  for (const table of writeTables(input, { locale })) writeFileSync(join(sheets, table.file), toCsv(table));
};
const first = haikouScenario(seed, needs);
write(first);

const zh = locale === 'zh';
console.log(bold(zh ? '五社联动 · 海口市一周的需求与供给' : 'Five-society linkage · a week in Haikou'));
const about = zh
  ? `区划是真实的；人员、组织、资金和需求都是虚构的（种子 ${seed}）。表在 ${sheets}，由分析台读入：npm run desk -- ${sheets}`
  : `The districts are real; people, organisations, funds and needs are invented (虚构, seed ${seed}). The sheets are in ${sheets}; the desk reads them: npm run desk -- ${sheets} --lang en`;
console.log(`${wrap(about, 100, '')}\n`);

const desk = async (): Promise<void> => {
  const { ok, text } = await runDesk(sheets, { locale, out: values.out, fresh: isFirst });
  console.log(text);
  if (!ok) process.exitCode = 1;
};
let isFirst = true;
await desk();
if (weeks > 1) {
  isFirst = false;
  const plan = parsePlan(readFileSync(join(values.out, 'plan.json'), 'utf8'));
  const { results, input } = nextHaikouWeek(first, plan, seed);
  write(input);
  writeFileSync(join(sheets, zh ? '派单表.csv' : 'dispatch by provider.csv'), toCsv(results[locale]));
  const then = zh
    ? '一周以后：派单表交回，写了结果；办结的需求划去，新的登记进来。'
    : 'A week later: dispatch lists come back with results; what is done leaves, new needs come in.';
  console.log(`\n${bold(then)}\n`);
  await desk();
}
