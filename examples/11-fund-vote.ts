import {
  allocateFund,
  createNetwork,
  type FundEntry,
  type FundInput,
  fundLedger,
  fundPins,
  fundSentences,
  match,
  verifyFund,
} from '../src/index.js';
import { readFiles } from '../src/io/index.js';
import { filledRows, isJust } from '../src/io/settle/plain-rows.js';
import { languageFrom, readArguments, type Usage, wholeFrom } from './arguments.js';
import { createRandom } from './random.js';
import { bold, dim, figure, green, heading, red, textTable, wrap } from './terminal.js';

const USAGE: Usage = {
  call: 'npx tsx examples/11-fund-vote.ts [--lang zh|en] [--seed 2026] [--voters 120] [--sheets folder] [--budget 45000]',
  about: `Residents vote on what their community's charity fund pays for: equal shares beside most votes first, checked, held in a plan, and booked.

  --lang    language of the output
  --seed    other votes
  --voters  how many vote
  --sheets  in place of invented ones, a folder with 项目.csv (编号, 名称, 金额, 社区) and 投票.csv (投票人, 项目: ids, apart by 、)
  --budget  yuan there are`,
};

const { values } = readArguments(USAGE, {
  lang: { type: 'string', default: 'zh' },
  seed: { type: 'string', default: '2026' },
  voters: { type: 'string', default: '120' },
  sheets: { type: 'string' },
  budget: { type: 'string', default: '45000' },
});
const locale = languageFrom(USAGE, values.lang);
const random = createRandom(wholeFrom(USAGE, 'seed', values.seed));
const voters = wholeFrom(USAGE, 'voters', values.voters, 1);
const say = (zh: string, en: string): string => (locale === 'zh' ? zh : en);

// Two halves of a community: the old houses vote for the first four, the new ones, who are fewer, for the others.
const PROJECTS = [
  ['ramp', say('楼道坡道', 'Ramps'), 12_000, 'old'],
  ['lights', say('楼道照明', 'Lights on the stairs'), 9_000, 'old'],
  ['meals', say('老年助餐点', 'Meals for the old'), 15_000, 'old'],
  ['chess', say('棋牌桌椅', 'Tables for chess'), 6_000, 'old'],
  ['play', say('儿童游乐角', 'A corner to play'), 10_000, 'new'],
  ['care', say('四点半课堂', 'After school'), 8_000, 'new'],
  ['charge', say('电动车充电棚', 'Where bicycles charge'), 14_000, 'new'],
  ['herbs', say('共享小菜园', 'A shared garden'), 4_000, 'new'],
] as const;
const invented = () => ({
  projects: PROJECTS.map(([id, name, yuan, community]) => ({
    id,
    name,
    cost: yuan * 100,
    community: community as string,
  })),
  ballots: Array.from({ length: voters }, (_, v) => {
    const home = random.chance(60) ? 'old' : 'new';
    return {
      voter: `${v + 1}`,
      approves: PROJECTS.filter(([, , , community]) => random.chance(community === home ? 70 : 8)).map(
        ([id]): string => id,
      ),
    };
  }),
});

/** What a folder of sheets says: projects, and who votes for which. */
async function fromSheets(folder: string) {
  const tables = await readFiles(folder);
  const rowsOf = <Head extends string>(name: string, heads: Record<Head, string[]>) =>
    tables
      .filter((table) => isJust(table, [name]))
      .flatMap((table) => filledRows(table, heads))
      .filter((row) => row[Object.keys(heads)[0] as Head] !== '');
  const projects = rowsOf('项目', { id: ['编号'], name: ['名称'], yuan: ['金额'], community: ['社区'] });
  const ballots = rowsOf('投票', { voter: ['投票人'], projects: ['项目'] });
  return {
    projects: projects.map(({ id, name, yuan, community }) => ({
      id,
      name,
      cost: Math.round(Number(yuan) * 100),
      community,
    })),
    ballots: ballots.map(({ voter, projects: ids }) => ({ voter, approves: ids.split(/[、,，;；]/).filter(Boolean) })),
  };
}

const vote = {
  ...(values.sheets === undefined ? invented() : await fromSheets(values.sheets)),
  budget: wholeFrom(USAGE, 'budget', values.budget) * 100,
} satisfies FundInput;

const shares = allocateFund(vote);
const byVotes: FundInput = { ...vote, rules: { method: 'greedy' } };
const greedy = allocateFund(byVotes);

