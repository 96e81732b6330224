import { groupBy, sumBy } from 'lodash-es';
import { comparePlans, createNetwork, escalate, match, type Plan, readPlan, units, verify } from '../src/index.js';
import { languageFrom, numberFrom, readArguments, type Usage, wholeFrom } from './arguments.js';
import { haikouScenario } from './haikou-scenario.js';
import { bold, dim, figure, green, heading, red, textTable, wrap } from './terminal.js';

const USAGE: Usage = {
  call: 'npx tsx examples/07-escalation.ts [--lang zh|en] [--seed 2026] [--needs 4000] [--reserve 0.1]',
  about: `Tier by tier, as needs are passed on in practice, against one joint plan for all tiers: the invented week of example 02 in figures.

  --lang     language of the output
  --seed     another seed, another city of the same size
  --needs    how many needs there are
  --reserve  the share that stations do not lend to others, from 0 to 1`,
};

const { values } = readArguments(USAGE, {
  lang: { type: 'string', default: 'zh' },
  seed: { type: 'string', default: '2026' },
  needs: { type: 'string', default: '4000' },
  reserve: { type: 'string', default: '0.1' },
});
const locale = languageFrom(USAGE, values.lang);
const seed = wholeFrom(USAGE, 'seed', values.seed);
const needs = wholeFrom(USAGE, 'needs', values.needs, 1);
const reserve = numberFrom(USAGE, 'reserve', values.reserve, (share) => share >= 0 && share <= 1);
const say = (zh: string, en: string): string => (locale === 'zh' ? zh : en);

const network = createNetwork(haikouScenario(seed, needs));
const joint = match(network);
const { plan: tiered, tiers, trace, stays } = escalate(network, { reserve });
const city = tiers.at(-1)!;
const compared = comparePlans(network, readPlan(city.network, tiered, city.options), joint);

const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;
const NAMES: Readonly<Record<string, string>> = {
  street: say('街镇', 'street'),
  district: say('区', 'district'),
  city: say('市', 'city'),
  projects: say('项目清单', 'project list'),
};
const URGENCIES = [
  ['urgent', say('急', 'urgent')],
  ['difficult', say('难', 'difficult')],
  ['worrying', say('愁', 'worrying')],
  ['hoped', say('盼', 'hoped')],
] as const;
const REASONS = [
  ['urgent', say('紧急，不等', 'urgent: does not wait')],
  ['noSupply', say('本级无人可派', 'its tier has nobody for it')],
  ['clock', say('本级时限已到', 'its time there is used up')],
  ['noClock', say('没有时限可等', 'no dates to wait by')],
  ['shortage', say('市级也已用尽', 'the city has no more')],
] as const;

console.log(bold(say('逐级上报与统筹派单 · 海口市一周', 'Tier by tier, and one joint plan · a week in Haikou')));
console.log(
  wrap(
    say(
      `逐级：各街镇先用自己的力量，未满足的按时限、授权范围上报到区、再到市，下级已派的不再变动，各站保留 ${percent(reserve)} 不外借。统筹：三级一次算清，跨级只是代价。区划是真实的，人员与 ${figure(needs)} 个需求均为虚构（种子 ${seed}）。`,
      `Tier by tier: each street uses its own first; what stays unmet goes to the district, then to the city, by due date and consent; what is given stays, and stations keep ${percent(reserve)} to themselves. Joint: all three tiers at once, a hop being only a cost. The districts are real; people and ${figure(needs)} needs are invented (虚构, seed ${seed}).`,
    ),
    100,
    '',
  ),
);

console.log(heading(say('上报了多少需求，为什么', 'How many needs were passed on, and why')));
const hops = Object.values(groupBy(trace, ({ from, to }) => `${from} ${to}`));
console.log(
  textTable(
    ['', ...hops.map(([hop]) => `${NAMES[hop!.from]} → ${NAMES[hop!.to]}`)],
    REASONS.map(([reason, name]) => [
      name,
      ...hops.map((all) => figure(all.filter((one) => one.reason === reason).length)),
    ]),
  ),
);
const waiting = stays.filter(({ reason }) => reason === 'clock').length;
console.log(
  say(
    `另有 ${figure(waiting)} 个在本级等候，时限未到；${figure(stays.length - waiting)} 个未获授权，不能上报。`,
    `${figure(waiting)} wait where they are, their time not being used up; ${figure(stays.length - waiting)} may not be shared further up.`,
  ),
);

console.log(heading(say('两份方案', 'The two plans')));
const assignments = (plan: Plan) => sumBy(plan.linkages, ({ allocations }) => allocations.length);
const unitName = (code: string) => units.find((one) => one.code === code)?.name[locale] ?? code;
const HOPS = [
  say('  本社区、本街镇的', '  from their own street'),
  say('  本区的', '  from their district'),
  say('  全市的', '  from the city'),
];
const rows = [
  ...URGENCIES.map(([urgency, name]) => {
    const own = compared.needs.byUrgency.find((one) => one.urgency === urgency);
    return [
      say(`满足的需求 ${name}（共 ${figure(own?.needs ?? 0)}）`, `needs met, ${name} (of ${figure(own?.needs ?? 0)})`),
      figure(own?.met.a ?? 0),
      figure(own?.met.b ?? 0),
    ];
  }),
  ...compared.coverage.byUnit.map(({ unit, share }) => [
    `${say('覆盖率', 'covered,')} ${unitName(unit)}`,
    percent(share.a),
    percent(share.b),
  ]),
  [say('派单次数', 'assignments'), figure(assignments(tiered)), figure(assignments(joint))],
  ...compared.travel.hops.map(({ a, b }, hop) => [HOPS[hop] ?? '', figure(a), figure(b)]),
];
console.log(textTable(['', say('逐级', 'tier by tier'), say('统筹', 'joint')], rows));

const ok = verify(network, joint).ok && tiers.every((one) => verify(one.network, one.plan, one.options).ok);
console.log();
console.log(
  ok
    ? `${green('✓')} ${dim(say('各级方案与统筹方案均已从记录独立复核。', 'The plans of all tiers and the joint one were checked again from the records.'))}`
    : red(say('✗ 复核未通过', '✗ a plan did not verify')),
);
process.exitCode = ok ? 0 : 1;
