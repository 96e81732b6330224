import { faultCodes } from '../errors/codes.js';
import { TABLES } from './record-columns.js';
import type { TableIssue } from './tables.js';

/** What a code means to those who fill in lists, and what to do: of all codes that `importTables` gives. */
const WORDS: Readonly<Record<string, readonly [problem: string, fix: string]>> = {
  REQUIRED: ['必填项没有填', '补填；合并的单元格先拆分'],
  NOT_A_NUMBER: ['不是数字', '只写数字，单位写在“单位”列'],
  NOT_A_BOOLEAN: ['不是“是”或“否”', '写“是”或“否”'],
  NOT_A_STRING: ['不是文字', '设为文本格式后重填'],
  NOT_AN_OBJECT: ['格式不对', '参照模板填写'],
  NOT_AN_ARRAY: ['格式不对', '多项用、隔开'],
  NOT_FINITE: ['不是有限的数', '写数字，或“不限”“未知”'],
  NOT_AN_INTEGER: ['不是整数', '写整数，或换更小的单位（元、小时可有小数）'],
  NEGATIVE: ['是负数', '写 0 或以上'],
  TOO_LARGE: ['数字或文字过大', '检查是否多打了几位'],
  OUT_OF_RANGE: ['超出范围', '改为允许的范围'],
  UNKNOWN_WORD: ['不在可填的词之内', '改用可填的词'],
  UNKNOWN_KEY: ['列名疑似写错，这一列没有读', '改正列名'],
  OWN_FIELD: ['没有这个字段，内容照存，不起作用', '改正名称；确是自用的不必改'],
  DOUBTFUL_WORD: ['与别处的写法不一致，疑似写错（已照写读入）', '改正；确是自定的，写入目录'],
  UNKNOWN_UNIT: ['单位疑似写错', '确是自定单位的，先写入目录；不是的改正'],
  EMPTY: ['空的列表', '不限制就留空'],
  HOLE: ['列表有空缺', '补全'],
  NOT_DATA: ['格式不对', '参照模板填写'],
  UNREADABLE: ['读不出来', '重填'],
  TOO_DEEP: ['嵌套过深', '参照模板填写'],
  BAD_ID: ['编号为空、过长或含不可见字符', '用 1—64 个可见字符'],
  BAD_TEXT: ['文字含无效字符', '另存为 CSV UTF-8'],
  BAD_ADMIN_CODE: ['行政区划代码位数不对', '用 2、4、6、9 或 12 位，设为文本格式'],
  BAD_INSTANT: ['不是日期', '写成 2026-03-07 这样'],
  DUPLICATE_ID: ['编号重复，只保留第一个', '改其中一个编号；要加一行需求项，请填不同的内容'],
  DUPLICATE: ['重复', '删去一个'],
  DANGLING_REFERENCE: [
    '所指的记录不存在，或因有误被略去',
    '填对方的编号（社区、社工站不重名的可填名称）；没有的先补上，有误的先改正',
  ],
  LINE_AND_ARRAY: ['同一内容写了两处', '只写一处'],
  REQUIREMENT_MISSING: ['需求没有写要什么', '填“能力”或“类别”'],
  UNIT_AMBIGUOUS: ['没有写单位，无法判断', '补填单位'],
  CAP_UNIT: ['总量单位与所供给的不符', '用所供给的单位'],
  CONTRADICTION: ['前后矛盾', '核对后改正其中一处'],
  TIER_ORDER: ['上级社工站的层级不高于本站', '街道归区，区归市'],
  CYCLE: ['上下级互为循环', '改正其中一处'],
  MIXED_CRS: ['坐标系不一致', '统一为一种坐标系'],
  SUM_TOO_LARGE: ['合计过大', '检查是否多打了几位'],
  BAD_ENCODING: ['文件不是可识别的文字', '另存为 CSV UTF-8'],
  UNKNOWN_TABLE: ['文件名或工作表名看不出是什么表', '改名为“需求”“志愿者”等'],
  HEADER_MISSING: ['找不到表头', '参照模板写表头'],
  RAGGED_ROW: ['这一行的格数多于表头', '含逗号的内容加引号'],
  BAD_QUOTES: ['引号不成对', '内容中的引号写两遍'],
  CELL_CHANGED: ['内容被表格软件改动（位数丢失、变成日期或错误值）', '把该列设为文本格式，重填'],
};

export function issueWords(code: string): readonly [problem: string, fix: string] | undefined {
  return Object.hasOwn(WORDS, code) ? WORDS[code] : undefined;
}

/** Codes after which it helps to read what people may write. */
const CHOICES: readonly string[] = ['OUT_OF_RANGE', 'UNKNOWN_WORD', 'UNKNOWN_UNIT'];

/** What is wrong and what to do, in Chinese, as exactly as the place of the issue tells. */
export function wordsOf({ code, path, record, field }: TableIssue): readonly [problem: string, fix: string] {
  const [problem, fix] = issueWords(code) ?? ['', ''];
  const kind = TABLES.find(({ collection }) => collection === record);
  if (kind && path.length === 1 && code === 'REQUIRED') {
    return [`没有“${kind.name.zh}”表`, `加一张名为“${kind.name.zh}”的表`];
  }
  const column = kind?.columns.find((each) => each.field === field);
  if (!column) return [problem, fix];
  if (code === 'UNKNOWN_KEY') return [problem, `是“${column.name.zh}”的，改成这个列名；不是的，换一个列名`];
  return [problem, CHOICES.includes(code) ? `${fix}（${column.type.allowed.zh}）` : fix];
}

/** The same in English, where the codes themselves tell those who write JSON. */
const IN_SHEETS: Readonly<Record<string, string>> = {
  NOT_A_NUMBER: 'Write digits only; the unit has a column of its own.',
  NOT_A_BOOLEAN: 'Write yes or no.',
  NOT_A_STRING: 'Format the column as text and type it again.',
  NOT_AN_ARRAY: 'Separate several by commas.',
  NOT_AN_OBJECT: 'See the sheet "notes" of the templates.',
  BAD_INSTANT: 'Write it like 2026-03-07.',
};

export function issueNote(code: string): string {
  if (Object.hasOwn(IN_SHEETS, code)) return IN_SHEETS[code]!;
  return Object.hasOwn(faultCodes, code) ? faultCodes[code as keyof typeof faultCodes].then : '';
}
