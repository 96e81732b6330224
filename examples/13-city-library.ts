import {
  createNetwork,
  importNetwork,
  type LinkageError,
  match,
  nextWeek,
  type OutcomeEvent,
  parsePlan,
  verify,
  type Week,
} from '../src/index.js';
import { type LibraryAccess, type LibraryEdit, openLibrary } from '../src/library/index.js';
import { languageFrom, readArguments, type Usage } from './arguments.js';
import { bold, dim, green, heading, red, textTable, wrap } from './terminal.js';

const USAGE: Usage = {
  call: 'npx tsx examples/13-city-library.ts [--lang zh|en] [--url postgres://…]',
  about: `The resource library of a city: three street stations, a district, the centre. Who sees what, an edit that comes late, a plan, what came of it, the next week's.

  --lang  language of the output
  --url   a PostgreSQL server with an empty database; without it the library is in memory`,
};

const { values } = readArguments(USAGE, { lang: { type: 'string', default: 'zh' }, url: { type: 'string' } });
const locale = languageFrom(USAGE, values.lang);
const say = (zh: string, en: string): string => (locale === 'zh' ? zh : en);
const tell = (text: string): void => console.log(wrap(text, 96, '  '));
let isGood = true;
const check = (ok: boolean, text: string): void => {
  isGood &&= ok;
  console.log(`  ${ok ? green('✓') : red('✗')} ${text}`);
};

const STATIONS = [
  { id: 'centre', area: '4601', zh: '市指导中心', en: 'city centre' },
  { id: 'district', area: '460106', zh: '一区总站', en: 'district 1' },
  { id: 'east', area: '460106001', zh: '东街站', en: 'East Street' },
  { id: 'west', area: '460106002', zh: '西街站', en: 'West Street' },
  { id: 'north', area: '460108001', zh: '二区北街站', en: 'North Street, district 2' },
] as const;

/** What each street enters: its community, people and needs; some for its own street or district only. */
const recordsOf = (street: string, area: string): LibraryEdit[] => [
  { type: 'add', collection: 'communities', record: { id: street, adminCode: `${area}001` } },
  ...[1, 2].map(
    (n): LibraryEdit => ({
      ...{ type: 'add', collection: 'volunteers', share: n === 1 ? 'city' : 'street' },
      ...{ source: `${street}.xlsx`, row: n + 1 },
      record: {
        id: `${street}-v${n}`,
        community: street,
        capabilities: ['meal'],
        quantity: 2,
        reach: { within: ['4601'] },
      },
    }),
  ),
  {
    ...{ type: 'add', collection: 'socialWorkers', share: 'district' },
    record: { id: `${street}-w`, community: street, capabilities: ['casework'], quantity: 1 },
  },
  ...(street === 'west' ? [1, 2, 3, 4, 5] : [1]).map(
    (n): LibraryEdit => ({
      ...{ type: 'add', collection: 'needs' },
      record: { id: `${street}-n${n}`, community: street, urgency: n === 1 ? '急' : '愁', capability: 'meal' },
    }),
  ),
];

const library = await openLibrary(values.url).catch((error: LinkageError) => {
  console.error(error.message);
  process.exit(1);
});
await library.enrol(STATIONS.map(({ id, area }) => ({ id, area })));
const as = (station: string, actor: string): LibraryAccess => library.as({ station, actor });

console.log(heading(say('各站建库', 'Each station enters what it has')));
for (const { id, area } of STATIONS.slice(2)) await as(id, `${id}-1`).edit(recordsOf(id, area));
const sees = await Promise.all(
  STATIONS.map(async (one) => {
    const all = await as(one.id, 'reader').records();
    const count = (collection: string) => String(all.filter((record) => record.collection === collection).length);
    return [one[locale], one.area, count('volunteers'), count('socialWorkers'), count('needs')];
  }),
);
const heads = say('站|地区|志愿者|社工|需求', 'station|area|volunteers|workers|needs').split('|');
console.log(textTable(heads, sees));
tell(
  say(
    '各自的两名志愿者中，一名全市共享，一名只在本街道；社工在本区共享。',
    'Of the two volunteers of a street one is shared with the city, one with the street; workers with the district.',
  ),
);

