import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { createNetwork, type Input, match } from '../../../../src/index.js';
import { sheetsOf } from '../../../../src/io/book/workbook.js';
import { onePageEach } from '../../../../src/io/dispatch/dispatch-lists.js';
import { dispatchCalendar, dispatchText } from '../../../../src/io/dispatch/dispatch-out.js';
import { planTables, toWorkbook } from '../../../../src/io/index.js';
import { thrown } from '../../../support/thrown.js';

const INPUT: Input = {
  asOf: '2026-03-05T08:00:00+08:00',
  slots: [
    { id: 'sat', start: '2026-03-07T09:00:00+08:00', end: '2026-03-07T12:00:00+08:00' },
    { id: 'sun', start: '2026-03-08T09:00:00+08:00', end: '2026-03-08T12:00:00+08:00' },
    { id: 'some day' },
  ],
  stations: [{ id: 's', name: '大同站', tier: 'street' }],
  communities: [{ id: 'c', name: '大同社区', station: 's' }],
  socialWorkers: [{ id: 'w', name: '王芳', station: 's', capabilities: ['casework'], quantity: 5, unit: 'case' }],
  resources: [
    {
      id: 'hall',
      kind: 'venue',
      name: '活动室, 二楼',
      station: 's',
      capabilities: ['hall'],
      quantity: 1,
      unit: 'session',
    },
  ],
  volunteers: [
    {
      id: '7',
      name: '李某',
      community: 'c',
      offers: [
        { capabilities: ['tutoring'], quantity: 2, unit: 'hour', windows: ['sat'] },
        { capabilities: ['tutoring'], quantity: 2, unit: 'hour', windows: ['sat'] },
        { capabilities: ['meal'], quantity: 3, unit: 'session' },
      ],
    },
    { id: '8', name: '赵某', community: 'c', capabilities: ['escort'], quantity: 50, unit: 'minute' },
    { id: '9', community: 'c', capabilities: ['nothing'], quantity: 1, unit: 'session' },
  ],
  needs: [
    {
      id: '901',
      community: 'c',
      urgency: '急',
      beneficiaries: 2,
      requirements: [
        { capability: 'tutoring', quantity: 3, unit: 'hour', windows: ['sat'] },
        { capability: 'casework', quantity: 1, unit: 'case' },
        { capability: 'hall', quantity: 1, unit: 'session' },
      ],
    },
    {
      id: '902',
      community: 'c',
      urgency: '愁',
      capability: 'meal',
      quantity: 2,
      unit: 'session',
      dueAt: '2026-03-10T00:00:00+08:00',
    },
    { id: '903', community: 'c', urgency: '盼', capability: 'escort', quantity: 50, unit: 'minute' },
  ],
};
const network = createNetwork(INPUT);
const plan = match(network);
const [byProvider, byStation] = ['派单表（按供给方）', '派单表（按社工站）'].map(
  (sheet) => planTables(network, plan).find((one) => one.sheet === sheet)!,
);
const column = (table: { rows: readonly (readonly unknown[])[] }, head: string) =>
  table.rows.slice(1).map((row) => row[table.rows[0]!.indexOf(head)]);

describe('dispatch lists', () => {
  it('have a row for what somebody does for a requirement in a slot, in hours, with place, lead and company', () => {
    expect(column(byProvider!, '供给方')).toEqual(['王芳', '李某', '李某', '赵某', '活动室, 二楼']);
    const own = byProvider!.rows.find((row) => row.includes('课业辅导'))!;
    expect(Object.fromEntries(byProvider!.rows[0]!.map((head, i) => [head, own[i]]))).toMatchObject({
      开始: '2026-03-07 09:00',
      结束: '2026-03-07 12:00',
      数量: 3,
      单位: '小时',
      地点: '活动室, 二楼、大同社区',
      牵头: '王芳',
      同行: '',
      签收: '',
      实际数量: '',
    });
    // Fifty minutes are no whole hundredths of an hour.
    expect([column(byStation!, '数量').at(-1), column(byStation!, '单位').at(-1)]).toEqual([50, '分钟']);
  });

  it('count in hours what is told in hours, whole columns alike', () => {
    const idle = planTables(network, plan).find(({ sheet }) => sheet === '闲置资源')!;
    const row = idle.rows.find((cells) => cells.includes('课业辅导'))!;
    expect(row).toEqual(expect.arrayContaining([1, '小时']));
    expect(row).not.toContain('分钟');
  });

  it('begin a page for each provider where they are to be handed out', () => {
    expect(onePageEach(byProvider!).pages).toEqual([2, 4, 5]);
  });

  it('print as they are: landscape, header on every page, what is read back beside the paper', async () => {
    const bytes = await toWorkbook([onePageEach(byProvider!), byStation!]);
    const parts = unzipSync(bytes);
    const text = (name: string) => strFromU8(parts[name]!);
    const [head] = byProvider!.rows;
    const printed = head!.indexOf('需求编号');
    expect(text('xl/workbook.xml')).toContain(
      `<definedName name="_xlnm.Print_Area" localSheetId="0">'派单表（按供给方）'!$A$1:$${String.fromCharCode(65 + printed)}$6</definedName>`,
    );
    expect(text('xl/workbook.xml')).toContain(`localSheetId="1">'派单表（按社工站）'!$1:$1</definedName>`);
    const sheet = text('xl/worksheets/sheet1.xml');
    // In the order that spreadsheets ask for.
    expect(
      sheet
        .replace(
          /<(?!(?:sheetPr|sheetViews|cols|sheetData|dataValidations|printOptions|pageMargins|pageSetup|headerFooter|rowBreaks)\b)[^>]*>|[^<>]+(?=<)/g,
          '',
        )
        .match(/<\w+/g),
    ).toEqual(
      [
        'sheetPr',
        'sheetViews',
        'cols',
        'sheetData',
        'dataValidations',
        'printOptions',
        'pageMargins',
        'pageSetup',
        'headerFooter',
        'rowBreaks',
      ].map((name) => `<${name}`),
    );
    expect(sheet).toContain('orientation="landscape" fitToWidth="1" fitToHeight="0"');
    expect(sheet.match(/<brk id="(\d+)"/g)).toHaveLength(3);
    const [read] = await sheetsOf('a.xlsx', bytes);
    expect(read!.rows.map((row) => row[0])).toEqual(['供给方', ...column(byProvider!, '供给方')]);
  });
});

