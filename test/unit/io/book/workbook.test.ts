import fc from 'fast-check';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import readExcel from 'read-excel-file/universal';
import { describe, expect, it } from 'vitest';
import { LinkageError } from '../../../../src/errors/linkage-error.js';
import { sheetsOf } from '../../../../src/io/book/workbook.js';
import { attributeOf, readXml } from '../../../../src/io/book/xml.js';
import { type Cell, importTables, tableTemplates, toWorkbook } from '../../../../src/io/index.js';
import { runs } from '../../../support/runs.js';

const book = (...rows: Cell[][]) => toWorkbook([{ file: 'a.csv', sheet: '甲', rows }]);

/** A workbook whose parts were changed, by the ends of their names. */
async function changed(
  data: Uint8Array,
  ...edits: [part: string, from: string | RegExp, to: string][]
): Promise<Uint8Array> {
  const parts = unzipSync(await data);
  for (const [part, from, to] of edits) {
    const name = Object.keys(parts).find((one) => one.endsWith(part))!;
    const text = strFromU8(parts[name]!);
    const edited = text.replace(from, () => to);
    expect(edited).not.toBe(text);
    parts[name] = strToU8(edited);
  }
  return zipSync(parts);
}

const refusal = (data: Uint8Array): Promise<string> =>
  sheetsOf('a.xlsx', data).then(
    () => 'read',
    (error: LinkageError) => error.details[0]!.message,
  );

