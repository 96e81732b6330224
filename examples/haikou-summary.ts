import {
  type Input,
  type Need,
  type Network,
  type Plan,
  reasonSentence,
  type Society,
  type Verdict,
} from '../src/index.js';
import { DISTRICTS_EN, readCity } from './haikou-scenario.js';
import {
  amount,
  capabilityName,
  gapInWords,
  type Language,
  needsIn,
  placeOf,
  SOCIETIES,
  URGENCIES,
  URGENCY_NAMES,
  type Words,
} from './haikou-words.js';
import { bar, bold, dim, figure, green, heading, padEnd, padStart, red, table, width, wrap } from './terminal.js';

export interface Demo {
  readonly input: Input;
  readonly network: Network;
  readonly plan: Plan;
  readonly proof: Verdict;
  readonly times: readonly (readonly [stage: string, milliseconds: number])[];
  readonly files: readonly string[];
  readonly seed: string;
  readonly language: Language;
}

const COLUMNS = 100;

/** The demo's whole output, at most 100 columns wide. */
export function summary(demo: Demo): string {
  return [title(demo), coverage(demo), linked(demo), urgentUnmet(demo), certificate(demo), stages(demo)].join('\n');
}

/** Picks the words of the demo's language. */
function speak({ language }: Demo): (zh: string, en: string) => string {
  return (zh, en) => (language === 'zh' ? zh : en);
}

function title(demo: Demo): string {
  const say = speak(demo);
  const { input } = demo;
  const count = (rows: readonly unknown[] | undefined): string => figure(rows?.length ?? 0);
  const stations = (tier: string): string =>
    figure((input.stations ?? []).filter((station) => station.tier === tier).length);
  const lines = needsIn(demo.network).reduce((sum, need) => sum + need.requirements.length, 0);
  return [
    bold(say('五社联动 · 海口市一周的需求与供给', 'Five-society linkage · a week in Haikou')),
    say(
      `区划是真实的；人员、组织、资金和需求都是虚构的（种子 ${demo.seed}）。`,
      `The districts are real; people, organisations, funds and needs are invented (虚构, seed ${demo.seed}).`,
    ),
    '',
    say(
      `层级  ${stations('city')} 市级指导中心 · ${stations('district')} 区级社工总站 · ${stations('street')} 街镇社工站 · ${count(input.communities)} 社区（村）`,
      `tiers   ${stations('city')} city centre · ${stations('district')} district stations · ${stations('street')} street stations · ${count(input.communities)} communities`,
    ),
    say(
      `供给  ${count(input.socialWorkers)} 社会工作者 · ${count(input.organisations)} 社区社会组织 · ${count(input.volunteers)} 志愿者 · ${count(input.resources)} 慈善资源`,
      `offers  ${count(input.socialWorkers)} social workers · ${count(input.organisations)} organisations · ${count(input.volunteers)} volunteers · ${count(input.resources)} resources`,
    ),
    say(
      `需求  ${count(input.needs)} 个需求，${figure(lines)} 个需求项`,
      `needs   ${count(input.needs)} needs with ${figure(lines)} requirements`,
    ),
  ].join('\n');
}

/** Units in the order of the columns, with their short names. */
const UNITS: readonly (readonly [unit: string, words: Words])[] = [
  ['fen', { zh: '资金', en: 'money' }],
  ['case', { zh: '个案', en: 'cases' }],
  ['session', { zh: '服务次', en: 'sess.' }],
  ['minute', { zh: '工时', en: 'hours' }],
  ['person', { zh: '人次', en: 'seats' }],
  ['item', { zh: '物资', en: 'items' }],
];

/** What was asked and what was covered, per unit. */
type Totals = Map<string, { demanded: number; covered: number }>;

function addUp(rows: readonly { unit: string; demanded: number; covered: number }[]): Totals {
  const totals: Totals = new Map();
  for (const { unit, demanded, covered } of rows) {
    const sum = totals.get(unit) ?? { demanded: 0, covered: 0 };
    totals.set(unit, { demanded: sum.demanded + demanded, covered: sum.covered + covered });
  }
  return totals;
}

