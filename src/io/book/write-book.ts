import type * as Fflate from 'fflate';
import { getOrSet } from '../../kernel/maps.js';
import { guarded } from '../csv.js';
import type { Cell, WrittenColumn, WrittenTable } from '../tables.js';
import { dateSerial, lettersOf } from './sheet-scan.js';

/** Rows that are ready to be filled in. */
const ROWS = 2000;
/** Rows by which the width of a column is taken. */
const MEASURED = 200;
/** The widest column that is made, in letters: what is longer is wrapped. */
const WIDEST = 36;
/** Excel holds no longer cell. */
const LONGEST = 32_767;
/** Archives tell when each file was made; the same tables are the same bytes. */
const MADE = '1980-01-01T12:00';

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const CONTENT = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
/** A4, landscape, all columns on a page, lines between cells; below it the sheet and the page. */
const PAGE =
  '<printOptions gridLines="1"/><pageMargins left="0.4" right="0.4" top="0.4" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>&amp;C&amp;A  &amp;P/&amp;N</oddFooter></headerFooter>';
const PANE =
  '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';

/** How cells are shown, by their places in `cellXfs`; formats of columns come after them. */
const PLAIN = 0;
const HEAD = 1;
const WRAPPED = 2;
const TEXT = 3;
const DATE = 4;
const LOOKS = [
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
  '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>',
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment wrapText="1"/></xf>',
  '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
  '<xf numFmtId="22" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
];

/** Width of a text in letters; a Chinese one counts two. */
function widthOf(text: string): number {
  let width = text.length;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x2ff) width++;
  return width;
}

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string =>
  /[&<>"]/.test(text) ? text.replace(/[&<>"]/g, (sign) => SIGNS[sign]!) : text;

/** Text as workbooks hold it: what XML cannot hold, or would change, is written `_x0001_`, and so is the first sign of what looks like that. */
function encoded(text: string): string {
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST - 1).replace(/[\ud800-\udbff]$/, '')}…` : text;
  return escaped(
    short.replace(
      /_(?=x[\da-f]{4}_)|(?![\t\n])\p{Cc}|[\ufffe\uffff]/giu,
      (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    ),
  );
}

/** What the sheets of a workbook share: each text once, each format once. */
function sharedParts() {
  const texts = new Map<string, { readonly cell: string; readonly look: number }>();
  const items: string[] = [];
  const formats = new Map<string, number>();
  return {
    /** A cell from after its place on, by what it holds; `look` of a text, if not by its column. */
    cell(cell: Cell, { text: isText, format }: WrittenColumn = {}, look?: number): string | undefined {
      if (typeof cell === 'number' && Number.isFinite(cell) && !isText) {
        const shown = format === undefined ? PLAIN : getOrSet(formats, format, () => LOOKS.length + formats.size);
        return `${styled(shown)}><v>${cell}</v></c>`;
      }
      if (typeof cell === 'boolean' && !isText) return ` t="b"><v>${Number(cell)}</v></c>`;
      if (cell instanceof Date && !isText) return `${styled(DATE)}><v>${dateSerial(cell)}</v></c>`;
      const value = cell instanceof Date ? cell.toISOString() : String(cell ?? '');
      // A column of text is text where it is blank, too.
      if (value === '') return isText ? `${styled(TEXT)}/>` : undefined;
      const shared = getOrSet(texts, value, () => {
        const shown = guarded(value);
        items.push(`<si><t xml:space="preserve">${encoded(shown)}</t></si>`);
        return { cell: ` t="s"><v>${items.length - 1}</v></c>`, look: widthOf(shown) > WIDEST ? WRAPPED : PLAIN };
      });
      return styled(look ?? (isText ? TEXT : shared.look)) + shared.cell;
    },
    strings: () => `<sst ${MAIN} uniqueCount="${items.length}">${items.join('')}</sst>`,
    styles() {
      const own = [...formats].map(([format, xf]) => ({ id: 164 + xf, format }));
      const xfs = own.map(
        ({ id }) => `<xf numFmtId="${id}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`,
      );
      const numbers = own.map(({ id, format }) => `<numFmt numFmtId="${id}" formatCode="${escaped(format)}"/>`);
      const font = (bold: string) => `<font>${bold}<sz val="11"/><name val="Calibri"/><family val="2"/></font>`;
      return [
        `<styleSheet ${MAIN}>`,
        ...(own.length > 0 ? [`<numFmts count="${own.length}">${numbers.join('')}</numFmts>`] : []),
        `<fonts count="2">${font('')}${font('<b/>')}</fonts>`,
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
        `<cellXfs count="${LOOKS.length + xfs.length}">${LOOKS.join('')}${xfs.join('')}</cellXfs>`,
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
      ].join('');
    },
  };
}

const styled = (look: number): string => (look === PLAIN ? '' : ` s="${look}"`);

