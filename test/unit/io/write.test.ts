import { describe, expect, it } from 'vitest';
import { match, verify } from '../../../src/index.js';
import { importTables, readTables, tableTemplates, toCsv, writeTables } from '../../../src/io/index.js';
import { TABLES } from '../../../src/io/record-columns.js';
import { thrown } from '../../support/thrown.js';
import { shown, withoutMarks } from './tables.js';

const texts = (tables: ReturnType<typeof writeTables>) =>
  tables.map((table) => ({ file: table.file, data: toCsv(table) }));

describe('the columns', () => {
  it.each(TABLES.map((kind) => [kind.collection, kind] as const))(
    'of %s have headers of their own',
    (_, { columns }) => {
      for (const locale of ['zh', 'en'] as const) {
        const headers = columns.map(({ name }) => name[locale]);
        expect(headers.filter((header, at) => headers.indexOf(header) !== at)).toEqual([]);
      }
      const ours = columns.flatMap(({ name }) => [name.zh, name.en]);
      expect(columns.flatMap(({ also }) => also).filter((header) => ours.includes(header))).toEqual([]);
    },
  );
});

describe.each(['zh', 'en'] as const)('the templates in %s', (locale) => {
  const tables = tableTemplates({ locale });

  it('are passed over as they are', () => {
    const { network, issues, tables: read } = importTables(texts(tables));
    expect([network.order, shown(issues)]).toEqual([0, []]);
    expect(
      read.flatMap(({ said }) => said.map((one) => one[locale])).filter((one) => /示例行|examples/.test(one)),
    ).toHaveLength(8);
  });

  it('can be imported without the marks of examples, and make a plan', () => {
    const { network, issues } = importTables(texts(withoutMarks(tables)));
    expect(shown(issues)).toEqual([]);
    const plan = match(network);
    expect([plan.unmet, plan.linkages.length, verify(network, plan).ok]).toEqual([[], 3, true]);
  });

  it('explain every column of every table', () => {
    const [head, ...notes] = tables[0]!.rows;
    expect(head).toHaveLength(5);
    const columns = TABLES.flatMap(({ name, columns }) => columns.map((column) => [name[locale], column.name[locale]]));
    expect(notes.slice(0, columns.length).map((row) => row.slice(0, 2))).toEqual(columns);
    const said = locale === 'zh' ? /[\u4e00-\u9fff].*。$/ : /^[A-Z`].*\.$/;
    expect(notes.slice(0, columns.length).filter((row) => !said.test(String(row[3])))).toEqual([]);
    expect(notes.flat().filter((cell) => typeof cell !== 'string')).toEqual([]);
  });
});

describe('the notes', () => {
  it('name what the built-in catalogue has, and what it is counted in', () => {
    const [zh, en] = (['zh', 'en'] as const).map((locale) => tableTemplates({ locale })[0]!.rows);
    expect(zh).toContainEqual(['内置目录', '陪同就医', '', '', 'escort (次)']);
    expect(zh).toContainEqual(['内置目录', '救助', '', '', 'relief (元)']);
    expect(en).toContainEqual(['built-in catalogue', 'relief', '', '', 'relief (yuan)']);
  });

  it('say what fields are, of lines and of records, and what bounds they have', () => {
    const rows = tableTemplates()[0]!.rows;
    expect(rows).toContainEqual(['需求', '严重度', '', '严重度，1 至 5，5 最严重；不填为 3。', '1—5，5 最严重']);
    const told = (table: string, column: string) => rows.find((row) => row[0] === table && row[1] === column)?.[3];
    expect(told('需求', '编号')).toMatch(/^需求编号/);
    expect(told('需求', '需求项编号')).toMatch(/^需求项编号/);
    expect(told('目录', '需求项单位')).toMatch(/供给的单位；金额须写明单位。$/);
    expect(told('目录', '单位')).toMatch(/该能力的常用单位。$/);
    expect(told('志愿者', '小时数')).toMatch(/^可服务的小时数/);
    expect(told('数据日期', '截至日期')).toMatch(/^数据截至的时刻/);
  });

  it('name groups by one word', () => {
    const needs = tableTemplates({ locale: 'en' }).find(({ sheet }) => sheet === 'needs')!;
    expect(needs.rows[2]).toContain('disabled-elderly; living-alone');
  });
});

describe('writeTables', () => {
  it('writes what people read: names, Beijing days, yuan', () => {
    const tables = writeTables({
      communities: [{ id: 'c', name: '大同' }],
      resources: [
        {
          id: '1',
          kind: 'fund',
          capabilities: ['relief'],
          quantity: 500,
          unit: 'fen',
          expiresAt: '2027-01-01T00:00:00+08:00',
        },
      ],
      needs: [
        {
          id: '1',
          community: 'c',
          urgency: '急',
          groups: ['dibao', 'a,b'],
          requirements: [
            { capability: { code: 'escort', level: 2 }, unit: 'hour' },
            { capability: 'relief', quantity: 12.5, unit: 'yuan' },
          ],
        },
      ],
    });
    expect(Object.fromEntries(tables.map(({ sheet, rows }) => [sheet, rows]))).toEqual({
      社区: [
        ['编号', '名称'],
        ['c', '大同'],
      ],
      慈善资源: [
        ['编号', '类型', '能力', '数量', '单位', '有效期'],
        ['1', '资金', '救助', 500, '分', '2026-12-31'],
      ],
      需求: [
        ['编号', '社区', '紧急程度', '人群', '需求项编号', '能力', '数量', '单位'],
        ['1', 'c', '急', '["dibao","a,b"]', '1', '陪同就医:2', '', '小时'],
        ['1', 'c', '急', '["dibao","a,b"]', '2', '救助', 12.5, '元'],
      ],
    });
  });

  it('writes anew what it has read, byte for byte', () => {
    const once = texts(tableTemplates());
    const again = writeTables(readTables(once).input);
    expect(texts(writeTables(readTables(texts(again)).input))).toEqual(texts(again));
  });

  it('writes the calendar and what the catalogue says of due dates, and reads them again', () => {
    const calendar = [{ day: '2026-10-01' }, { day: '2026-10-10', working: true }];
    const catalogue = [{ code: 'relief', due: { urgent: 24, hoped: 60 } }];
    const tables = writeTables({ calendar, catalogue, communities: [{ id: 'c' }], needs: [] });
    expect(tables[0]!.rows.slice(1)).toEqual([
      ['2026-10-01', ''],
      ['2026-10-10', '是'],
    ]);
    expect(tables[1]!.rows[0]).toEqual(['代码', '急的时限（小时）', '盼的时限（天）']);
    expect(readTables(texts(tables)).input).toMatchObject({ calendar, catalogue });
  });

  it('refuses bad records and languages', () => {
    expect(thrown(() => writeTables({ communities: [], needs: [{ id: '1' } as never] }))).toMatchObject({
      code: 'INVALID_INPUT',
    });
    expect(thrown(() => tableTemplates({ locale: 'fr' as never }))).toMatchObject({ code: 'INVALID_OPTIONS' });
  });
});
