import { inBoth } from '../../say/reading.js';
import { type Archive, unreadable } from './archive.js';
import { attributeOf, readXml, type XmlReader } from './xml.js';

/** A sheet of a workbook, as the workbook lists it. */
export interface ListedSheet {
  readonly name: string;
  /** The part that holds it. */
  readonly part: string;
  readonly hidden: boolean;
}

/** What a workbook says beside its sheets. */
export interface BookParts {
  readonly sheets: readonly ListedSheet[];
  /** Texts that cells name by their numbers. */
  readonly strings: readonly string[];
  /** Of the styles that cells name by their numbers those that show dates. */
  readonly dates: ReadonlySet<number>;
  /** Whether its days are counted from 1904. */
  readonly from1904: boolean;
}

/** Reads a part of a workbook, if it is there. */
export function readPart(archive: Archive, file: string, name: string, reader: Partial<XmlReader>): void {
  const xml = archive.text(name);
  const whole = { open: () => {}, close: () => {}, ...reader };
  if (xml !== undefined && !readXml(xml, whole))
    throw unreadable(
      file,
      inBoth((words) => words.noBook),
    );
}

/** What a part refers to: parts by the ids of the references, and by their kinds. */
function relationsOf(archive: Archive, file: string, part: string) {
  const slash = part.lastIndexOf('/') + 1;
  const folder = part.slice(0, slash);
  const byId = new Map<string, string>();
  const byKind = new Map<string, string>();
  readPart(archive, file, `${folder}_rels/${part.slice(slash)}.rels`, {
    open(name, attributes) {
      const [id, type, target] = ['Id', 'Type', 'Target'].map((each) => attributeOf(attributes, each) ?? '');
      if (name !== 'Relationship') return;
      const path = pathFrom(folder, target!);
      byId.set(id!, path);
      byKind.set(type!.slice(type!.lastIndexOf('/') + 1), path);
    },
  });
  return { byId, byKind };
}

/** Where a reference of a part in `folder` leads. */
function pathFrom(folder: string, target: string): string {
  const steps: string[] = [];
  for (const step of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

/** @throws LinkageError `UNREADABLE_FILE` */
export function bookPartsOf(archive: Archive, file: string): BookParts {
  const book = relationsOf(archive, file, '').byKind.get('officeDocument') ?? 'xl/workbook.xml';
  if (!archive.has(book))
    throw unreadable(
      file,
      inBoth((words) => words.noBook),
    );
  if (!book.endsWith('.xml'))
    throw unreadable(
      file,
      inBoth((words) => words.otherBook('.xlsb')),
    );
  const { byId, byKind } = relationsOf(archive, file, book);
  const sheets: ListedSheet[] = [];
  let from1904 = false;
  readPart(archive, file, book, {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = /^(?:1|true)$/.test(attributeOf(attributes, 'date1904') ?? '');
      const part = name === 'sheet' ? byId.get(attributeOf(attributes, 'id') ?? '') : undefined;
      if (part === undefined) return;
      const hidden = /hidden/i.test(attributeOf(attributes, 'state') ?? '');
      sheets.push({ name: attributeOf(attributes, 'name') ?? '', part, hidden });
    },
  });
  return {
    sheets,
    strings: stringsOf(archive, file, byKind.get('sharedStrings')),
    dates: datesOf(archive, file, byKind.get('styles')),
    from1904,
  };
}

/** Texts as workbooks hold them: what XML cannot hold is written `_x0001_`. */
export const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([\da-f]{4})_/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;

/** Collects the texts in `<t>`, but for those that say how a word is pronounced. */
export function textCollector() {
  let text = '';
  let spoken = false;
  return {
    open(name: string): void {
      if (name === 'rPh') spoken = true;
    },
    close(name: string, more: string): void {
      if (name === 'rPh') spoken = false;
      else if (name === 't' && !spoken) text += more;
    },
    take(): string {
      const taken = unescaped(text);
      text = '';
      return taken;
    },
  };
}

function stringsOf(archive: Archive, file: string, part: string | undefined): string[] {
  const strings: string[] = [];
  const texts = textCollector();
  if (part === undefined) return strings;
  readPart(archive, file, part, {
    open: texts.open,
    close(name, text) {
      texts.close(name, text);
      if (name === 'si') strings.push(texts.take());
    },
  });
  return strings;
}

/** Formats that every workbook has, of days and times; those of East Asia among them. */
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** Whether a format shows days or times: a letter for them outside quotes and brackets. */
function showsDate(format: string): boolean {
  const [first = ''] = format.replace(/"[^"]*"|\\.|\[[^\]]*\]|[_*]./g, '').split(';');
  return !/general|standard/i.test(first) && /[ymdhs年月日]/i.test(first);
}

function datesOf(archive: Archive, file: string, part: string | undefined): Set<number> {
  const dates = new Set<number>();
  if (part === undefined) return dates;
  const own = new Map<number, boolean>();
  let within = false;
  let style = 0;
  readPart(archive, file, part, {
    open(name, attributes) {
      if (name === 'numFmt')
        own.set(Number(attributeOf(attributes, 'numFmtId')), showsDate(attributeOf(attributes, 'formatCode') ?? ''));
      if (name === 'cellXfs') within = true;
      if (name !== 'xf' || !within) return;
      const id = Number(attributeOf(attributes, 'numFmtId'));
      if (own.get(id) ?? isBuiltInDate(id)) dates.add(style);
      style++;
    },
    close(name) {
      if (name === 'cellXfs') within = false;
    },
  });
  return dates;
}