console.log(heading(say('同时改同一条', 'Two edits of one record')));
const [anna, bo] = [as('east', 'anna'), as('east', 'bo')];
const [before] = await anna.history('volunteers', 'east-v1');
const less = (quantity: number, version = before!.version): LibraryEdit => ({
  ...{ type: 'change', collection: 'volunteers', version },
  record: { ...(before!.record as { id: string; capabilities: string[] }), quantity },
});
await anna.edit([less(1)]);
const late = await refusal(bo.edit([less(5)]));
tell(dim(late.message));
check(
  late.code === 'CONFLICT',
  say(
    '后到的被告知是谁、何时改的，什么都没有被覆盖',
    'who comes late is told who was faster, and when; nothing is overwritten',
  ),
);
const foreign = await refusal(as('west', 'carl').edit([less(0, 2)]));
tell(dim(foreign.message));
check(
  foreign.code === 'FORBIDDEN',
  say('别站的记录看得到，改不了', 'the record of another station can be seen, not changed'),
);

console.log(heading(say('方案与成效', 'A plan, and what came of it')));
const centre = as('centre', 'planner');
const first = await planned('2026-03-02T08:00:00+08:00');
check(
  (await as('west', 'reader').plans()).some(({ id }) => id === first.id),
  say('公布后，各街道站都看得到', 'once it is published every street sees it'),
);
const [given, missed] = first.week.plan.linkages;
const said = { at: '2026-03-04T10:00:00+08:00', source: say('回访', 'call') };
const done = (of: typeof given): OutcomeEvent => ({
  ...{ type: 'done', id: '1', ...said, need: of!.need, provider: of!.allocations[0]!.provider },
});
await as('east', 'anna').enter([done(given)]);
await as('west', 'carl').enter([{ ...done(missed), id: '2', type: 'noShow' } as OutcomeEvent]);
const events = await centre.events();
check(events.length === 2, say('各站报回的成效，中心都看得到', 'what streets report comes to the centre'));

const next = nextWeek([first.week], events, { now: '2026-03-09T08:00:00+08:00' });
const second = await planned('2026-03-09T08:00:00+08:00', next);
const ofWeek = (one: Week) => one.plan.linkages.map(({ need }) => need).join(say('、', ', '));
tell(`${say('第一周', 'week 1')}  ${ofWeek(first.week)}`);
tell(`${say('第二周', 'week 2')}  ${ofWeek(second.week)}`);
check(
  !second.week.plan.linkages.some(({ need }) => need === given!.need),
  say('已完成的需求不再排', 'what is done is not planned again'),
);

console.log(heading(say('查得到', 'On record')));
const history = await anna.history('volunteers', 'east-v1');
const columns = say('版本|操作|操作人|站|来源', 'version|action|who|station|source').split('|');
const lines = history.map(({ version, action, actor, station, source = '' }) => [
  ...[String(version), action, actor, station, source],
]);
console.log(textTable(columns, lines));
const then = await anna.records({ collection: 'volunteers', asOf: history[0]!.at });
check(then.length === 2 && then[0]!.version === 1, say('任何时刻的库都能还原', 'the library as it was at any moment'));
const [kept] = await centre.plans();
const text = new TextDecoder().decode(await centre.part(kept!.id, 'plan.json'));
check(
  verify(first.week.network, parsePlan(text)).ok,
  say('存下的方案仍可复核', 'the plan that is kept still verifies'),
);
await library.close();
console.log(
  isGood ? bold(green(say('全部成立', 'All of it holds'))) : bold(red(say('有不成立之处', 'Something does not hold'))),
);
// PGlite's threads would keep the process for a moment.
process.exit(isGood ? 0 : 1);

/** The centre plans with what all share, keeps and publishes the plan. */
async function planned(now: string, made?: ReturnType<typeof nextWeek>): Promise<{ id: string; week: Week }> {
  const network = made
    ? createNetwork({ ...made.input, asOf: now })
    : importNetwork({ ...(await centre.input()), asOf: now }).network;
  const options = made ? { previous: made.previous, bans: made.bans } : {};
  const plan = match(network, options);
  check(
    verify(network, plan, options).ok,
    say(`方案已复核：${plan.linkages.length} 个联动`, `the plan is verified: ${plan.linkages.length} linkages`),
  );
  const { digest } = plan.certificate;
  await centre.keep({ id: digest, root: digest, summary: { now }, parts: [['plan.json', JSON.stringify(plan)]] });
  await centre.publish(digest);
  return { id: digest, week: { network, plan, made: options } };
}

async function refusal(work: Promise<unknown>): Promise<LinkageError> {
  return work.then(
    () => {
      throw new Error('This should have been refused.');
    },
    (error) => error,
  );
}
