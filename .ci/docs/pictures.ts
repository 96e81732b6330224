// The pictures of the handbook, made anew at every build from a small invented week: sheets as they are filled in, the report as it opens.
import { join } from 'node:path';
import * as charts from 'echarts';
import type { Page } from 'playwright-core';
import { haikouScenario } from '../../examples/haikou-scenario.js';
import { createNetwork, match } from '../../src/index.js';
import { importTables, issuesTable, planTables, type Table, writeTables } from '../../src/io/index.js';
import { report } from '../../src/report/index.js';
import { executablePath, launch } from '../../test/browser/chromium.js';
import type { Locale } from './menu.js';

const THEMES = ['light', 'dark'] as const;
const WIDTH = 1080;

/** A marker of a handbook, `<!-- picture: name | caption -->`, becomes its picture in both themes; without a browser it goes. */
export const withPictures = (text: string, locale: Locale, made: boolean): string =>
  text.replace(/^<!-- picture: (\w+) \| (.*) -->$/gm, (_, name, caption) =>
    made
      ? THEMES.map((theme) => `![${caption}](/pictures/${name}.${locale}.${theme}.png){.only-${theme}}`).join('\n')
      : '',
  );

/** The first rows and some columns of a table, as a sheet. */
function sheet({ rows }: Table, columns: readonly number[], most: number, dark: boolean): string {
  const escaped = (value: unknown) =>
    String(value ?? '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;');
  const line = (row: readonly unknown[], tag: string) =>
    `<tr>${columns.map((column) => `<${tag}>${escaped(row[column])}</${tag}>`).join('')}</tr>`;
  const [head = [], ...others] = rows;
  const colours = dark
    ? 'background:#1b1b1f;color:#dfdfd6;--line:#3c3f44;--head:#26302e'
    : 'background:#fff;color:#222;--line:#ccc;--head:#e8f1ef';
  return `<style>table{font:14px system-ui,sans-serif;border-collapse:collapse;width:${WIDTH}px;${colours}}
td,th{border:1px solid var(--line);padding:6px 10px;text-align:left;vertical-align:top}th{background:var(--head);white-space:nowrap}body{margin:0}</style>
<table>${line(head, 'th')}${others
    .slice(0, most)
    .map((row) => line(row, 'td'))
    .join('')}</table>`;
}

/** Where columns stand, by their headers. */
const at = ({ rows: [head = []] }: Table, ...names: string[]): number[] =>
  names.map((name) => head.indexOf(name)).filter((column) => column >= 0);

const COLUMNS = {
  zh: {
    needs: ['编号', '社区', '紧急程度', '类别', '能力', '数量', '单位', '受益人数', '登记日期'],
    dispatch: ['供给方', '开始', '能力', '数量', '单位', '地点', '签收', '结果', '备注', '需求编号'],
    wrong: [
      ['编号', '社区', '紧急程度', '能力', '数量', '单位'],
      ['1', '大同社区', '很急', '陪同就医', '两次', '次'],
      ['2', '大铜社区', '急', '陪同就医', 2, '次'],
      ['2', '大同社区', '难', '', -1, '次'],
    ],
    file: '需求.csv',
    communities: [
      '社区.csv',
      [
        ['编号', '名称'],
        ['C1', '大同社区'],
      ],
    ],
    title: '海口市 2026 年第 10 周',
  },
  en: {
    needs: ['id', 'community', 'urgency', 'category', 'capability', 'quantity', 'unit', 'beneficiaries', 'reported at'],
    dispatch: [
      'provider name',
      'start',
      'capability',
      'quantity',
      'unit',
      'place',
      'received',
      'result',
      'note',
      'need',
    ],
    wrong: [
      ['id', 'community', 'urgency', 'capability', 'quantity', 'unit'],
      ['1', 'Datong', 'very', 'escort', 'two', 'session'],
      ['2', 'Datung', 'urgent', 'escort', 2, 'session'],
      ['2', 'Datong', 'difficult', '', -1, 'session'],
    ],
    file: 'needs.csv',
    communities: [
      'communities.csv',
      [
        ['id', 'name'],
        ['C1', 'Datong'],
      ],
    ],
    title: 'Haikou, week 10 of 2026',
  },
} as const;

/** Writes all pictures into a folder; false where there is no browser. */
export async function makePictures(folder: string): Promise<boolean> {
  if (!executablePath) return false;
  const input = haikouScenario(2026, 400);
  const network = createNetwork(input);
  const plan = match(network);
  const browser = await launch();
  try {
    const page = await browser.newPage({ viewport: { width: WIDTH, height: 720 }, reducedMotion: 'reduce' });
    for (const locale of ['zh', 'en'] as const) {
      const { needs, dispatch, wrong, file, communities, title } = COLUMNS[locale];
      const lists = planTables(network, plan, { locale });
      const written = writeTables(input, { locale });
      const places = { file: communities[0], rows: communities[1] };
      const { issues } = importTables([{ file, rows: wrong }, places] as never);
      const faults = issuesTable(issues, { locale });
      const needList = written.find(({ rows: [head] }) => needs.every((name) => head?.includes(name)))!;
      const dispatchList = lists.find(({ rows: [head] }) => head?.[0] === dispatch[0])!;
      const html = report(network, plan, { charts, locale, title, lists });
      for (const theme of THEMES) {
        const take = (name: string) => join(folder, `${name}.${locale}.${theme}.png`);
        const draw = async (name: string, table: Table, columns: number[], most: number) => {
          await page.setContent(sheet(table, columns, most, theme === 'dark'));
          await page.locator('table').screenshot({ path: take(name) });
        };
        await draw('needs', needList, at(needList, ...needs), 6);
        await draw(
          'issues',
          faults,
          faults.rows[0]!.map((_, column) => column),
          8,
        );
        await draw('dispatch', dispatchList, at(dispatchList, ...dispatch), 6);
        await ofReport(page, html, theme, take);
      }
    }
  } finally {
    await browser.close();
  }
  return true;
}

async function ofReport(page: Page, html: string, theme: string, take: (name: string) => string): Promise<void> {
  await page.setContent(html);
  await page.click(`[data-to-theme="${theme}"]`);
  await page.screenshot({ path: take('report') });
  await page.locator('#gaps').screenshot({ path: take('gaps') });
  await page.locator('#needs-table tbody button').first().click();
  await page.locator('#needs').scrollIntoViewIfNeeded();
  await page.screenshot({ path: take('need') });
}
