import { sumBy } from 'lodash-es';
import {
  type Comparison,
  comparePlans,
  comparisonSentences,
  createNetwork,
  match,
  type Sides,
  type Society,
  verify,
} from '../src/index.js';
import { languageFrom, readArguments, type Usage, wholeFrom } from './arguments.js';
import { haikouScenario } from './haikou-scenario.js';
import { bold, dim, figure, green, heading, red, textTable, wrap } from './terminal.js';

const URGENCIES = [
  ['urgent', { zh: '急', en: '急 urgent' }],
  ['difficult', { zh: '难', en: '难 difficult' }],
  ['worrying', { zh: '愁', en: '愁 worrying' }],
  ['hoped', { zh: '盼', en: '盼 hoped' }],
] as const;

const USAGE: Usage = {
  call: 'npx tsx examples/05-three-vs-five.ts [--lang zh|en] [--seed 2026] [--needs 4000]',
  about: `What 五社 add to 三社, and what a proved plan adds to serving by hand: the invented week of example 02 in figures.

  --lang   language of the output
  --seed   another seed, another city of the same size
  --needs  how many needs there are`,
};

const { values } = readArguments(USAGE, {
  lang: { type: 'string', default: 'zh' },
  seed: { type: 'string', default: '2026' },
  needs: { type: 'string', default: '4000' },
});
const locale = languageFrom(USAGE, values.lang);
const seed = wholeFrom(USAGE, 'seed', values.seed);
const needs = wholeFrom(USAGE, 'needs', values.needs, 1);
const say = (zh: string, en: string): string => (locale === 'zh' ? zh : en);

// Four plans for one week: with three societies and with five, first come, first served and optimal.
const network = createNetwork(haikouScenario(seed, needs));
const societies: readonly Society[] = ['community', 'socialWorker', 'organisation'];
const three = { hand: match(network, { societies, method: 'greedy' }), best: match(network, { societies }) };
const five = { hand: match(network, { method: 'greedy' }), best: match(network) };

const withThree = comparePlans(network, three.hand, three.best, { a: { societies }, b: { societies } });
const withFive = comparePlans(network, five.hand, five.best);
const ofBest = comparePlans(network, three.best, five.best, { a: { societies } });

/** One figure of the four plans. */
function row(title: string, pick: (one: Comparison) => Pick<Sides, 'a' | 'b'> | undefined, shown = figure): string[] {
  const [left, right] = [pick(withThree), pick(withFive)];
  return [title, ...[left?.a, left?.b, right?.a, right?.b].map((value) => shown(value ?? 0))];
}
const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;
const total = (all: readonly Sides[]) => ({ a: sumBy(all, 'a'), b: sumBy(all, 'b') });

const UNITS = [
  ['fen', say('资金', 'money')],
  ['case', say('个案', 'cases')],
  ['session', say('服务次数', 'sessions')],
  ['minute', say('工时', 'hours')],
  ['person', say('人次', 'seats')],
  ['item', say('物资', 'items')],
] as const;

const rows = [
  ...URGENCIES.map(([urgency, words]) => {
    const own = (one: Comparison) => one.needs.byUrgency.find((entry) => entry.urgency === urgency);
    return row(
      say(
        `满足的需求 ${words.zh}（共 ${figure(own(withFive)?.needs ?? 0)}）`,
        `needs met, ${words.en} (of ${figure(own(withFive)?.needs ?? 0)})`,
      ),
      (one) => own(one)?.met,
    );
  }),
  ...UNITS.map(([unit, name]) =>
    row(
      say(`覆盖率 ${name}`, `covered, ${name}`),
      (one) => one.coverage.byUnit.find((entry) => entry.unit === unit)?.share,
      percent,
    ),
  ),
  row(say('一点也没有分到的公平组', 'fair-share classes left with nothing'), ({ fairness }) =>
    total(fairness.byRank.map(({ zeros }) => zeros)),
  ),
  row(say('参与的供给方', 'providers that take part'), ({ participation }) =>
    total(participation.bySociety.map(({ providers }) => providers)),
  ),
  row(
    say('五社参与指数', 'participation index'),
    ({ participation }) => participation.mean,
    (mean) => mean.toFixed(3),
  ),
  row(say('撬动了社区与社工之外的联动', 'linkages that move other societies'), ({ leverage }) => leverage.linkages),
];

console.log(bold(say('三社与五社，手工与最优 · 海口市一周', '三社 and 五社, by hand and optimal · a week in Haikou')));
console.log(
  wrap(
    say(
      `三社是社区、社会工作者、社区社会组织，五社再加社区志愿者和公益慈善资源。手工是先到先得，一经安排不再调整；最优是先急后缓、同级公平，附证书。区划是真实的，人员与 ${figure(needs)} 个需求均为虚构（种子 ${seed}）。`,
      `三社 are communities, social workers and organisations; 五社 add volunteers and charitable resources. By hand means first come, first served, and nothing is moved again; optimal means urgent first, fair within a rank, with a proof. The districts are real; people and ${figure(needs)} needs are invented (虚构, seed ${seed}).`,
    ),
    100,
    '',
  ),
);
console.log();
console.log(
  textTable(
    [
      '',
      say('三社 手工', '三社 by hand'),
      say('三社 最优', 'optimal'),
      say('五社 手工', '五社 by hand'),
      say('五社 最优', 'optimal'),
    ],
    rows,
  ),
);

const said = (title: string, comparison: Comparison, names: readonly [string, string]): void => {
  console.log(heading(title));
  for (const sentence of comparisonSentences(comparison, { locale, names })) console.log(wrap(sentence, 100, ''));
};
said(say('从三社到五社（都取最优）', 'From 三社 to 五社 (both optimal)'), ofBest, ['三社', '五社']);
said(say('从手工到最优（都是五社）', 'From by hand to optimal (both 五社)'), withFive, [
  say('手工', 'by hand'),
  say('最优', 'optimal'),
]);

const proofs = [
  ...[three.hand, three.best].map((plan) => verify(network, plan, { societies })),
  ...[five.hand, five.best].map((plan) => verify(network, plan)),
];
const ok = proofs.every((proof) => proof.ok);
console.log();
console.log(
  ok
    ? `${green('✓')} ${dim(say('四份方案均已从记录独立复核：手工的确是先到先得，最优的没有更好的方案。', 'Checked again from the records: by hand is first come, first served; no plan beats optimal.'))}`
    : red(say('✗ 复核未通过', '✗ a plan did not verify')),
);
process.exitCode = ok ? 0 : 1;
