import type { FaultCode } from '../errors/codes.js';
import type { Hint, Issue } from '../model/network.js';
import type { Bilingual } from '../model/vocabulary.js';
import type { Locale } from '../say/phrase.js';

/** What a cell of a sheet holds; a date is what its sheet shows, read as UTC, as spreadsheet readers give it. */
export type Cell = string | number | boolean | Date | null | undefined;

/** A file of comma, semicolon or tab separated values. */
export interface TextTable {
  /** Its name, `需求.csv`: says what it lists. */
  readonly file: string;
  /** Its text, or its bytes in UTF-8, UTF-16 or GB18030. */
  readonly data: string | Uint8Array | ArrayBuffer;
}

/** One sheet of a workbook, header and all, as a reader of workbooks gives it. */
export interface SheetTable {
  readonly file: string;
  /** Its name: says what it lists, or the file's does. */
  readonly sheet?: string | undefined;
  readonly rows: readonly (readonly Cell[])[];
  /** The numbers of `rows`, from 1, where some are left out. */
  readonly numbers?: readonly number[] | undefined;
  /** Whether numbers that stand for days count from 1904. */
  readonly from1904?: boolean | undefined;
  /** What its reader has to say of it. */
  readonly notes?: readonly TableNote[] | undefined;
}

/** What a reader says of a sheet, of a row of it, or of a cell, which cannot be read then. */
export interface TableNote {
  readonly code: FaultCode;
  /** From 1. */
  readonly row?: number | undefined;
  /** The column, from 0. */
  readonly at?: number | undefined;
  readonly said: Bilingual;
}

export type Table = TextTable | SheetTable;

/**
 * What is wrong with a table, and where: `path` is `[table, row, column]`. `record` and `field` say which collection and field of the
 * input were meant, `value` what the cell holds.
 */
export interface TableIssue extends Issue {
  readonly file?: string;
  /** Of a workbook. */
  readonly sheet?: string;
  /** Counted from 1 with what stands above the header, as a spreadsheet does. */
  readonly row?: number;
  /** The header as written. */
  readonly column?: string;
  /** What is wrong, in both languages, where the code does not say it all; `message` is the English. */
  readonly said?: Bilingual;
}

/** What is kept, or was read, though it may not be meant so, where it came first. */
export type TableHint = TableIssue & Pick<Hint, 'ofNeeds' | 'near'> & { count: number };

/** The name of a table in paths and messages. */
export function tableName({ file, sheet }: { readonly file: string; readonly sheet?: string | undefined }): string {
  return sheet === undefined ? file : `${file}/${sheet}`;
}

/** A file, or a sheet of it: what it was read as, or why it was not. */
export interface TableRead {
  readonly file: string;
  readonly sheet?: string | undefined;
  /** The collection of its records; absent: it is not read. */
  readonly record?: string | undefined;
  /** Records that it lists. */
  readonly found: number;
  /** Of these, those in the network. */
  readonly read: number;
  /** Headers of columns that are not read, but for those that a list 对照 says are not to be. */
  readonly unread: readonly string[];
  /** What was settled on the way, or why it is not read. */
  readonly said: readonly Bilingual[];
}

export interface WriteOptions {
  /** Of headers and words. Default: `zh`. */
  readonly locale?: Locale | undefined;
}

/** A table that was written: a file of its own by `toCsv`, or a sheet of a workbook by `toWorkbook`. */
export interface WrittenTable {
  /** `需求.csv` */
  readonly file: string;
  /** `需求` */
  readonly sheet: string;
  /** The header first. */
  readonly rows: Cell[][];
  /** How a workbook shows its columns. */
  readonly columns?: readonly WrittenColumn[];
  /** Which of its rows, from 1 below the header, begin a page when they are printed. */
  readonly pages?: readonly number[];
}

/** How a column is shown. */
export interface WrittenColumn {
  /** In characters; a Chinese one counts two. By what stands in it if absent. */
  readonly width?: number | undefined;
  /** `false`: for those who read it back, not for paper; only the last columns. */
  readonly printed?: boolean | undefined;
  /** Whether what is typed stays text: codes keep their zeros. */
  readonly text?: boolean | undefined;
  /** How figures are shown, as spreadsheets write it: `0.0%`. */
  readonly format?: string | undefined;
  /** Where the workbook has what may be chosen, as spreadsheets name it: `'社区'!$B$2:$B$500`. Other words can be typed all the same. */
  readonly choices?: string | undefined;
}