/** Whole per cents; 100 only when nothing is missing, 0 only when nothing is there. */
function percent(part: number, whole: number): string {
  if (whole === 0) return '·';
  if (part === 0 || part === whole) return part === 0 ? '0%' : '100%';
  return `${Math.min(99, Math.max(1, Math.round((part / whole) * 100)))}%`;
}

function coverage(demo: Demo): string {
  const say = speak(demo);
  const { plan, network, language } = demo;
  const needs = needsIn(network);
  const short = new Set(plan.unmet.map(({ need }) => need));
  const served = new Set(plan.linkages.map(({ need }) => need));
  const row = (label: string, own: readonly Need[], totals: Totals): string[] => {
    const whole = own.filter(({ id }) => !short.has(id)).length;
    const partly = own.filter(({ id }) => short.has(id) && served.has(id)).length;
    return [
      label,
      figure(own.length),
      figure(whole),
      figure(partly),
      figure(own.length - whole - partly),
      bar(whole, own.length, 10),
      percent(whole, own.length),
      ...UNITS.map(([unit]) => percent(totals.get(unit)?.covered ?? 0, totals.get(unit)?.demanded ?? 0)),
    ];
  };
  const head = (first: string): string[] => [
    first,
    say('需求', 'needs'),
    say('满足', 'met'),
    say('部分', 'part'),
    say('未满足', 'unmet'),
    '',
    say('满足率', 'met'),
    ...UNITS.map(([, words]) => words[language]),
  ];
  const districtOf = (community: string): string => community.slice(0, 6);
  const byUrgency = URGENCIES.map(([urgency, words]) =>
    row(
      words[language],
      needs.filter((need) => need.urgency === urgency),
      addUp(plan.coverage.byUrgency.filter((entry) => entry.urgency === urgency)),
    ),
  );
  const byDistrict = readCity().districts.map(({ code, name }) =>
    row(
      say(name, DISTRICTS_EN[code] ?? name),
      needs.filter((need) => districtOf(need.community) === code),
      addUp(plan.coverage.byCommunity.filter(({ community }) => districtOf(community) === code)),
    ),
  );
  return [
    heading(say('急难愁盼，先急后缓', 'Urgent first'), COLUMNS),
    table(head(say('级别', 'urgency')), [...byUrgency, row(say('合计', 'all'), needs, addUp(plan.coverage.byUnit))]),
    heading(say('各区', 'By district'), COLUMNS),
    table(head(say('区', 'district')), byDistrict),
    dim(
      say(
        '右侧六列是各单位的覆盖率，不同单位从不相加。',
        'The six columns on the right are coverage by unit; units are never added up.',
      ),
    ),
  ].join('\n');
}

/** The sentence that provinces publish: who was linked, and how much. */
function linked(demo: Demo): string {
  const say = speak(demo);
  const { plan, language } = demo;
  const providers = new Map<Society, Set<string>>(SOCIETIES.map(([society]) => [society, new Set()]));
  for (const { allocations } of plan.linkages) {
    for (const { society, provider } of allocations) providers.get(society)?.add(provider);
  }
  const given = (society: Society): string => {
    const units = new Map(
      plan.coverage.bySociety.filter((entry) => entry.society === society).map((entry) => [entry.unit, entry.covered]),
    );
    const parts = UNITS.filter(([unit]) => units.get(unit)).map(([unit]) =>
      amount(units.get(unit) ?? 0, unit, language),
    );
    return parts.join(' · ');
  };
  const rows = SOCIETIES.map(
    ([society, words]) =>
      `${padEnd(words[language], 26)}${padStart(figure(providers.get(society)?.size ?? 0), 6)}   ${given(society)}`,
  );
  return [heading(say('五社各自承担', 'What each society gives'), COLUMNS), ...rows].join('\n');
}

