import type { Cell, WrittenTable } from '../tables.js';
import { lettersOf } from './sheet-scan.js';

/** Rows that are ready to be filled in. */
const ROWS = 2000;
/** Rows by which the width of a column is taken. */
const MEASURED = 200;
/** The widest column that is made, in letters: what is longer is wrapped. */
export const WIDEST = 36;

/** Width of a text in letters; a Chinese one counts two. */
export const widthOf = (text: string): number => text.length + (text.match(/[^\0-\u02ff]/g)?.length ?? 0);

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** A4, landscape, all columns on a page, lines between cells; below it the sheet and the page. */
const PAGE =
  '<printOptions gridLines="1"/><pageMargins left="0.4" right="0.4" top="0.4" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>&amp;C&amp;A  &amp;P/&amp;N</oddFooter></headerFooter>';

/**
 * What makes the sheets of a workbook ready to be read, printed and filled in: widths, columns of text, choices, pages that repeat the header. A
 * feature for `write-excel-file`, which cannot do most of it. A column of text has the style of its first cell below the header.
 */
export function looks(tables: readonly WrittenTable[]) {
  const transform = (xml: string, _: unknown, { sheetIndex }: { sheetIndex: number }): string => {
    const { rows, columns = [], pages = [] } = tables[sheetIndex]!;
    const cols = (rows[0] ?? []).map((_head, i) => {
      const { text, width } = columns[i] ?? {};
      const [, style] = text ? (new RegExp(`<c r="${lettersOf(i)}2"[^>]*? s="(\\d+)"`).exec(xml) ?? []) : [];
      const shown = style === undefined ? '' : ` style="${style}"`;
      return `<col min="${i + 1}" max="${i + 1}" width="${width ?? widthIn(rows, i)}" customWidth="1"${shown}/>`;
    });
    const choices = columns.flatMap(({ choices: range }, i) => {
      if (range === undefined) return [];
      const cells = `${lettersOf(i)}2:${lettersOf(i)}${ROWS}`;
      return `<dataValidation type="list" allowBlank="1" sqref="${cells}"><formula1>${escaped(range)}</formula1></dataValidation>`;
    });
    const listed = `<dataValidations count="${choices.length}">${choices.join('')}</dataValidations>`;
    // A break comes after a row; the header is one.
    const breaks = pages.map((row) => `<brk id="${row}" max="16383" man="1"/>`);
    const broken = `<rowBreaks count="${breaks.length}" manualBreakCount="${breaks.length}">${breaks.join('')}</rowBreaks>`;
    const end = (choices.length > 0 ? listed : '') + PAGE + (breaks.length > 0 ? broken : '');
    return xml
      .replace(/<cols>.*?<\/cols>/s, '')
      .replace('<row r="1"', '<row r="1" ht="30" customHeight="1"')
      .replace('<sheetViews>', '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>')
      .replace(/<sheetData\b/, `${cols.length > 0 ? `<cols>${cols.join('')}</cols>` : ''}<sheetData`)
      .replace('</worksheet>', () => `${end}</worksheet>`);
  };
  const titles = tables.map(({ sheet, rows, columns = [] }, i) => {
    const name = escaped(sheet.replaceAll("'", "''"));
    const define = (what: string, range: string) =>
      `<definedName name="_xlnm.${what}" localSheetId="${i}">'${name}'!${range}</definedName>`;
    const last = columns.findIndex(({ printed }) => printed === false) - 1;
    const area = last >= 0 ? define('Print_Area', `$A$1:$${lettersOf(last)}$${rows.length}`) : '';
    return `${area}${define('Print_Titles', '$1:$1')}`;
  });
  const named = (xml: string): string =>
    xml.replace('<definedNames/>', () => `<definedNames>${titles.join('')}</definedNames>`);
  return {
    files: {
      transform: { 'xl/worksheets/sheet{id}.xml': { transform }, 'xl/workbook.xml': { transform: named } },
    },
  };
}

/** Headers may take two lines. */
function widthIn([head = [], ...rows]: WrittenTable['rows'], at: number): number {
  const width = (cell: Cell) => widthOf(String(cell ?? ''));
  const widest = Math.max(Math.ceil(width(head[at]) / 2), ...rows.slice(0, MEASURED).map((row) => width(row[at])));
  return Math.min(WIDEST, widest) + 2;
}
