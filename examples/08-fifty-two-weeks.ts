import { groupBy, sumBy } from 'lodash-es';
import {
  coverageHistory,
  createNetwork,
  definePolicy,
  match,
  type NeedInput,
  type PastCoverage,
  verify,
} from '../src/index.js';
import { languageFrom, readArguments, type Usage, wholeFrom } from './arguments.js';
import { readCity } from './haikou-scenario.js';
import { createRandom } from './random.js';
import { bold, dim, figure, green, heading, red, textBar, textTable, wrap } from './terminal.js';

const USAGE: Usage = {
  call: 'npx tsx examples/08-fifty-two-weeks.ts [--lang zh|en] [--seed 2026] [--weeks 52]',
  about: `A year of weekly plans for what all streets of Haikou share: fair week by week, and fair over the weeks (who was last is first).

  --lang   language of the output
  --seed   another seed, another year
  --weeks  how many weeks`,
};

const { values } = readArguments(USAGE, {
  lang: { type: 'string', default: 'zh' },
  seed: { type: 'string', default: '2026' },
  weeks: { type: 'string', default: '52' },
});
const locale = languageFrom(USAGE, values.lang);
const seed = wholeFrom(USAGE, 'seed', values.seed);
const weeks = wholeFrom(USAGE, 'weeks', values.weeks, 1);
const say = (zh: string, en: string): string => (locale === 'zh' ? zh : en);

/** What the city has every week, and what a street asks for at most: there is enough for a third to a half. */
const SERVICES = [
  { code: 'counselling', zh: '心理辅导', en: 'counselling', unit: 'session', weekly: 40, most: 4 },
  { code: 'legalAid', zh: '法律咨询', en: 'legal advice', unit: 'session', weekly: 20, most: 2 },
  { code: 'rehab', zh: '康复训练', en: 'rehabilitation', unit: 'session', weekly: 45, most: 5 },
  { code: 'respite', zh: '喘息照护', en: 'respite care', unit: 'session', weekly: 11, most: 1 },
  { code: 'microGrant', zh: '社区微公益金', en: 'micro-grants', unit: 'yuan', weekly: 13_000, most: 1500 },
] as const;

const random = createRandom(seed);
const streets = readCity().districts.flatMap((district) => district.streets);
const city = {
  communities: streets.map(({ code, name }) => ({ id: code, name, adminCode: code })),
  organisations: SERVICES.map(({ code, unit, weekly }) => ({
    id: code,
    offers: [{ capabilities: [code], quantity: weekly, unit, reach: { remote: true } }],
  })),
};

/** Streets of many communities ask more often. */
function needsOf(): NeedInput[] {
  return streets.flatMap(({ code, communities }) =>
    SERVICES.flatMap(({ code: capability, unit, most }): NeedInput[] => {
      if (!random.chance(Math.min(80, 25 + 4 * communities.length))) return [];
      const quantity = unit === 'yuan' ? 100 * random.between(3, most / 100) : random.between(1, most);
      const urgency = random.chance(15) ? '急' : '愁';
      return [{ id: `${code}/${capability}`, community: code, urgency, capability, quantity, unit }];
    }),
  );
}

// Classes that come back every week: what one street asks of one service, by urgency alone.
const policy = definePolicy({ rank: ['urgencyPlain'] });

/** One entry a class. */
const totals = (all: readonly PastCoverage[]): PastCoverage[] =>
  Object.values(groupBy(all, ({ rank, unit, key }) => JSON.stringify([rank, unit, key]))).map((same) => ({
    ...same[0]!,
    covered: sumBy(same, 'covered'),
    share: sumBy(same, 'share'),
  }));

