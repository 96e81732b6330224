// An app in a browser: it imports the built package, plans in a worker, and keeps the plan in step with what happens.
import {
  type Change,
  catalogue,
  createNetwork,
  type Input,
  type Live,
  type NeedInput,
  openLive,
  type PlanDiff,
  reasonSentence,
  type VolunteerInput,
  verify,
} from 'five-society-linkage';
import { openWorkers } from 'five-society-linkage/worker';

/** What the server gives: a city, and needs that have not arrived yet. */
interface Scenario {
  readonly city: Input;
  readonly newcomers: readonly NeedInput[];
}

const URGENCIES = {
  urgent: ['急', 'urgent'],
  difficult: ['难', 'difficult'],
  worrying: ['愁', 'worrying'],
  hoped: ['盼', 'hoped'],
} as const;
const MOST_SHOWN = 40;
let locale: 'zh' | 'en' = new URLSearchParams(location.search).get('lang') === 'en' ? 'en' : 'zh';
const say = (zh: string, en: string): string => (locale === 'zh' ? zh : en);

function element(id: string): HTMLElement {
  return document.getElementById(id)!;
}

/** Text only, so that no name can become markup. */
function tag(name: string, text: string, className = ''): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  made.className = className;
  return made;
}

const { city, newcomers }: Scenario = await (await fetch('/scenario.json')).json();
type Title = readonly [zh: string, en: string];

interface Happening {
  readonly title: Title;
  readonly diff: PlanDiff;
  readonly milliseconds: number;
}

let live: Live;
let isSame = false;
const events: Happening[] = [];
const arriving = [...newcomers];
const volunteers = [...(city.volunteers ?? [])];

function showStage(stage: string): void {
  element('proof').textContent = `${say('正在计算', 'working')}: ${stage}`;
}

const happenings: readonly (readonly [zh: string, en: string, next: () => Change | undefined])[] = [
  [
    '新的紧急需求',
    'an urgent need arrives',
    () => {
      const need = arriving.shift();
      return need && { type: 'add', kind: 'need', record: { ...need, urgency: 'urgent' } };
    },
  ],
  [
    '志愿者临时有事',
    'a volunteer cancels',
    () => {
      const used = new Set(live.plan.linkages.flatMap((linkage) => linkage.volunteers));
      const index = volunteers.findIndex(({ id }) => used.has(`volunteer:${id}`));
      const [one] = index < 0 ? [] : (volunteers.splice(index, 1) as VolunteerInput[]);
      return one && { type: 'change', kind: 'volunteer', record: { ...one, status: 'inactive' } };
    },
  ],
  [
    '一项需求撤回',
    'a need is withdrawn',
    () => {
      const need = live.plan.linkages[0]?.need;
      return need === undefined ? undefined : { type: 'remove', kind: 'need', id: need };
    },
  ],
];

function happen(title: Title, next: () => Change | undefined): void {
  const change = next();
  if (change === undefined) return;
  const began = performance.now();
  const diff = live.apply([change]);
  const milliseconds = performance.now() - began;
  events.unshift({ title, diff, milliseconds });
  events.length = Math.min(events.length, MOST_SHOWN);
  showFeed();
  showPlan();
}

function showFeed(): void {
  element('feed').replaceChildren(...events.map(entryOf));
}

function entryOf({ title, diff: { added, removed, changed, unmet, met }, milliseconds }: Happening): HTMLElement {
  const entry = tag('li', '');
  entry.append(tag('small', `${milliseconds.toFixed(1)} ms`), tag('b', say(...title)));
  const moved = added.length + removed.length + changed.length;
  entry.append(
    tag('div', say(`${moved} 项安排有变，其余不动`, `${moved} assignments differ, all others stay`)),
    ...met.slice(0, 3).map(({ need }) => tag('div', say(`现已满足：${need}`, `met now: ${need}`), 'met')),
    ...unmet.slice(0, 3).map(({ need }) => tag('div', say(`现有缺口：${need}`, `short now: ${need}`), 'short')),
  );
  return entry;
}

function showPlan(): void {
  const { plan } = live;
  const rows = Object.entries(URGENCIES).map(([urgency, [zh, en]]) => {
    const own = plan.coverage.byUrgency.filter((one) => one.urgency === urgency);
    const short = new Set(plan.unmet.filter((one) => one.urgency === urgency).map(({ need }) => need));
    const share = own.reduce((sum, { covered, demanded }) => sum + covered / demanded, 0) / Math.max(1, own.length);
    const row = tag('div', '', 'row');
    const bar = tag('div', '', 'bar');
    const full = tag('i', '');
    full.style.width = `${(100 * share).toFixed(1)}%`;
    bar.append(full);
    row.append(tag('b', say(zh, en)), bar, tag('span', say(`${short.size} 项有缺口`, `${short.size} short`)));
    return row;
  });
  element('coverage').replaceChildren(...rows);
  const urgent = plan.unmet.filter((one) => one.urgency === 'urgent' && one.reason.code !== 'unknownQuantity');
  const lines = urgent
    .slice(0, 8)
    .map(({ need, capability, reason, unit }) =>
      tag(
        'li',
        `${need} · ${nameOf(capability)}${say('：', ': ')}${reasonSentence(reason, { unit, fair: true }, locale)}`,
      ),
    );
  element('unmet').replaceChildren(...lines);
  const { ok } = verify(live.network, plan, live.options);
  element('proof').textContent = ok
    ? say('✓ 已在本页复核：没有更好的方案', '✓ checked in this page: there is no better plan')
    : say('✗ 复核未通过', '✗ the plan did not verify');
  document.body.dataset['state'] = ok && isSame ? 'proved' : 'refused';
}

function nameOf(capability: string): string {
  const name = catalogue.find(({ code }) => code === capability)?.name;
  return (typeof name === 'object' ? name[locale] : name) ?? capability;
}

function showWords(): void {
  document.documentElement.lang = locale;
  document.querySelector('h1')!.textContent = say('五社联动 · 实时派单', 'Five societies, live');
  element('about').textContent = say(
    '浏览器内运行，数据不离开本页。区划真实，人员与需求虚构。',
    'It runs in the browser; no data leave this page. Real districts, invented (虚构) people and needs.',
  );
  element('language').textContent = say('English', '中文');
  element('coverage-title').textContent = say('各级平均覆盖率', 'Mean coverage by urgency');
  element('feed-title').textContent = say('发生了什么，方案随之怎样', 'What happens, and what the plan makes of it');
  element('unmet-title').textContent = say('尚未满足的紧急需求', 'Urgent needs that lack something');
  element('buttons').replaceChildren(
    ...happenings.map(([zh, en, next]) => {
      const button = tag('button', say(zh, en));
      button.onclick = () => happen([zh, en], next);
      return button;
    }),
  );
}

element('language').onclick = () => {
  locale = locale === 'zh' ? 'en' : 'zh';
  showWords();
  showFeed();
  showPlan();
};

// Off the main thread, so that the page stays alive while it waits.
const workers = openWorkers({ workers: 1 });
showWords();
const network = createNetwork(city);
const first = await workers.match(network, { onProgress: ({ stage }) => showStage(stage) });
workers.close();
live = openLive(network);
// The worker's plan and the session's are as good as each other, on every level.
isSame = JSON.stringify(first.coverage) === JSON.stringify(live.plan.coverage);
showPlan();
