import { fold } from '../errors/nearest.js';
import { sameUnit } from '../model/units.js';
import { type Bilingual, SOCIETIES, SOCIETY_NAMES, UNIT_NAMES } from '../model/vocabulary.js';
import {
  type CellType,
  checkDigits,
  code,
  codeOf,
  folded,
  idCell,
  type Known,
  knownCode,
  namedIn,
  number,
  readAs,
  textCell,
} from './cells.js';
import { lastDate } from './dates.js';

/** A word of a list, in both languages, and other words for it. */
export type CellWord = readonly [word: string, zh: string, en: string, ...also: string[]];

/**
 * One of a list of words; others are left to the schemas, which name the nearest.
 *
 * @param assumed what else may be written for a word, and is told
 */
export function wordOf(
  words: readonly CellWord[],
  assumed: Readonly<Record<string, readonly string[]>> = {},
): CellType {
  const byFold = (all: readonly (readonly string[])[]) =>
    new Map(all.flatMap(([word = '', ...forms]) => [word, ...forms].map((form) => [fold(form), word])));
  const meant = byFold(words);
  const taken = byFold(Object.entries(assumed).map(([word, forms]) => [word, ...forms]));
  const wordIn = (text: string) => (text.length > 100 ? undefined : meant.get(fold(text)));
  const type: CellType = {
    read(cell, known, tell) {
      const word = wordIn(cell) ?? (cell.length > 100 ? undefined : taken.get(fold(cell)));
      if (word !== undefined && wordIn(cell) === undefined)
        tell('READ_AS', readAs(cell, String(type.write(word, 'zh', known)), String(type.write(word, 'en', known))));
      return word ?? cell;
    },
    write(value, locale) {
      const [, zh, en] = words.find((forms) => forms.includes(String(value))) ?? [];
      return (locale === 'zh' ? zh : en) ?? String(value);
    },
    knows: (text) => wordIn(text) !== undefined,
    opens: '',
    allowed: {
      zh: words.map(([, zh]) => zh).join('、'),
      en: words.map(([, , en]) => en).join(', '),
    },
  };
  return type;
}

/** What looks like a unit of money or time: 万元, 元/月 or 个小时 would be units of their own, and meet nothing; 单元 is one. */
const NEAR = /(?<!单)元|人民币|小时|分钟|^[百千万亿]$/;

/** A unit: a built-in one by any of its words, else one of your own. */
export const unit: CellType = {
  ...textCell,
  read(cell, { entries }, tell) {
    const known = entries.has(cell) ? cell : sameUnit(cell);
    const near = known === undefined ? NEAR.exec(cell.slice(0, 64)) : null;
    if (near) {
      const hint = `Maybe ${/[百千万亿]/.test(near[0]) ? '元' : near[0]}, with all digits in the column of quantities.`;
      tell('UNKNOWN_UNIT', `"${cell.slice(0, 64)}" is no unit. ${hint}`);
    }
    return known ?? cell;
  },
  write: (value, locale) => (locale === 'zh' && UNITS_ZH.get(String(value))) || String(value),
  allowed: {
    zh: '元、小时、分钟、次、人次、件、个案，或自定单位',
    en: 'yuan, hour, minute, session, person, item, case, or a unit of your own',
  },
};

const UNITS_ZH: ReadonlyMap<string, string> = new Map([
  ['yuan', '元'],
  ['hour', '小时'],
  ...[...UNIT_NAMES].map(([unit, { zh }]) => [unit, zh] as const),
]);

interface Skilled {
  readonly code: string;
  readonly level?: number | undefined;
}

const LEVEL = /^(.*)[:：]\s*([1-5])$/s;

/** A capability; `陪同就医:3` asks for level 3, or has it. */
export const skillCell: CellType = {
  read(cell, known, tell) {
    checkDigits(cell, tell);
    const [, name = cell, level = '1'] = LEVEL.exec(cell) ?? [];
    return level === '1' ? codeOf(name, known) : { code: codeOf(name, known), level: Number(level) };
  },
  write(value, locale, known) {
    if (typeof value === 'string') return namedIn(value, locale, known);
    const { code, level } = value as Skilled;
    return `${namedIn(code, locale, known)}:${level}`;
  },
  canon(value) {
    if (typeof value === 'string') return value;
    const { code, level = 1 } = value as Skilled;
    return level > 1 ? { code, level } : code;
  },
  knows: (text, known) => knownCode(LEVEL.exec(text)?.[1] ?? text, known) !== undefined,
  opens: '"{',
  allowed: {
    zh: '目录中的名称或代码，可带等级，如“陪同就医:3”',
    en: 'a name or a code of the catalogue, with a level or without: "escort:3"',
  },
};

/** A code of the catalogue; a pattern that is written out is JSON. */
export const pattern: CellType = {
  ...code,
  write: (value, locale, known) =>
    typeof value === 'string' ? code.write(value, locale, known) : JSON.stringify(value),
  opens: '"{',
};

/** A check and, after a colon, the last day for which it holds. */
export const check: CellType = {
  read(cell, known, tell) {
    const at = cell.search(/[:：]\s*\d{4}/);
    if (at < 0) return { code: code.read(cell, known, tell) };
    return {
      code: code.read(cell.slice(0, at), known, tell),
      expiresAt: lastDate.read(cell.slice(at + 1).trim(), known, tell),
    };
  },
  write(value, locale, known) {
    const { code, expiresAt } = value as { code: string; expiresAt?: string };
    const name = namedIn(code, locale, known);
    return expiresAt === undefined ? name : `${name}:${lastDate.write(expiresAt, locale, known)}`;
  },
  canon(value) {
    const { code, expiresAt } = value as { code: string; expiresAt?: string };
    return { code, expiresAt };
  },
  opens: '{',
  allowed: {
    zh: '代码，可带有效期，如“childSafety:2027-01-01”',
    en: 'a code, with its last day or without: "childSafety:2027-01-01"',
  },
};

