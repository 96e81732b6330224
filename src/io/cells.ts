import type { FaultCode } from '../errors/codes.js';
import { fold, UNSEEN } from '../errors/nearest.js';
import { synonymOf } from '../model/resolver.js';
import type { Bilingual } from '../model/vocabulary.js';
import type { Locale } from '../say/phrase.js';
import { inBoth } from '../say/reading.js';
import { writtenAmount } from './amounts.js';
import type { Cell } from './tables.js';

/** The head of a column, as written and as it is ours. */
export interface Headed {
  readonly header: string;
  readonly column: { readonly name: Bilingual };
}

/** What names in cells may stand for. */
export interface Known {
  /** Codes by themselves and the names that the catalogue gives them, folded. */
  readonly codes: ReadonlyMap<string, string>;
  /** And the other way round. */
  readonly names: ReadonlyMap<string, { readonly zh?: string | undefined; readonly en?: string | undefined }>;
  /** Codes of the catalogue: a unit of this name is what it says. */
  readonly entries: ReadonlySet<string>;
  /** Whether `1,234` may be a fraction: where semicolons separate, commas often stand for points. */
  readonly commas?: boolean | undefined;
  /** Puts the words that are meant, as people have settled it. */
  readonly settle?: ((cell: Cell, heading: Headed) => Cell) | undefined;
  /** When the lists were made: days without a year are of this one. */
  readonly asOf?: string | undefined;
}

/** Says why a cell cannot be read: what is returned beside it does not count. By READ_AS it says how a cell was read that does not say it all. */
export type Tell = (code: FaultCode, message: string | Bilingual) => void;

/** How the text of a cell becomes the value of a field, and back. */
export interface CellType {
  /** The value of a text without blanks around it. A word that no list has is left to the schemas, which know what is near. */
  read(text: string, known: Known, tell: Tell): unknown;
  /** The plain way to write a value, which {@link writeCell} checks. */
  write(value: unknown, locale: Locale, known: Known): string | number;
  /** The one form of a value that is compared, where there are several. */
  canon?(value: unknown): unknown;
  /** What opens a cell that is JSON and taken as it stands: a string, a list, an object; nothing where the plain way is exact. */
  readonly opens: string;
  /** Whether a text is a word of some list: `a/b` and `a和b` are two where both are. */
  knows?(text: string, known: Known): boolean;
  /** What people may write here. */
  readonly allowed: Bilingual;
}

/** Excel holds no longer cell; what is longer comes from elsewhere. */
const LONGEST = 32_767;
/** Excel keeps 15 digits of a number. */
const EXACT = 1e15;
const ERROR = /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!)$/;
/** A long number as Excel writes it where the column is narrow: its digits are gone. */
const SHORTENED = /^\d(?:\.\d+)?E\+\d+$/;
/** Nothing, or what people write for it. */
const NOTHING = /^[-—–―/／\\]{0,3}$/;
const TOO_LATE = 'A spreadsheet changed what was typed: format the column as text and type it again.';

/** The text of a cell; of a date, day and time. */
export function textOf(cell: Cell): string {
  if (typeof cell === 'string') return cell;
  if (cell === null || cell === undefined) return '';
  if (!(cell instanceof Date)) return String(cell);
  if (Number.isNaN(cell.getTime())) return '';
  const [day = '', time = ''] = new Date(Math.round(cell.getTime() / 1000) * 1000).toISOString().split('T');
  return time.startsWith('00:00:00') ? day : `${day} ${time.slice(0, 8)}`;
}

/**
 * The value of a cell; none where it is blank or a dash. A cell that is JSON text, `"…"`, or a list `[…]` or an object where one is due, is taken as it
 * stands: so anything can be written. O(length).
 */
export function readCell(type: CellType, cell: Cell, known: Known, tell: Tell): unknown {
  const written = textOf(typeof cell === 'number' ? Number(cell.toPrecision(15)) : cell).trim();
  if (written.length > LONGEST) {
    return tell('TOO_LARGE', `the cell has ${written.length} characters; at most ${LONGEST} are read.`);
  }
  const text = type === textCell ? written : written.replace(UNSEEN, '').trim();
  if (NOTHING.test(text)) return undefined;
  if (ERROR.test(text)) return tell('CELL_CHANGED', `the cell holds the error ${text}. Maybe its formula is wrong.`);
  if (cell instanceof Date && !type.allowed.en.includes('date'))
    return tell('CELL_CHANGED', `this is a date. ${TOO_LATE}`);
  if (typeof cell === 'number' && Math.abs(cell) >= EXACT) {
    return tell('CELL_CHANGED', `of a number spreadsheets keep only 15 digits. ${TOO_LATE}`);
  }
  if (type.opens.includes(written[0]!)) {
    try {
      return JSON.parse(written);
    } catch {
      // Then it only looks like JSON.
    }
  }
  return type.read(text, known, tell);
}

/** The cell that reads as `value`: the plain way to write it or, where that would be read otherwise, JSON. */
export function writeCell(type: CellType, value: unknown, known: Known, locale: Locale): string | number {
  const exact = type.canon ? type.canon(value) : value;
  const plain = type.write(exact, locale, known);
  if (type.opens === '') return plain;
  let good = textOf(plain).trim() !== '';
  const read = good && readCell(type, plain, known, () => (good = false));
  return good && JSON.stringify(read) === JSON.stringify(exact) ? plain : JSON.stringify(exact);
}

/** How a cell was read that does not say it all. */
export const readAs = (cell: string, zh: string | number, en = zh): Bilingual => ({
  zh: inBoth((words) => words.readAs(cell, String(zh))).zh,
  en: inBoth((words) => words.readAs(cell, String(en))).en,
});

