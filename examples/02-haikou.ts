import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createNetwork, match, toMarkdown, verify } from '../src/index.js';
import { languageFrom, numberFrom, readArguments, type Usage } from './arguments.js';
import { haikouScenario } from './haikou-scenario.js';
import { summary } from './haikou-summary.js';

const USAGE: Usage = {
  call: 'npm run demo -- [--lang zh|en] [--out out] [--seed 2026] [--needs 4000]',
  about: `A week in Haikou: the city's real stations and communities, with invented people, organisations, funds and needs.

  --lang   language of the report
  --out    folder for plan.json and plan.md
  --seed   another seed, another city of the same size
  --needs  how many needs there are`,
};

const { values } = readArguments(USAGE, {
  lang: { type: 'string', default: 'zh' },
  out: { type: 'string', default: 'out' },
  seed: { type: 'string', default: '2026' },
  needs: { type: 'string', default: '4000' },
});
const language = languageFrom(USAGE, values.lang);
const seed = numberFrom(USAGE, 'seed', values.seed, Number.isSafeInteger);
const needs = numberFrom(USAGE, 'needs', values.needs, (count) => Number.isSafeInteger(count) && count > 0);

const times: [stage: string, milliseconds: number][] = [];
function timed<T>(stage: string, work: () => T): T {
  const start = performance.now();
  const result = work();
  times.push([stage, performance.now() - start]);
  return result;
}

const input = timed('records', () => haikouScenario(seed, needs));
const network = timed('network', () => createNetwork(input));
const plan = timed('match', () => match(network));
const proof = timed('verify', () => verify(network, plan));

const planFile = join(values.out, 'plan.json');
const reportFile = join(values.out, 'plan.md');
timed('write', () => {
  mkdirSync(values.out, { recursive: true });
  writeFileSync(planFile, `${JSON.stringify(plan, null, 1)}\n`);
  writeFileSync(reportFile, toMarkdown(network, plan, { locale: language }));
});

console.log(
  summary({ input, network, plan, proof, times, files: [planFile, reportFile], seed: values.seed, language }),
);
process.exitCode = proof.ok ? 0 : 1;