let kept: PastCoverage[] = [];
let unkept: PastCoverage[] = [];
let isProved = true;
let isNoLess = true;
for (let week = 1; week <= weeks; week++) {
  const network = createNetwork({ ...city, needs: needsOf() });
  const alone = match(network, { policy });
  const plan = match(network, { policy, history: kept });
  isProved &&= verify(network, plan, { policy, history: kept }).ok;
  isNoLess &&= JSON.stringify(plan.coverage.byRank) === JSON.stringify(alone.coverage.byRank);
  unkept = totals([...unkept, ...coverageHistory(network, alone, { policy })]);
  kept = coverageHistory(network, plan, { policy, history: kept });
}

const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;
const ratios = (all: readonly PastCoverage[]) => all.map(({ covered, share }) => covered / share).sort((a, b) => a - b);
const least = (all: readonly PastCoverage[]) => ratios(all)[0] ?? 1;
const ofService = (all: readonly PastCoverage[], capability: string) =>
  all.filter(({ rank, key }) => rank[0] === 2 && JSON.parse(key)[1] === capability);

console.log(
  bold(
    say(
      `${weeks} 周的公平 · 海口市 46 个街镇共用的五项服务`,
      `${weeks} weeks of fairness · five services that Haikou’s 46 streets share`,
    ),
  ),
);
console.log(
  wrap(
    say(
      `街镇是真实的，服务与需求均为虚构（种子 ${seed}）。每周的需求约为供给的两三倍。逐周公平：每周各自公平，不管上周。累计公平：把以往各周得到的算进去，上次落在最后的这次排在最前；每周的覆盖总量一个单位也不少。`,
      `The streets are real; services and needs are invented (虚构, seed ${seed}). Every week two to three times as much is asked as there is. Week by week: each plan is fair by itself. Over the weeks: what a street was given before counts, so who was last is first; no week covers a unit less for it.`,
    ),
    100,
    '',
  ),
);
console.log(heading(say('累计覆盖率最低的街镇（愁）', 'The street that is worst off after all weeks (愁 worrying)')));
const head = [
  '',
  say('全市平均', 'city mean'),
  say('逐周公平', 'week by week'),
  say('累计公平', 'over the weeks'),
  say('逐周的极差', 'range before'),
  say('累计的极差', 'range after'),
];
console.log(
  textTable(
    head,
    SERVICES.map(({ code, zh, en }) => {
      const [before, after] = [ofService(unkept, code), ofService(kept, code)];
      const range = (all: readonly PastCoverage[]) => (ratios(all).at(-1) ?? 1) - least(all);
      const mean = sumBy(after, 'covered') / sumBy(after, 'share');
      return [say(zh, en), ...[mean, least(before), least(after), range(before), range(after)].map(percent)];
    }),
  ),
);

const later = new Map(ofService(kept, 'respite').map((one) => [one.key, one]));
const shown = ofService(unkept, 'respite').sort((a, b) => a.covered / a.share - b.covered / b.share);
const names = new Map(streets.map(({ code, name }) => [code, name]));
console.log(
  heading(say('喘息照护：逐周公平时最低的五个街镇', 'Respite care: the five streets that fare worst week by week')),
);
for (const before of shown.slice(0, 5)) {
  const of = ({ covered, share }: PastCoverage) =>
    `${textBar(covered, share, 20)} ${figure(covered).padStart(2)}/${figure(share)}`;
  const [alone, over] = [say('逐周', 'week by week'), say('累计', 'over the weeks')];
  const name = names.get(JSON.parse(before.key)[0]) ?? '';
  console.log(`${alone} ${of(before)}   ${over} ${of(later.get(before.key) ?? before)}   ${name}`);
}

const ok = isProved && isNoLess && least(kept) >= least(unkept);
console.log();
console.log(
  ok
    ? `${green('✓')} ${dim(say('每份方案均已独立复核；任何一周、任何一级的覆盖总量都不因累计公平而减少。', 'Every plan was checked again; no week and no rank covers less for being fair over the weeks.'))}`
    : red(say('✗ 复核未通过', '✗ a plan did not hold')),
);
process.exitCode = ok ? 0 : 1;
