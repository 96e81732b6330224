/** A figure with what it is counted in. */
export interface WrittenAmount {
  readonly value: number;
  /** As written. */
  readonly unit?: string | undefined;
  /** Whether the cell says that it is not exact: 约20人. */
  readonly about: boolean;
}

const PLAIN = /^[+-]?\d+(?:\.\d+)?$/;
const GROUPED = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
/** No figure with its words is longer. */
const LONGEST = 40;
const ABOUT = /^(?:约|大约|大概|约计|估计|近|将近|不到|至少|≈|~)/;
/** 20余人, 3万多元, 50+ */
const MORE = /^[余多来+]/;
const SOME = /(?:左右|上下|以上)$/;
const MONEY = /^(?:¥|rmb|cny|人民币)/i;
const DIGITS = /^(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,6})?/;
const NUMERAL = /^[零〇一二两三四五六七八九十百]{1,9}/;
const TIMES: ReadonlyMap<string, number> = new Map([
  ['百', 1e2],
  ['千', 1e3],
  ['万', 1e4],
  ['亿', 1e8],
]);
/** 3千克 counts 千克. */
const SCALE = /^(?:百|千(?![克瓦米])|万|亿)/;
const LENGTH = /^(\d{1,4})(?:个?小时|h)(\d{1,3})(?:分钟?|min)?$/i;
/** What is counted by words: 一般 is no figure. */
const COUNTED =
  /^(?:个?(?:小时|月|案)|个|次|人次|人|名|位|件|分钟?|天|日|周|年|元|块钱?|户|张|台|套|份|袋|箱|场|节|课|例|双|床|辆|盒|瓶|桶|本|岁)?$/;
const UNIT = /^[^\d\s.,+*/~-][^\d+*/~]{0,15}$/u;

/**
 * What a figure says, written as people do: `3`, `1,234`, `3次`, `2小时`, `¥3,000`, `3万元`, `约20人`, `两次`, `半小时`; nothing where it says something else.
 *
 * @param commas whether commas may stand for points
 */
export function writtenAmount(text: string, commas: boolean): WrittenAmount | undefined {
  const value = Number(text.replaceAll(',', ''));
  const isPlain = PLAIN.test(text) || String(value) === text || (!commas && GROUPED.test(text));
  if (Number.isFinite(value) && isPlain) return { value, about: false };
  if (text.length > LONGEST) return undefined;
  const long = LENGTH.exec(text);
  if (long) return { value: Number(long[1]) * 60 + Number(long[2]), unit: '分钟', about: false };
  return withWords(text, commas);
}

function withWords(text: string, commas: boolean): WrittenAmount | undefined {
  let rest = text.replace(/\s+/g, '');
  let about = SOME.test(rest);
  rest = rest.replace(SOME, '');
  const take = (pattern: RegExp): string | undefined => {
    const [found] = pattern.exec(rest) ?? [];
    rest = rest.slice(found?.length ?? 0);
    return found;
  };
  const more = () => (about = take(MORE) !== undefined || about);
  about = take(ABOUT) !== undefined || about;
  const money = take(MONEY) !== undefined;
  const half = take(/^半/) !== undefined;
  const digits = half ? undefined : take(DIGITS);
  if (commas && digits?.includes(',')) return undefined;
  let value = half ? 0.5 : digits === undefined ? numeralOf(take(NUMERAL) ?? '') : Number(digits.replaceAll(',', ''));
  if (value === undefined) return undefined;
  more();
  value *= TIMES.get(take(SCALE) ?? '') ?? 1;
  more();
  if (take(/^个半(?=.)/) !== undefined) value += 0.5;
  if (digits === undefined && !COUNTED.test(rest)) return undefined;
  const unit = rest.replace(/^个(?=.)|整$/g, '');
  // In decimals as written: 1.1万 is 11000.
  value = Number(value.toPrecision(15));
  if (money && unit !== '' && !/^元|^块/.test(unit)) return undefined;
  if (money || /^块钱?$/.test(unit)) return { value, unit: '元', about };
  if (unit === '' || unit === '个') return { value, about };
  return UNIT.test(unit) ? { value, unit, about } : undefined;
}

/** 三, 十二, 两百, 二十; up to 999. */
function numeralOf(text: string): number | undefined {
  const [, hundreds, , tens, ones = ''] =
    /^(?:([一二两三四五六七八九])百(零|〇)?)?(?:([一二三四五六七八九]?)十)?([零〇一二两三四五六七八九]?)$/.exec(text) ??
    [];
  if (text === '' || (hundreds === undefined && tens === undefined && ones === '')) return undefined;
  const digit = (sign: string | undefined, none: number): number =>
    sign === undefined || sign === ''
      ? none
      : '零一二三四五六七八九'.indexOf(sign.replace('两', '二').replace('〇', '零'));
  return digit(hundreds, 0) * 100 + (tens === undefined ? 0 : digit(tens, 1) * 10) + digit(ones, 0);
}