/** Full-width digits, letters and signs as plain ones. */
export const folded = (text: string): string => text.normalize('NFKC');

/** Tells of digits that a spreadsheet took away. */
export function checkDigits(text: string, tell: Tell): void {
  if (SHORTENED.test(text)) tell('CELL_CHANGED', `the digits of "${text}" are lost. ${TOO_LATE}`);
}

const asItIs = (value: unknown) => (typeof value === 'number' ? value : String(value));

function simple(zh: string, en: string, read: CellType['read']): CellType {
  return { read, write: asItIs, opens: '"', allowed: { zh, en } };
}

/** For people to read. */
export const textCell: CellType = simple('文字', 'text', (cell) => cell);

export const idCell: CellType = simple('编号，1—64 个字符', 'an id of 1 to 64 characters', (cell, _, tell) => {
  checkDigits(cell, tell);
  return cell;
});

/** A code, or the name that the catalogue gives it. */
export const code: CellType = {
  read(cell, known, tell) {
    checkDigits(cell, tell);
    return codeOf(cell, known);
  },
  write: (value, locale, known) => namedIn(String(value), locale, known),
  knows: (text, known) => knownCode(text, known) !== undefined,
  opens: '"',
  allowed: { zh: '目录中的名称或代码，或自定代码', en: 'a name or a code of the catalogue, or a code of your own' },
};

/** The code that a word means, as far as one can say without its field; else the word, which the model knows more of. */
export function codeOf(word: string, known: Known): string {
  return knownCode(word, known) ?? word;
}

/** The code of the catalogue that a word is, or is a name or a synonym of. */
export function knownCode(word: string, { codes, entries }: Known): string | undefined {
  if (entries.has(word) || word.length > 100) return entries.has(word) ? word : undefined;
  const synonym = synonymOf(word);
  return codes.get(fold(word)) ?? (synonym !== undefined && entries.has(synonym) ? synonym : undefined);
}

/** The Chinese name of a code, if only this code has it; English sheets have codes, which are English. */
export function namedIn(code: string, locale: Locale, known: Known): string {
  const name = locale === 'zh' ? known.names.get(code)?.zh : undefined;
  return name !== undefined && knownCode(name, known) === code ? name : code;
}

export const adminCodeCell: CellType = simple(
  '行政区划代码，2、4、6、9 或 12 位',
  'an administrative code of 2, 4, 6, 9 or 12 digits',
  (cell, _, tell) => {
    const digits = folded(cell);
    checkDigits(digits, tell);
    if (/^\d{1,12}$/.test(digits) && ![2, 4, 6, 9, 12].includes(digits.length)) {
      const hint = 'Maybe a spreadsheet took zeros from its start or end: format the column as text.';
      tell('BAD_ADMIN_CODE', `expected 2, 4, 6, 9 or 12 digits, found ${digits.length}. ${hint}`);
    }
    return digits;
  },
);

const WORDS: ReadonlyMap<string, string> = new Map([
  ['不限', 'unlimited'],
  ['无限', 'unlimited'],
  ['未知', 'unknown'],
  ['不详', 'unknown'],
  ['待定', 'unknown'],
  ['若干', 'unknown'],
  ['不明', 'unknown'],
  ['一些', 'unknown'],
  ['数次', 'unknown'],
  ['多次', 'unknown'],
]);

/** A number, maybe with its unit (then an `WrittenAmount`), or one of the words that may stand for it. */
function numberOr(words: readonly ('unlimited' | 'unknown')[], zh: string, en: string): CellType {
  return {
    read(cell, { commas = false }, tell) {
      const plain = folded(cell);
      const word = WORDS.get(plain) ?? plain.toLowerCase();
      if ((words as readonly string[]).includes(word)) return word;
      const amount = writtenAmount(plain, commas);
      if (!amount) return tell('NOT_A_NUMBER', `expected a number, found "${cell.slice(0, 60)}".${numberHint(plain)}`);
      if (amount.about) tell('READ_AS', readAs(cell, amount.value));
      return amount.unit === undefined ? amount.value : amount;
    },
    write: (value, locale) =>
      typeof value === 'number'
        ? value
        : (locale === 'zh' && [...WORDS].find(([, word]) => word === value)?.[0]) || String(value),
    opens: '',
    allowed: { zh, en },
  };
}

function numberHint(text: string): string {
  if (!/^\d{1,20},\d{1,20}$/.test(text)) return '';
  return ` Maybe ${text.replace(',', '.')}${/,\d{3}$/.test(text) ? ` or ${text.replace(',', '')}` : ''}.`;
}

export const number = numberOr([], '数字', 'a number');
export const offered = numberOr(['unlimited'], '数字，或“不限”', 'a number, or "unlimited"');
export const required = numberOr(['unknown'], '数字，或“未知”', 'a number, or "unknown"');

const YES = new Set(['是', 'true', 'yes', 'y', '1', '√', '✓', '✔', '☑', '有', '对', '可', '可以', '能', '行']);
const NO = new Set([
  '否',
  'false',
  'no',
  'n',
  '0',
  '×',
  '✗',
  '✘',
  '☒',
  '无',
  '没有',
  '不',
  '错',
  '不可',
  '不可以',
  '不能',
]);

export const truth: CellType = {
  read(cell, _, tell) {
    const word = cell.length < 20 ? fold(cell) : '';
    if (YES.has(word)) return true;
    if (NO.has(word)) return false;
    return tell('NOT_A_BOOLEAN', `expected 是 or 否, found "${cell.slice(0, 60)}".`);
  },
  write: (value, locale) => (locale === 'zh' ? (value ? '是' : '否') : value ? 'yes' : 'no'),
  opens: '',
  allowed: { zh: '是、否', en: 'yes, no' },
};