/** A household and, after a colon, what it was given: `h1:500`. */
export const grant: CellType = {
  read(cell, known, tell) {
    const [, household = cell, units = ''] = /^(.*)[:：]([^:：]*)$/s.exec(cell) ?? [];
    return { household: idCell.read(household.trim(), known, tell), quantity: number.read(units.trim(), known, tell) };
  },
  write(value) {
    const { household, quantity } = value as { household: string; quantity: number };
    return `${household}:${quantity}`;
  },
  canon(value) {
    const { household, quantity } = value as { household: string; quantity: number };
    return { household, quantity };
  },
  opens: '{',
  allowed: { zh: '家庭代号与数量，如“h1:500”', en: 'the pseudonym of a household and a quantity: "h1:500"' },
};

type Asset = Readonly<Record<'dimension' | 'name', string>>;

/** A thing that a community has, by its dimension 人文地产景: `人:老党员工作室`. */
export function assetOf(dimension: CellType): CellType {
  return {
    read(cell, known, tell) {
      const [word = '', ...rest] = cell.split(/[:：]/);
      return { dimension: dimension.read(word.trim(), known, tell), name: rest.join(':').trim() };
    },
    write(value, locale, known) {
      const asset = value as Asset;
      return `${dimension.write(asset.dimension, locale, known)}:${asset.name}`;
    },
    canon: (value) => ({ dimension: (value as Asset).dimension, name: (value as Asset).name }),
    opens: '{',
    allowed: { zh: `${dimension.allowed.zh}，冒号，名称`, en: `${dimension.allowed.en}, a colon, a name` },
  };
}

const SHORT: Readonly<Record<string, readonly string[]>> = {
  socialWorker: ['社工'],
  organisation: ['社会组织', '组织'],
  volunteer: ['志愿者'],
  resource: ['慈善资源', '资源'],
};
/** What the five are called. */
export const societyWords = SOCIETIES.map((word): CellWord => {
  const { zh, en } = SOCIETY_NAMES[word];
  return [word, zh, en, ...(SHORT[word] ?? [])];
});
/** Other words for the kinds of node keys. */
const KINDS: ReadonlyMap<string, string> = new Map([
  ...societyWords.flatMap(([word, zh, , ...also]) => [zh, ...also].map((form) => [form, word] as const)),
  ['社工站', 'station'],
]);

/** A node key: `volunteer:7` or `志愿者:7`. */
export const key: CellType = {
  ...idCell,
  read(cell) {
    const at = cell.search(/[:：]/);
    const kind = at < 0 ? undefined : KINDS.get(cell.slice(0, at).trim());
    return kind === undefined ? cell : `${kind}:${cell.slice(at + 1).trim()}`;
  },
  allowed: { zh: '志愿者:编号、社会工作者:编号……', en: 'volunteer:id, socialWorker:id …' },
};

const SEPARATORS = /[、,，;；|\n]/;
/** Names may have commas in them. */
export const SEPARATED = { zh: '、', en: '; ' } as const;
const NOTHING: readonly string[] = ['无', 'none'];

/** What may stand between two words, or in one. */
const BETWEEN = /\s*[/+&和与及]\s*/;

/** A text that is no word, but several. */
function partsOf(type: CellType, text: string, known: Known): string[] {
  if (!type.knows || text.length > 400 || type.knows(text, known)) return [text];
  const parts = folded(text).split(BETWEEN);
  return parts.length > 1 && parts.every((part) => type.knows!(part, known)) ? parts : [text];
}

/** Several in one cell, separated by `、,;；|` or line breaks; 无 is an empty list. */
export function listOf(type: CellType): CellType {
  const both = (zh: string, en: string): Bilingual => ({
    zh: `${type.allowed.zh}；${zh}`,
    en: `${type.allowed.en}; ${en}`,
  });
  return {
    read(cell, known, tell) {
      if (NOTHING.includes(cell.toLowerCase())) return [];
      const parts = cell.split(SEPARATORS).map((part) => part.trim());
      const all = parts.filter((part) => part !== '').flatMap((part) => partsOf(type, part, known));
      return all.map((part) => type.read(part, known, tell));
    },
    write: (value, locale, known) =>
      (value as unknown[]).map((each) => type.write(each, locale, known)).join(SEPARATED[locale]),
    canon: (value) => (value as unknown[]).map((each) => (type.canon ? type.canon(each) : each)),
    opens: '[',
    allowed: both('多项用、隔开', 'several are separated by 、 , ; or |'),
  };
}

/** Days of the week that share a word: `周一、三、五上午`. */
const SHARED = /(?:周|星期|礼拜)[一二三四五六日天](?:[、,，]?[一二三四五六日天]){1,6}/g;
const times = listOf({
  ...idCell,
  allowed: {
    zh: '时段编号，或如“2026-03-07/上午”“每周二上午”“每天9:00-11:00”的时间',
    en: 'an id of a slot, or a time: "2026-03-07/am", "tue am", "daily 9:00-11:00"',
  },
});

/** Slots, or times in words. */
export const windows: CellType = {
  ...times,
  read: (cell, ...more) =>
    times.read(
      cell.replace(SHARED, (days) => days.replace(/[、,，]/g, '')),
      ...more,
    ),
};