/** A sheet: header in bold on every page, landscape, as wide as a page; columns of text, choices, pages. O(cells). */
function sheetOf({ rows, columns = [], pages = [] }: WrittenTable, shared: ReturnType<typeof sharedParts>): string {
  const letters = (rows[0] ?? []).map((_, i) => lettersOf(i));
  const cols = letters.map((_, i) => {
    const { text, width } = columns[i] ?? {};
    const look = text ? ` style="${TEXT}"` : '';
    return `<col min="${i + 1}" max="${i + 1}" width="${width ?? widthIn(rows, i)}" customWidth="1"${look}/>`;
  });
  const starts = letters.map((letter) => `<c r="${letter}`);
  const data = rows.map((row, r) => {
    let xml = r === 0 ? '<row r="1" ht="30" customHeight="1">' : `<row r="${r + 1}">`;
    const end = `${r + 1}"`;
    for (let i = 0; i < row.length; i++) {
      const cell = r === 0 ? shared.cell(row[i], {}, HEAD) : shared.cell(row[i], columns[i]);
      if (cell !== undefined) xml += (starts[i] ?? `<c r="${lettersOf(i)}`) + end + cell;
    }
    return `${xml}</row>`;
  });
  const choices = columns.flatMap(({ choices: range }, i) => {
    if (range === undefined) return [];
    const cells = `${lettersOf(i)}2:${lettersOf(i)}${ROWS}`;
    return `<dataValidation type="list" allowBlank="1" sqref="${cells}"><formula1>${escaped(range)}</formula1></dataValidation>`;
  });
  // A break comes after a row; the header is one.
  const breaks = pages.map((row) => `<brk id="${row}" max="16383" man="1"/>`);
  return [
    `<worksheet ${MAIN}>${PANE}`,
    cols.length > 0 ? `<cols>${cols.join('')}</cols>` : '',
    `<sheetData>${data.join('')}</sheetData>`,
    choices.length > 0 ? `<dataValidations count="${choices.length}">${choices.join('')}</dataValidations>` : '',
    PAGE,
    breaks.length > 0
      ? `<rowBreaks count="${breaks.length}" manualBreakCount="${breaks.length}">${breaks.join('')}</rowBreaks>`
      : '',
    '</worksheet>',
  ].join('');
}

/** Headers may take two lines. */
function widthIn(rows: WrittenTable['rows'], at: number): number {
  let widest = 0;
  for (let r = 0; r < rows.length && r <= MEASURED && widest < WIDEST; r++) {
    const width = widthOf(String(rows[r]![at] ?? ''));
    widest = Math.max(widest, r === 0 ? Math.ceil(width / 2) : width);
  }
  return Math.min(WIDEST, widest) + 2;
}

/** The name of a sheet as spreadsheets take it. */
const nameOf = ({ sheet }: WrittenTable): string => sheet.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31);

/** What of sheets is printed, and the header that comes again on each page. */
function printedOf(table: WrittenTable, i: number): string {
  const { rows, columns = [] } = table;
  const name = escaped(nameOf(table).replaceAll("'", "''"));
  const define = (what: string, range: string) =>
    `<definedName name="_xlnm.${what}" localSheetId="${i}">'${name}'!${range}</definedName>`;
  const last = columns.findIndex(({ printed }) => printed === false) - 1;
  const area = last >= 0 ? define('Print_Area', `$A$1:$${lettersOf(last)}$${rows.length}`) : '';
  return `${area}${define('Print_Titles', '$1:$1')}`;
}

/** Tables as the sheets of one workbook, in the bytes of an archive. O(cells). */
export function bookOf(tables: readonly WrittenTable[], { strToU8, zipSync }: typeof Fflate): Uint8Array {
  const shared = sharedParts();
  const sheets = tables.map((table, i) => [`worksheets/sheet${i + 1}.xml`, sheetOf(table, shared)] as const);
  const parts = [...sheets, ['sharedStrings.xml', shared.strings()], ['styles.xml', shared.styles()]] as const;
  const kindOf = (name: string) => (name.startsWith('worksheets/') ? 'worksheet' : name.slice(0, -'.xml'.length));
  const listed = tables.map(
    (table, i) => `<sheet name="${escaped(nameOf(table))}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`,
  );
  const relationships = (all: readonly string[]) =>
    `<Relationships xmlns="${PACKAGE}/relationships">${all.join('')}</Relationships>`;
  const relationship = (i: number, kind: string, target: string) =>
    `<Relationship Id="rId${i + 1}" Type="${OFFICE}/${kind}" Target="${target}"/>`;
  const typed = (part: string, kind: string) =>
    `<Override PartName="/xl/${part}" ContentType="${CONTENT}.${kind}+xml"/>`;
  const files: Readonly<Record<string, string>> = {
    '[Content_Types].xml': [
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>`,
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
      typed('workbook.xml', 'sheet.main'),
      ...parts.map(([name]) => typed(name, kindOf(name))),
      '</Types>',
    ].join(''),
    '_rels/.rels': relationships([relationship(0, 'officeDocument', 'xl/workbook.xml')]),
    'xl/workbook.xml': `<workbook ${MAIN} xmlns:r="${OFFICE}"><bookViews><workbookView/></bookViews><sheets>${listed.join('')}</sheets><definedNames>${tables.map(printedOf).join('')}</definedNames></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships(parts.map(([name], i) => relationship(i, kindOf(name), name))),
    ...Object.fromEntries(parts.map(([name, xml]) => [`xl/${name}`, xml])),
  };
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const bytes = Object.entries(files).map(([name, xml]) => [name, strToU8(head + xml)] as const);
  return zipSync(Object.fromEntries(bytes), { mtime: MADE, level: 4 });
}
