import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runDesk } from '../src/desk/desk.js';
import { languageFrom, readArguments, type Usage } from './arguments.js';

const USAGE: Usage = {
  call: 'npx tsx examples/06-spreadsheets.ts [--lang zh|en]',
  about: `Small lists as people keep them, with some faults, written to a temporary folder and through the desk.

  --lang  language of what is written and printed`,
};

const { values } = readArguments(USAGE, { lang: { type: 'string', default: 'zh' } });
const locale = languageFrom(USAGE, values.lang);

/** As exported by a spreadsheet: headers in any order, a title above one of them, columns of one's own, and faults. */
const SHEETS: Readonly<Record<string, string>> = {
  '数据日期.csv': '截至日期\n2026-03-02\n',
  '社工站.csv':
    '编号,名称,层级,上级,行政区划代码\nlonghua,龙华区社工总站,区,,460106\ndatong,大同街道社工站,街道,longhua,460106011\n',
  '社区.csv': '编号,名称,社工站,人口\nc1,大同社区,datong,8600\nc2,侨中社区,datong,5200\n',
  '社会工作者.csv': '编号,姓名,社工站,能力,数量,单位\n1,王社工,datong,个案管理:3,3,个案\n',
  '志愿者.csv': [
    '大同街道志愿者登记表（2026 年 3 月）',
    '编号,姓名,电话,社区,能力,数量,单位,更新日期',
    '1,李志愿者,138****0001,c1,陪同就医,3,小时,2026-02-27',
    '2,=HYPERLINK("http://x"),138****0002,c2,陪同就医,2,小时,2025-12-01',
    '3,周志愿者,138****0003,c9,陪伴探访,2,小时,2026-03-01', // no such community
    '4,吴志愿者,138****0004,c2,陪伴探访,好几回,,2026-03-01', // an amount that is none
  ].join('\n'),
  '慈善资源.csv': '编号,名称,类型,社工站,能力,数量,单位\n1,大同街道微基金,资金,datong,救助,3000,元\n',
  '需求.csv': [
    '编号;社区;急难愁盼;类别;能力;数量;单位;截止日期;备注',
    '1;c1;急;;救助;1800.50;元;2026-03-05;失火',
    '2;c2;急;;救助;1500;元;2026/3/6;',
    '3;c1;难;;陪同就医;4;小时;2026年3月20日;',
    '3;c1;难;;个案管理;1;个案;;', // one need, two lines
    '4;c2;愁;;陪伴探访;2;小时;2026-03-31;',
    '5;c2;非常急;;救助;500;元;;', // no such urgency
    '6;c1;盼;;救助;12,5;元;;', // 12.5, or 125?
    '7;c2;难;;手语翻译;1;次;4.60105E+11;', // a date that a spreadsheet spoilt
  ].join('\n'),
};

const folder = mkdtempSync(join(tmpdir(), 'five-society-'));
for (const [file, text] of Object.entries(SHEETS)) writeFileSync(join(folder, file), text);
const { ok, text } = await runDesk(folder, { locale, csv: true, out: join(folder, 'out') });
console.log(text);
process.exitCode = ok ? 0 : 1;