describe('dispatchText', () => {
  it('tells one provider all, residents by number only', () => {
    expect(dispatchText(network, plan, 'volunteer:7')).toBe(
      [
        '李某，您好！有 2 项任务请您来做：',
        '1. 2026-03-07 周六 09:00–12:00，活动室, 二楼、大同社区：课业辅导 3 小时（急，受益 2 人）',
        '   牵头：王芳；需求编号：901',
        '2. 大同社区：助餐送餐 2 次（愁，受益 1 人，2026-03-09 前）',
        '   需求编号：902',
        '收到请回复；若来不了，也请尽早告诉我们。',
      ].join('\n'),
    );
    expect(dispatchText(network, plan, 'socialWorker:w', { locale: 'en' })).toBe(
      [
        'Dear 王芳, there is a task for you:',
        '1. 活动室, 二楼, 大同社区: casework, 1 case (urgent, for 2 people)',
        '   With 李某. Need 901.',
        'Please answer; if you cannot come, tell us as soon as you can.',
      ].join('\n'),
    );
  });

  it('is blank where nothing is asked, and refuses whom it does not know', () => {
    expect(dispatchText(network, plan, 'volunteer:9')).toBe('');
    expect(thrown(() => dispatchText(network, plan, 'volunteer:77')).code).toBe('UNKNOWN_OFFER');
    expect(thrown(() => dispatchText(network, plan, 'volunteer:7', { local: 'en' } as never)).code).toBe(
      'INVALID_OPTIONS',
    );
  });
});

describe('dispatchCalendar', () => {
  const calendar = dispatchCalendar(network, plan, 'volunteer:7');

  it('has what has a time, in UTC, with ids that stay', () => {
    const unfolded = calendar.replaceAll('\r\n ', '').split('\r\n');
    expect(unfolded).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//five-society-linkage//dispatch//EN',
      'BEGIN:VEVENT',
      'UID:901/1/volunteer%3A7/sat@five-society-linkage',
      'DTSTAMP:20260305T000000Z',
      'DTSTART:20260307T010000Z',
      'DTEND:20260307T040000Z',
      'SUMMARY:课业辅导 3 小时',
      'LOCATION:活动室\\, 二楼、大同社区',
      'DESCRIPTION:牵头：王芳；需求编号：901',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
    const later = createNetwork({ ...INPUT, asOf: '2026-03-06T08:00:00+08:00' });
    const again = dispatchCalendar(later, match(later), 'volunteer:7');
    expect(/UID:\S+/.exec(again)?.[0]).toBe(/UID:\S+/.exec(calendar)?.[0]);
    expect(dispatchCalendar(network, plan, 'volunteer:8')).not.toContain('VEVENT');
  });

  it('has lines of at most 75 bytes, no sign cut in two', () => {
    const long = createNetwork({ ...INPUT, communities: [{ id: 'c', name: `长${'名😀'.repeat(60)}`, station: 's' }] });
    const text = dispatchCalendar(long, match(long), 'volunteer:7');
    expect(text).not.toMatch(/(?<!\r)\n|\r(?!\n)/);
    for (const line of text.split('\r\n')) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(Buffer.from(line).toString()).toBe(line);
    }
  });
});
