import {
  createNetwork,
  doneHistory,
  type Input,
  match,
  type NeedInput,
  nextWeek,
  type OutcomeEvent,
  outcomeFigures,
  outcomeSentences,
  replay,
  timeBank,
  verify,
  type Week,
} from '../src/index.js';
import { languageFrom, readArguments, type Usage, wholeFrom } from './arguments.js';
import { createRandom } from './random.js';
import { bold, dim, figure, green, heading, red, textTable, wrap } from './terminal.js';

const USAGE: Usage = {
  call: 'npx tsx examples/12-outcomes.ts [--lang zh|en] [--seed 2026] [--weeks 8]',
  about: `Week after week: plans, what became of them, the next plan made of that; figures, a series and the time bank.

  --lang   language of the output
  --seed   other needs, other luck
  --weeks  how many weeks`,
};

const { values } = readArguments(USAGE, {
  lang: { type: 'string', default: 'zh' },
  seed: { type: 'string', default: '2026' },
  weeks: { type: 'string', default: '8' },
});
const locale = languageFrom(USAGE, values.lang);
const random = createRandom(wholeFrom(USAGE, 'seed', values.seed));
const count = wholeFrom(USAGE, 'weeks', values.weeks, 1);
const say = (zh: string, en: string): string => (locale === 'zh' ? zh : en);

/** Instants of week `w`, some days and hours in. */
const at = (w: number, days = 0, hours = 0): string =>
  new Date(Date.parse('2026-03-02T08:00:00+08:00') + ((7 * w + days) * 24 + hours) * 3_600_000).toISOString();

const COMMUNITIES = ['east', 'west'];
const station: Omit<Input, 'needs'> = {
  communities: COMMUNITIES.map((id) => ({ id, adminCode: id === 'east' ? '460105001001' : '460105001002' })),
  socialWorkers: [{ id: 'w', community: 'east', capabilities: ['casework'], quantity: 4, unit: 'case' }],
  resources: [
    { id: 'fund', kind: 'fund', capabilities: ['relief'], quantity: 6000, unit: 'yuan', reach: { remote: true } },
  ],
};
/** The west has no volunteers of its own before the second half. */
const volunteers = (w: number) =>
  Array.from({ length: w < count / 2 ? 3 : 6 }, (_, i) => ({
    id: `v${i + 1}`,
    community: i < 3 ? 'east' : 'west',
    hours: 3,
    capabilities: ['respite'],
    reach: { within: ['460105'] },
  }));
const ASKS = [
  { capability: 'respite', quantity: 2, unit: 'hour' },
  { capability: 'relief', quantity: 300, unit: 'yuan' },
  { capability: 'casework', quantity: 1, unit: 'case' },
] as const;
const needsOf = (w: number): NeedInput[] =>
  Array.from({ length: random.between(3, 6) }, (_, i) => ({
    id: `${w + 1}-${i + 1}`,
    community: random.pick(COMMUNITIES),
    urgency: random.pick(['急', '难', '愁', '盼']),
    reportedAt: at(w, 0, -random.between(1, 20)),
    dueAt: at(w, random.between(3, 12)),
    ...random.pick(ASKS),
  }));

const weeks: Week[] = [];
const events: OutcomeEvent[] = [];
let isProved = true;
for (let w = 0; w < count; w++) {
  const next = weeks.length > 0 ? nextWeek(weeks, events) : undefined;
  const before = next?.input ?? { ...station, needs: [] };
  const known = new Set(before.volunteers?.map(({ id }) => id));
  const network = createNetwork({
    ...before,
    volunteers: [...(before.volunteers ?? []), ...volunteers(w).filter(({ id }) => !known.has(id))],
    needs: [...before.needs, ...needsOf(w)],
  });
  const made = {
    now: at(w),
    ...(next && { previous: next.previous, bans: next.bans, history: doneHistory(weeks, events) }),
  };
  const plan = match(network, made);
  isProved &&= verify(network, plan, made).ok;
  weeks.push({ network, plan, made });
  for (const { need, allocations } of plan.linkages) {
    for (const { requirement, provider, quantity } of allocations) {
      const said = (days: number) => ({ id: `${events.length + 1}`, at: at(w, days), source: say('派单表', 'sheet') });
      const one = { need, requirement, provider };
      const luck = random.between(1, 10);
      if (luck === 1) events.push({ type: 'decline', ...said(0.3), ...one });
      else if (luck === 2) events.push({ type: 'noShow', ...said(2), ...one });
      else {
        events.push({ type: 'accept', ...said(0.2), ...one });
        if (luck > 3) events.push({ type: 'done', ...said(random.between(1, 5)), ...one });
        else events.push({ type: 'done', ...said(4), ...one, quantity: Math.ceil(quantity / 2) });
        if (luck > 5) events.push({ type: 'satisfaction', ...said(6), need, score: random.between(3, 5) });
      }
    }
  }
}

const replayed = replay(weeks, events);
const figures = outcomeFigures(replayed);
const bank = timeBank(replayed);
console.log(bold(say(`${count} 周的成效 · 数据为虚构`, `What came of ${count} weeks · invented (虚构)`)));
for (const sentence of outcomeSentences(figures, locale)) console.log(wrap(sentence, 100, ''));

console.log(heading(say('逐周', 'Week by week')));
const head = [say('周', 'week'), say('新增', 'came'), say('办结', 'done'), say('未结', 'left')];
const share = (one: { share?: number }): string => (one.share === undefined ? '—' : `${Math.floor(100 * one.share)}%`);
console.log(
  textTable(
    [...head, say('本社区供给', 'from within')],
    figures.weeks.map((one, w) => [`${w + 1}`, ...[one.came, one.done, one.left].map(figure), share(one.local)]),
  ),
);
console.log(heading(say('按社区', 'By community')));
console.log(
  textTable(
    ['', say('需求', 'needs'), say('办结', 'done'), say('按时办结率', 'on time'), say('满意率', 'satisfied')],
    figures.communities.map((one) => [
      one.community,
      figure(one.needs),
      figure(one.done),
      share(one.onTime),
      share(one.satisfaction),
    ]),
  ),
);
console.log(heading(say('时间银行（小时）', 'The time bank, in hours')));
console.log(
  textTable(
    ['', say('存入', 'earned'), say('余额', 'balance')],
    bank.accounts.map(({ account, earned, balance }) => [account, ...[earned, balance].map((m) => figure(m / 60))]),
  ),
);

const earned = bank.accounts.reduce((sum, one) => sum + one.earned, 0);
const ok = isProved && earned === figures.all.volunteerMinutes;
console.log();
console.log(
  ok
    ? `${green('✓')} ${dim(say('每份方案均已独立复核；时间银行与服务时长分毫不差。', 'Every plan was checked again; the time bank has just what volunteers gave.'))}`
    : red(say('✗ 复核未通过', '✗ something does not add up')),
);
process.exitCode = ok ? 0 : 1;
