// The pictures of the handbook, made anew at every build from a small invented week: sheets as they are filled in, the report as it opens.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as charts from 'echarts';
import { uniqBy } from 'lodash-es';
import type { Browser } from 'playwright-core';
import { haikouScenario } from '../../examples/haikou-scenario.js';
import { createNetwork, type Input, match } from '../../src/index.js';
import { importTables, issuesTable, planTables, toCsv, type WrittenTable, writeTables } from '../../src/io/index.js';
import { report } from '../../src/report/index.js';
import { DESK_PAGE_WORDS } from '../../src/say/words.js';
import { executablePath, launch } from '../../test/browser/chromium.js';
import type { Locale } from './menu.js';
import { THEMES, type Theme } from './pages.js';

/** As wide as what shows them, nearly, so that words can be read. */
const WIDTH = 860;

type Row = readonly unknown[];
/** A list as it looks on a sheet: these columns, so many rows. */
function sheet(rows: readonly Row[], names: readonly string[], most: number): string {
  const columns = names.map((name) => rows[0]!.indexOf(name));
  const escaped = (value: unknown) =>
    String(value ?? '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;');
  const line = (row: Row, tag: string) =>
    `<tr>${columns.map((column) => `<${tag}>${escaped(row[column])}</${tag}>`).join('')}</tr>`;
  return `<style>
:root { color-scheme: light dark; background: light-dark(#fff, #1b1b1f); color: light-dark(#222, #dfdfd6); font: 15px system-ui, sans-serif }
body { margin: 0 } table { border-collapse: collapse; width: ${WIDTH}px }
td, th { border: 1px solid light-dark(#ccc, #3c3f44); padding: 6px 9px; text-align: left; vertical-align: top }
th { background: light-dark(#e8f1ef, #26302e); white-space: nowrap }
</style><table>${line(rows[0]!, 'th')}${rows
    .slice(1, most + 1)
    .map((row) => line(row, 'td'))
    .join('')}</table>`;
}

const SHOWN = {
  zh: {
    needs: ['编号', '社区', '紧急程度', '类别', '能力', '数量', '单位', '受益人数'],
    dispatch: ['供给方', '开始', '能力', '数量', '单位', '地点', '签收', '结果'],
    issues: ['行', '列', '内容', '问题', '怎么办'],
    title: '海口市 2026 年第 10 周',
    wrong: [
      ['需求', ['编号', '社区', '紧急程度', '能力', '数量', '单位']],
      ['社区', ['编号', '名称']],
    ],
  },
  en: {
    needs: ['id', 'community', 'urgency', 'category', 'capability', 'quantity', 'unit', 'beneficiaries'],
    dispatch: ['provider name', 'start', 'capability', 'quantity', 'unit', 'place', 'received', 'result'],
    issues: ['row', 'column', 'value', 'details', 'what to do'],
    title: 'Haikou, week 10 of 2026',
    wrong: [
      ['needs', ['id', 'community', 'urgency', 'capability', 'quantity', 'unit']],
      ['communities', ['id', 'name']],
    ],
  },
} as const;

/** A list with what people get wrong. */
const WRONG = [
  ['A1', '大同社区', '很急', '陪同就医', 2, '次'],
  ['A2', '大铜村', '急', '陪同就医', 2, '次'],
  ['A3', '大同社区', '难', '陪同就医', -1, '次'],
  ['A4', '大同社区', '', '陪同就医', 1, '次'],
];

/** The lists that are drawn, by the name of their picture. */
function drawings(input: Input, lists: readonly WrittenTable[], locale: Locale): Record<string, string> {
  const { needs, dispatch, issues, wrong } = SHOWN[locale];
  const [[file, head], [places, placeHead]] = wrong;
  const listed = writeTables(input, { locale }).find(({ rows: [first] }) =>
    needs.every((name) => first?.includes(name)),
  )!;
  const names = new Map(input.communities.map(({ id, name }) => [id, name]));
  const named = listed.rows.map((row) => row.map((value) => names.get(value as string) ?? value));
  const sent = lists.find(({ rows: [first] }) => first?.[0] === dispatch[0])!.rows;
  const told = importTables([
    { file: `${file}.csv`, rows: [head, ...WRONG] },
    { file: `${places}.csv`, rows: [placeHead, ['C1', '大同社区']] },
  ]).issues;
  return {
    needs: sheet(named, needs, 6),
    issues: sheet(issuesTable(told, { locale }).rows, issues, 6),
    // One of each thing that is done.
    dispatch: sheet(
      uniqBy(sent, (row) => row[sent[0]!.indexOf(dispatch[2])]),
      dispatch,
      6,
    ),
  };
}

/** Writes pictures into a folder, and gives their names: none where there is no browser, none of the desk's page where that is not built. */
export async function makePictures(folder: string, desk: string): Promise<Set<string>> {
  const made = new Set<string>();
  if (!executablePath) return made;
  const path = (name: string, locale: Locale, theme: Theme) => {
    made.add(name);
    return join(folder, `${name}.${locale}.${theme}.png`);
  };
  const input = haikouScenario(2026, 400);
  const browser = await launch();
  try {
    await ofReport(browser, input, path);
    if (existsSync(desk)) await ofDesk(browser, input, desk, path);
  } finally {
    await browser.close();
  }
  return made;
}

type PathOf = (name: string, locale: Locale, theme: Theme) => string;
const SIZE = { width: WIDTH, height: 640 };

async function ofReport(browser: Browser, input: Input, path: PathOf): Promise<void> {
  const network = createNetwork(input);
  const plan = match(network);
  for (const locale of ['zh', 'en'] as const) {
    const lists = planTables(network, plan, { locale });
    const html = report(network, plan, { charts, locale, title: SHOWN[locale].title });
    const drawn = Object.entries(drawings(input, lists, locale));
    for (const theme of THEMES) {
      const page = await browser.newPage({ viewport: SIZE, colorScheme: theme });
      for (const [name, text] of drawn) {
        await page.setContent(text);
        await page.locator('table').screenshot({ path: path(name, locale, theme) });
      }
      // The report's own policy stays with the page, and would forbid the sheets their style: it comes last.
      await page.setContent(html);
      await page.screenshot({ path: path('report', locale, theme) });
      await page.locator('#gaps').screenshot({ path: path('gaps', locale, theme) });
      await page.locator('#needs-table tbody button').first().click();
      await page.screenshot({ path: path('need', locale, theme) });
      await page.close();
    }
  }
}

async function ofDesk(browser: Browser, input: Input, desk: string, path: PathOf): Promise<void> {
  const page = await browser.newPage({ viewport: SIZE });
  await page.goto(pathToFileURL(desk).href);
  const files = writeTables(input).map((table) => ({
    name: table.file,
    mimeType: 'text/csv',
    buffer: Buffer.from(toCsv(table)),
  }));
  await page.locator('input[type=file]').first().setInputFiles(files);
  await page.getByRole('button', { name: DESK_PAGE_WORDS.zh.plan, exact: true }).click();
  for (const locale of ['zh', 'en'] as const) {
    if (locale === 'en') await page.getByRole('button', { name: 'English', exact: true }).click();
    await page.locator('.tiles').waitFor();
    for (const theme of THEMES) {
      await page.emulateMedia({ colorScheme: theme });
      await page.screenshot({ path: path('page', locale, theme) });
    }
  }
  await page.close();
}