function urgentUnmet(demo: Demo): string {
  const say = speak(demo);
  const { plan, network, language } = demo;
  const needs = new Map(needsIn(network).map((need) => [need.id, need]));
  // A need past its due date stands one urgency higher.
  const now = Date.parse(plan.now ?? '');
  const columns = Math.max(...URGENCIES.map(([, words]) => width(words[language])));
  const listed = new Set<string>();
  const entries: string[] = [];
  for (const line of plan.unmet) {
    const need = needs.get(line.need);
    if (!need || listed.has(line.need)) continue;
    listed.add(line.need);
    if (listed.size > 10) break;
    const urgency = URGENCY_NAMES.get(line.urgency)?.[language] ?? line.urgency;
    const late = need.dueAt && Date.parse(need.dueAt) < now ? red(say('逾期', 'late')) : '    ';
    const what = capabilityName(network, line.capability, language);
    const gap = gapInWords(line, language);
    entries.push(
      `${padStart(String(listed.size), 2)}  ${red(padEnd(urgency, columns))} ${need.severity}/5 ${late} ${line.need}  ${bold(what)} ${gap}  ${dim(placeOf(need, network))}`,
      wrap(
        reasonSentence(line.reason, { unit: line.unit, fair: plan.levels.includes('fair') }, language),
        COLUMNS,
        '    ',
      ),
    );
  }
  const rest = say(
    `共 ${figure(plan.unmet.length)} 个需求项未全部覆盖，全部原因在报告里。`,
    `${figure(plan.unmet.length)} requirements are not wholly covered; the report has all reasons.`,
  );
  return [
    heading(say('最紧急的十个未满足需求', 'The ten most urgent unmet needs'), COLUMNS),
    ...entries,
    dim(rest),
  ].join('\n');
}

/** The four levels of the objective, as the certificate proves them. */
const LEVELS: readonly (readonly [name: Words, claim: Words])[] = [
  [
    { zh: '先急后缓', en: 'urgent first' },
    {
      zh: '没有方案能在任何一级多覆盖一个单位，除非从更急的级别拿走',
      en: 'no plan covers one unit more of any rank, unless a more urgent one loses',
    },
  ],
  [
    { zh: '同级公平', en: 'fair' },
    {
      zh: '同级之内，最吃亏的社区不能更好，其次的也是',
      en: 'within a rank the worst-off community cannot be better off, then the next',
    },
  ],
  [
    { zh: '守住承诺', en: 'promises kept' },
    {
      zh: '收回的已公布安排最少（这次是第一份方案）',
      en: 'as little as can be is taken back (this is the first plan)',
    },
  ],
  [
    { zh: '最为适配', en: 'best fit' },
    {
      zh: '以上都相同的方案里，层级、技能、熟悉程度等总成本最低',
      en: 'among all such plans none costs less in tiers, skills, familiarity and so on',
    },
  ],
];

function certificate(demo: Demo): string {
  const say = speak(demo);
  const { proof, plan, language } = demo;
  const levels = LEVELS.map(([name, claim], i) => `${i + 1}  ${padEnd(name[language], 14)} ${claim[language]}`);
  const passed = proof.checks.filter(({ ok }) => ok).map(({ name }) => name);
  const failed = proof.checks.filter(({ ok }) => !ok);
  const names = wrap(passed.join(', '), COLUMNS, '   ').trimStart();
  return [
    heading(say('证书证明了什么', 'What the certificate proves'), COLUMNS),
    ...levels,
    say(
      '检验器不引用求解器，从记录重新算起，全部用整数，没有误差容限：',
      'The checker imports nothing of the solver, starts from the records and is exact, without tolerance:',
    ),
    `${green('✓')}  ${dim(names)}`,
    ...failed.map(({ name, detail }) => red(`✗  ${name}: ${detail}`)),
    dim(say(`证书编号 ${plan.certificate.digest}`, `certificate ${plan.certificate.digest}`)),
  ].join('\n');
}

const STAGES: Readonly<Record<string, Words>> = {
  records: { zh: '生成记录', en: 'records' },
  network: { zh: '建图', en: 'network' },
  match: { zh: '匹配', en: 'match' },
  verify: { zh: '验证', en: 'verify' },
  write: { zh: '写文件', en: 'write' },
};

function stages(demo: Demo): string {
  const say = speak(demo);
  const times = demo.times.map(([stage, ms]) => `${STAGES[stage]?.[demo.language] ?? stage} ${Math.round(ms)} ms`);
  return [
    heading(say('用时', 'Time'), COLUMNS),
    times.join(' · '),
    say(`方案与报告：${demo.files.join('、')}`, `Plan and report: ${demo.files.join(', ')}`),
  ].join('\n');
}
