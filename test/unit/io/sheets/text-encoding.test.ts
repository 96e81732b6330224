import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../../src/io/sheets/text-encoding.js';

const TEXT = '编号,社区\n1,大同';
const GBK = [0xb1, 0xe0, 0xba, 0xc5, 0x2c, 0xc9, 0xe7, 0xc7, 0xf8, 0x0a, 0x31, 0x2c, 0xb4, 0xf3, 0xcd, 0xac];

function utf16(text: string, little: boolean, mark: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(2 * (text.length + Number(mark))));
  for (const [i, unit] of [...(mark ? '\ufeff' : ''), ...text].entries()) {
    view.setUint16(2 * i, unit.charCodeAt(0), little);
  }
  return new Uint8Array(view.buffer);
}

describe('decodeText', () => {
  it.each<[string, string | Uint8Array | ArrayBuffer]>([
    ['text', TEXT],
    ['text with a mark', `\ufeff${TEXT}`],
    ['UTF-8', new TextEncoder().encode(TEXT)],
    ['UTF-8 with a mark', new TextEncoder().encode(`\ufeff${TEXT}`)],
    ['an ArrayBuffer', new TextEncoder().encode(TEXT).slice().buffer],
    ['GB18030 of Chinese Excel', Uint8Array.from(GBK)],
    ['UTF-16 LE with a mark', utf16(TEXT, true, true)],
    ['UTF-16 BE with a mark', utf16(TEXT, false, true)],
    ['UTF-16 LE', utf16(TEXT, true, false)],
    ['UTF-16 BE', utf16(TEXT, false, false)],
  ])('faults 71, 72 and 73: reads %s', (_, data) => expect(decodeText(data)).toEqual({ text: TEXT, damaged: false }));

  it('reads what GB18030 writes in four bytes', () => {
    expect(decodeText(Uint8Array.of(0x82, 0x31, 0xa3, 0x31, 0xd6, 0xd0))?.text).toMatch(/^.中$/u);
  });

  it.each([
    ['a byte that is in none of them', [0x31, 0xff, 0x31]],
    ['UTF-8 with a mark that breaks off', [0xef, 0xbb, 0xbf, 0xe7, 0xbc]],
    ['UTF-16 with half a character', [0xff, 0xfe, 0x41]],
  ])('faults 72 and 73: refuses %s', (_, bytes) => expect(decodeText(Uint8Array.from(bytes))).toBeUndefined());

  it('keeps the encoding of a file in which a character is damaged', () => {
    const long = `${TEXT}，`.repeat(20);
    const utf8 = new TextEncoder().encode(long);
    utf8[40] = 0xff;
    const gbk = Uint8Array.from(Array.from({ length: 20 }, () => GBK).flat());
    gbk[1] = 0xff;
    for (const [bytes, word] of [
      [utf8, '大同'],
      [gbk, '社区'],
    ] as const) {
      const read = decodeText(bytes);
      expect([read?.damaged, read?.text.includes(word), read?.text.split('\ufffd').length]).toEqual([true, true, 2]);
    }
    // A zero byte makes no UTF-16 of it.
    utf8[41] = 0;
    expect(decodeText(utf8)?.text).toContain('大同');
  });

  it('reads nothing as nothing', () => expect(decodeText(new Uint8Array())?.text).toBe(''));
});
