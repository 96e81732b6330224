import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createNetwork, match, toMarkdown, verify } from '../src/index.js';
import { haikouScenario } from './haikou-scenario.js';
import { type Language, summary } from './haikou-summary.js';

/**
 * A week in Haikou: the city's real stations and communities, with invented people, organisations, funds and needs.
 *
 *   npm run demo -- [--lang zh|en] [--out out] [--seed 2026] [--needs 4000]
 */
const { values } = parseArgs({
  options: {
    lang: { type: 'string', default: 'zh' },
    out: { type: 'string', default: 'out' },
    seed: { type: 'string', default: '2026' },
    needs: { type: 'string', default: '4000' },
  },
});
const language: Language = values.lang === 'en' ? 'en' : 'zh';
const [seed, needs] = [Number(values.seed), Number(values.needs)];
if (language !== values.lang || !Number.isSafeInteger(seed) || !Number.isSafeInteger(needs) || needs < 1) {
  console.error('npm run demo -- [--lang zh|en] [--out out] [--seed 2026] [--needs 4000]');
  process.exit(1);
}

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
