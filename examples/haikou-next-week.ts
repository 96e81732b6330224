import type { Bilingual, Input, NeedInput, Plan } from '../src/index.js';
import type { WrittenTable } from '../src/io/index.js';
import { SOCIETY_NAMES, type Society } from '../src/model/vocabulary.js';
import { HEADS } from '../src/say/words.js';
import { haikouScenario } from './haikou-scenario.js';
import { createRandom } from './random.js';

const DAY = 86_400_000;

/** Every date in it, a week later: slots are named by their days, too. */
function weekLater<T>(value: T): T {
  const later = (day: string) => new Date(Date.parse(day) + 7 * DAY).toISOString().slice(0, 10);
  return JSON.parse(JSON.stringify(value).replace(/\b\d{4}-\d\d-\d\d(?!\d)/g, later));
}

/** What people write under 结果, in hundredths. */
const RESULTS: readonly (readonly [share: number, result: Bilingual])[] = [
  [82, { zh: '完成', en: 'done' }],
  [6, { zh: '未到', en: 'no-show' }],
  [4, { zh: '谢绝', en: 'declined' }],
  [8, { zh: '接受', en: 'accepted' }],
];

/** The week after an invented plan: what came of it, as a dispatch list, and the records then. */
export function nextHaikouWeek(
  input: Input,
  plan: Plan,
  seed: number,
): {
  results: Readonly<Record<'zh' | 'en', WrittenTable>>;
  input: Input;
} {
  const random = createRandom(seed + 1);
  const rows = plan.linkages.flatMap(({ need, allocations }) =>
    allocations.map(({ requirement, provider }) => {
      return { need, requirement, provider, result: random.share(RESULTS) };
    }),
  );
  const open = new Set([
    ...rows.flatMap(({ need, result }) => (result.en === 'done' ? [] : [need])),
    ...plan.unmet.map(({ need }) => need),
  ]);
  const table = (locale: 'zh' | 'en'): WrittenTable => ({
    file: '',
    sheet: '',
    rows: [
      [HEADS.need.id, HEADS.line.id, HEADS.provider.society, HEADS.provider.id, HEADS.task.result].map(
        (head) => head[locale],
      ),
      ...rows.map(({ need, requirement, provider, result }) => {
        const [society = '', id = ''] = provider.split(/:(.*)/s);
        return [need, requirement, SOCIETY_NAMES[society as Society][locale], id, result[locale]];
      }),
    ],
  });
  const { needs, ...rest } = input;
  const fresh = haikouScenario(seed + 1, Math.ceil(needs.length / 10)).needs;
  // Who is still waiting asks for the days to come; since when does not change.
  const waiting = needs
    .filter(({ id }) => open.has(id))
    .map((need): NeedInput => {
      const { reportedAt } = need;
      return { ...weekLater(need), ...(reportedAt !== undefined && { reportedAt }) };
    });
  // Needs of another week were served by people of that week, if not by these.
  const there = new Set((rest.volunteers ?? []).map(({ id }) => `volunteer:${id}`));
  const later = fresh.map((need): NeedInput => {
    const previousProviders = need.previousProviders?.filter((key) => there.has(key)) ?? [];
    return { ...weekLater(need), id: `M${need.id.slice(1)}`, previousProviders };
  });
  return {
    results: { zh: table('zh'), en: table('en') },
    input: { ...weekLater(rest), needs: [...waiting, ...later] },
  };
}
