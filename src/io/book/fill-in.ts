import type { WrittenTable } from '../tables.js';
import { lettersOf } from './sheet-scan.js';

/** Rows that are ready to be filled in. */
const ROWS = 2000;
/** Of a sheet, what must come before the choices, last first. */
const BEFORE = ['</conditionalFormatting>', '</mergeCells>', '</sheetData>', '<sheetData/>'];

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/**
 * What makes the sheets of a workbook ready to be filled in: widths, columns of text, choices. A feature for `write-excel-file`, which cannot do
 * the last two for cells that are not there yet. A column of text has the style of its first cell below the header.
 */
export function fillIn(tables: readonly WrittenTable[]) {
  const transform = (xml: string, _: unknown, { sheetIndex }: { sheetIndex: number }): string => {
    const { columns } = tables[sheetIndex]!;
    if (!columns) return xml;
    const cols = columns.map(({ width, text }, i) => {
      const [, style] = text ? (new RegExp(`<c r="${lettersOf(i)}2"[^>]*? s="(\\d+)"`).exec(xml) ?? []) : [];
      const shown = style === undefined ? '' : ` style="${style}"`;
      return `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"${shown}/>`;
    });
    const choices = columns.flatMap(({ choices: range }, i) => {
      if (range === undefined) return [];
      const cells = `${lettersOf(i)}2:${lettersOf(i)}${ROWS}`;
      return `<dataValidation type="list" allowBlank="1" sqref="${cells}"><formula1>${escaped(range)}</formula1></dataValidation>`;
    });
    const listed = `<dataValidations count="${choices.length}">${choices.join('')}</dataValidations>`;
    const wide = xml
      .replace(/<cols>.*?<\/cols>/s, '')
      .replace(/<sheetData\b/, `<cols>${cols.join('')}</cols><sheetData`);
    const end = BEFORE.find((tag) => wide.includes(tag))!;
    return choices.length === 0 ? wide : wide.replace(end, () => end + listed);
  };
  return { files: { transform: { 'xl/worksheets/sheet{id}.xml': { transform } } } };
}