describe('sheetsOf', () => {
  it('reads what another reader reads', async () => {
    const cell = fc.oneof(
      fc.constantFrom<Cell>(null, true, false, 0, -1.5, 1e21, 0.1 + 0.2),
      fc.string({ unit: 'grapheme', maxLength: 6 }).filter((text) => !/^[=+\-@\t\r\n＝＋－＠']/.test(text)),
      fc.integer(),
    );
    const rows = fc.array(fc.array(cell, { maxLength: 5 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(rows, async (given) => {
        const data = await book(...given);
        const [sheet] = await sheetsOf('a.xlsx', data);
        const [other] = await readExcel(new Blob([data as Uint8Array<ArrayBuffer>]), { trim: false });
        const seen = new Map<string, Cell>();
        sheet!.rows.forEach((row, i) => {
          row.forEach((one, j) => {
            if (one !== undefined) seen.set(`${sheet!.numbers![i]} ${j}`, one);
          });
        });
        const expected = new Map<string, unknown>();
        (other!.data as Cell[][]).forEach((row, i) => {
          row.forEach((one, j) => {
            const exact = typeof one === 'number' && !Number.isInteger(one) ? Number(one.toPrecision(15)) : one;
            if (exact !== null && exact !== '') expected.set(`${i + 1} ${j}`, exact);
          });
        });
        expect(seen).toEqual(expected);
      }),
      runs(20),
    );
  });

  it('shows dates as dates, whatever the calendar', async () => {
    const styled = await toWorkbook([{ file: 'a.csv', sheet: '甲', rows: [[46_088, 46_088.75]] }]);
    const xf = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="200"/></cellXfs>';
    const formats: [string, RegExp, string][] = [
      ['styles.xml', /<cellXfs.*<\/cellXfs>/s, xf],
      [
        'styles.xml',
        /(?=<fonts)/,
        '<numFmts><numFmt numFmtId="200" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot; hh:mm"/></numFmts>',
      ],
      ['sheet1.xml', /<c r="A1"[^>]*>/, '<c r="A1" s="1">'],
      ['sheet1.xml', /<c r="B1"[^>]*>/, '<c r="B1" s="2">'],
    ];
    const [sheet] = await sheetsOf('a.xlsx', await changed(styled, ...formats));
    expect(sheet!.rows).toEqual([[new Date('2026-03-07'), new Date('2026-03-07T18:00:00Z')]]);
    const old = await changed(styled, ...formats, ['workbook.xml', /(?=<sheets>)/, '<workbookPr date1904="1"/>']);
    expect((await sheetsOf('a.xlsx', old))[0]).toMatchObject({
      from1904: true,
      rows: [[new Date('2030-03-08'), expect.any(Date)]],
    });
  });

  it('gives a merged value to every row it covers that has anything in it', async () => {
    const data = await book(['x', 1], [null, 2], [null, 3], [null, null], ['y', 4]);
    const merged = await changed(data, [
      'sheet1.xml',
      '</sheetData>',
      '</sheetData><mergeCells><mergeCell ref="A1:A4"/></mergeCells>',
    ]);
    const [sheet] = await sheetsOf('a.xlsx', merged);
    expect([sheet!.rows, sheet!.numbers]).toEqual([
      [
        ['x', 1],
        ['x', 2],
        ['x', 3],
        ['y', 4],
      ],
      [1, 2, 3, 5],
    ]);
  });

  it('leaves out what is hidden, and tells', async () => {
    const data = await toWorkbook(['甲', '乙'].map((sheet) => ({ file: '', sheet, rows: [['x'], ['y'], ['z']] })));
    const hidden = await changed(
      data,
      ['workbook.xml', 'name="乙"', 'name="乙" state="veryHidden"'],
      ['sheet1.xml', /<row r="2"/, '<row r="2" hidden="1"'],
    );
    const [shown, whole] = await sheetsOf('a.xlsx', hidden);
    expect([shown!.rows, shown!.numbers, shown!.notes![0]]).toMatchObject([
      [['x'], ['z']],
      [1, 3],
      { code: 'NOT_READ', row: 2 },
    ]);
    expect([whole!.rows, whole!.notes!.map(({ code }) => code)]).toEqual([[], ['NOT_READ']]);
  });

  it('tells of a formula without its result by its cell, and takes one that came to nothing as blank', async () => {
    const data = await book(
      ['编号', '社区', '紧急程度', '能力', '数量'],
      ['1', 'c', '急', '陪同就医', 7],
      ['2', 'c', '急', '陪同就医', 8],
    );
    const formulas = await changed(
      data,
      ['sheet1.xml', /<c r="E2"[^>]*><v>7<\/v>/, '<c r="E2"><f>A1+1</f><v></v>'],
      ['sheet1.xml', /<c r="E3"[^>]*><v>8<\/v>/, '<c r="E3" t="str"><f>""</f><v></v>'],
    );
    const sheets = (await sheetsOf('需求.xlsx', formulas)).map((one) => ({ ...one, sheet: '需求' }));
    const { issues } = importTables([...sheets, { file: '社区.csv', data: '编号\nc' }]);
    const [first] = issues.filter(({ code }) => code === 'CELL_CHANGED');
    expect(issues.filter(({ code }) => code === 'CELL_CHANGED')).toHaveLength(1);
    expect(first).toMatchObject({ row: 2, column: '数量', said: { zh: expect.stringContaining('公式') } });
  });

  it('makes no grid of a cell that strayed far out, and tells', async () => {
    const stray = '<row r="1048576"><c r="A1048576"><v>5</v></c><c r="XFD1048576"><v>6</v></c></row></sheetData>';
    const [sheet] = await sheetsOf('a.xlsx', await changed(await book(['x']), ['sheet1.xml', '</sheetData>', stray]));
    expect([sheet!.rows, sheet!.numbers, sheet!.notes!.length]).toEqual([[['x'], [5]], [1, 1_048_576], 1]);
  });

  it('is given up where the directory says that it swells, or where it swells beyond what that says', async () => {
    const parts = unzipSync(await book(['x']));
    const name = Object.keys(parts).find((one) => one.endsWith('sheet1.xml'))!;
    const large = zipSync({ ...parts, [name]: new Uint8Array(102 * 1024 * 1024).fill(32) }, { level: 9 });
    expect(large.length).toBeLessThan(1_000_000);
    expect(await refusal(large)).toMatch(/unpacks into more than 100 MB/);
    // The size in the directory, and only there, made small.
    const lying = large.slice();
    const view = new DataView(lying.buffer);
    for (let at = 0; at < lying.length - 46; at++) {
      if (view.getUint32(at, true) === 0x02014b50 && view.getUint32(at + 24, true) === 102 * 1024 * 1024)
        view.setUint32(at + 24, 1000, true);
    }
    expect(await refusal(lying)).toMatch(/unpacks into more than/);
  });

  it.each<[string, number[], RegExp]>([
    ['an old Excel', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1], /\.xls file/],
    [
      'a password',
      [0xd0, 0xcf, 0x11, 0xe0, ...[...'EncryptedPackage'].flatMap((sign) => [sign.charCodeAt(0), 0])],
      /password/,
    ],
    ['half a file', [0x50, 0x4b, 3, 4], /damaged/],
    ['nothing', [], /damaged/],
  ])('is refused as what it is: %s', async (_, bytes, message) =>
    expect(await refusal(Uint8Array.from(bytes))).toMatch(message),
  );

  it('of any bytes ends with sheets or a sentence', async () => {
    const whole = await toWorkbook(tableTemplates().slice(0, 2));
    const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(damage, async (changes) => {
        const data = whole.slice();
        for (const [at, byte] of changes) data[at] = byte;
        const read = await sheetsOf('a.xlsx', data).catch((error: unknown) => error);
        if (!Array.isArray(read)) expect(read).toBeInstanceOf(LinkageError);
      }),
      runs(20),
    );
  });
});

describe('readXml', () => {
  const told = (xml: string) => {
    const seen: string[] = [];
    const whole = readXml(xml, {
      open: (name, rest) => seen.push(`<${name}${rest}`),
      close: (name, text) => seen.push(`${text}</${name}`),
    });
    return [...seen, whole];
  };

  it('tells tags, attributes and texts', () => {
    expect(told('<?xml version="1.0"?><a x="1>2"><!-- <b> --><n:c/>1 &lt; 2&#33;<![CDATA[<&]]></a>')).toEqual([
      '<a x="1>2"',
      '<c/',
      '</c',
      '1 < 2!<&</a',
      true,
    ]);
    expect(attributeOf(` xr="0" n:id='a&amp;b' r="7"`, 'r')).toBe('7');
    expect(attributeOf(` xr="0" n:id='a&amp;b' r="7"`, 'id')).toBe('a&b');
  });

  it.each(['<!DOCTYPE a [<!ENTITY b "c">]><a/>', '<a', '<a b="', '<a><!-- ', '<a<b>'])('gives up %s', (xml) =>
    expect(told(xml).at(-1)).toBe(false),
  );

  it('is linear: twice the text takes twice the tags, however it is nested or left open', () => {
    for (const piece of ['<row ', '<c t="', '<a>', '</a>', '<![CDATA[', '<!--', '&#', 'a:b:', '"', "<a b='"]) {
      const count = (times: number): number => {
        let tags = 0;
        readXml(piece.repeat(times), { open: () => tags++, close: () => tags++ });
        return tags;
      };
      expect(count(200_000)).toBeLessThanOrEqual(200_000);
    }
  });
});
