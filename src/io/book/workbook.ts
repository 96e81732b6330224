import { inBoth } from '../../say/reading.js';
import type { SheetTable } from '../tables.js';
import { openArchive, unreadable } from './archive.js';
import { bookPartsOf, readPart } from './book-parts.js';
import { sheetScanner } from './sheet-scan.js';

/** Files of programs before XML, and encrypted ones. */
const OLD = [0xd0, 0xcf, 0x11, 0xe0];

/**
 * The sheets of a workbook of today (.xlsx, .xlsm), as people see them: dates as dates, merged values in every row that they cover; hidden
 * sheets and rows left out, and told. Only what has something in it is kept, so a stray cell costs nothing. Takes the optional package
 * `fflate`. O(bytes unpacked).
 *
 * @throws LinkageError `UNREADABLE_FILE`, `PEER_MISSING`
 */
export async function sheetsOf(file: string, bytes: Uint8Array): Promise<SheetTable[]> {
  if (OLD.every((byte, i) => bytes[i] === byte)) {
    // In names of what is inside, which have two bytes a letter.
    const locked = new TextDecoder('utf-16le').decode(bytes).includes('EncryptedPackage');
    throw unreadable(
      file,
      inBoth((words) => (locked ? words.locked : words.otherBook('.xls'))),
    );
  }
  const archive = await openArchive(file, bytes);
  if (archive.has('EncryptedPackage'))
    throw unreadable(
      file,
      inBoth((words) => words.locked),
    );
  const parts = bookPartsOf(archive, file);
  return parts.sheets.map(({ name: sheet, part, hidden }) => {
    if (hidden) {
      return { file, sheet, rows: [], notes: [{ code: 'NOT_READ', said: inBoth((words) => words.hiddenSheet) }] };
    }
    const scanner = sheetScanner(parts);
    readPart(archive, file, part, scanner);
    const { rows, numbers, notes } = scanner.result();
    return { file, sheet, rows, numbers, from1904: parts.from1904, notes };
  });
}