console.log(bold(say('社区慈善基金 · 居民票选项目', "A community's charity fund · residents vote")));
console.log(heading(say('均等份额法', 'Equal shares')));
for (const sentence of fundSentences(shares, locale)) console.log(wrap(sentence, 100, ''));

console.log(heading(say('两种规则并列', 'The two rules side by side')));
const has = ({ funded }: typeof shares, id: string) => (funded.some(({ project }) => project === id) ? '✓' : '');
console.log(
  textTable(
    ['', say('元', 'yuan'), say('票', 'votes'), say('均等份额', 'equal shares'), say('得票优先', 'most votes first')],
    vote.projects.map(({ id, name, cost }) => [
      name,
      figure(cost / 100),
      figure(vote.ballots.filter(({ approves }) => approves.includes(id)).length),
      has(shares, id),
      has(greedy, id),
    ]),
  ),
);
/** Voters none of whose projects is funded. */
const empty = ({ funded }: typeof shares) =>
  vote.ballots.filter(
    ({ approves }) => approves.length > 0 && !funded.some(({ project }) => (approves as string[]).includes(project)),
  ).length;
console.log(
  wrap(
    say(
      `所投项目无一入选的居民：均等份额法 ${empty(shares)} 人，得票优先 ${empty(greedy)} 人。${values.sheets === undefined ? '投票为虚构。' : ''}`,
      `Residents with nothing they voted for: ${empty(shares)} by equal shares, ${empty(greedy)} by most votes first.${values.sheets === undefined ? ' The votes are invented (虚构).' : ''}`,
    ),
    100,
    '',
  ),
);

// What is funded is pinned: the plan holds it, whatever else asks for the fund.
const network = createNetwork({
  communities: [{ id: 'c1', adminCode: '460105001001' }],
  resources: [
    {
      id: 'fund',
      kind: 'fund',
      capabilities: ['relief'],
      quantity: vote.budget / 100,
      unit: 'yuan',
      reach: { within: ['460105'] },
    },
  ],
  needs: vote.projects.map(({ id, cost }) => ({
    id,
    community: 'c1',
    urgency: 'hoped',
    requirements: [{ capability: 'relief', quantity: cost / 100, unit: 'yuan' }],
  })),
});
const pins = fundPins(shares, { provider: 'resource:fund' });
const plan = match(network, { pins });

// The ledger: what came in, what is set aside for each, the committee's word, the first payment.
const entry = (id: string, day: number) => ({
  id,
  at: `2026-03-${String(day).padStart(2, '0')}T09:00:00+08:00`,
  source: `${say('凭证', 'voucher')} ${id}`,
});
const commitments = shares.funded.map(
  ({ project, cost }, i): FundEntry => ({
    kind: 'commitment',
    ...entry(`c${i}`, 2),
    purpose: 'general',
    amount: cost,
    project,
  }),
);
const approvals = commitments.map(
  ({ id }): FundEntry => ({ kind: 'approval', ...entry(`a-${id}`, 3), commitment: id, committee: 7, agreed: 5 }),
);
const first = shares.funded[0];
const { balances } = fundLedger([
  { kind: 'income', ...entry('i1', 1), purpose: 'general', amount: vote.budget },
  ...commitments,
  ...approvals,
  ...(first
    ? [{ kind: 'payment' as const, ...entry('p1', 4), commitment: 'c0', purpose: 'general', amount: first.cost }]
    : []),
]);

console.log(heading(say('基金台账', 'The ledger')));
console.log(
  textTable(
    [
      say('用途', 'purpose'),
      say('收入', 'income'),
      say('可用', 'free'),
      say('已承诺', 'committed'),
      say('已支付', 'paid'),
    ],
    balances.map(({ purpose, income, free, committed, paid }) => [
      purpose,
      ...[income, free, committed, paid].map((fen) => figure(fen / 100)),
    ]),
  ),
);

const given = plan.linkages.flatMap(({ need, allocations }) =>
  allocations.map(({ quantity }) => `${need} ${quantity}`),
);
const ok =
  verifyFund(vote, shares).ok &&
  verifyFund(byVotes, greedy).ok &&
  pins.every(({ need, quantity }) => given.includes(`${need} ${quantity}`));
console.log();
console.log(
  ok
    ? `${green('✓')} ${dim(say('两种结果均已按定义复核，入选项目均在方案中。', 'Both results were checked from the definition; what was voted for is in the plan.'))}`
    : red(say('✗ 复核未通过', '✗ a result did not verify')),
);
process.exitCode = ok ? 0 : 1;
