/** What is told of a text in XML, in its order. Names come without their prefixes. */
export interface XmlReader {
  /** A tag that opens; `attributes` is what stands in it after the name. */
  open(name: string, attributes: string): void;
  /** A tag that closes, and the text since the last tag. */
  close(name: string, text: string): void;
}

/**
 * Reads XML from one end to the other: each sign is looked at twice at most, nothing is kept, nothing calls itself. Gives whether all of it
 * could be read: what has a DOCTYPE, which may define words that swell, cannot. O(length).
 */
export function readXml(xml: string, reader: XmlReader): boolean {
  let text = '';
  let at = 0;
  while (at < xml.length) {
    const open = xml.indexOf('<', at);
    if (open < 0) break;
    if (open > at) text += decoded(xml.slice(at, open));
    const sign = xml[open + 1];
    if (sign === '!' || sign === '?') {
      const close = closeOf(xml, open);
      if (close === undefined) return false;
      const [end, isText] = close;
      if (isText) text += xml.slice(open + 9, end - 3);
      at = end;
      continue;
    }
    const end = endOfTag(xml, open + 1);
    if (end < 0) return false;
    const closes = sign === '/';
    const empty = xml[end - 1] === '/';
    const from = open + (closes ? 2 : 1);
    const until = nameEnd(xml, from, end);
    const whole = xml.slice(from, until);
    const name = whole.slice(whole.lastIndexOf(':') + 1);
    if (closes) reader.close(name, text);
    else {
      reader.open(name, xml.slice(until, end));
      if (empty) reader.close(name, '');
    }
    text = '';
    at = end + 1;
  }
  return true;
}

/** Where what begins with `<!` or `<?` ends, and whether it is text. */
function closeOf(xml: string, open: number): readonly [end: number, isText: boolean] | undefined {
  for (const [begin, finish] of [
    ['<!--', '-->'],
    ['<![CDATA[', ']]>'],
    ['<?', '?>'],
  ] as const) {
    if (!xml.startsWith(begin, open)) continue;
    const end = xml.indexOf(finish, open + begin.length);
    return end < 0 ? undefined : [end + finish.length, finish === ']]>'];
  }
  return undefined;
}

/** Where a tag ends: a `>` in quotes is a part of it. */
function endOfTag(xml: string, from: number): number {
  let quote = 0;
  for (let at = from; at < xml.length; at++) {
    const code = xml.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === 62) return at;
    else if (code === 34 || code === 39) quote = code;
    else if (code === 60) return -1;
  }
  return -1;
}

function nameEnd(xml: string, from: number, end: number): number {
  for (let at = from; at < end; at++) {
    const code = xml.charCodeAt(at);
    if (code <= 32 || code === 47) return at;
  }
  return end;
}

/** An attribute of a tag. O(length). */
export function attributeOf(attributes: string, name: string): string | undefined {
  for (let at = attributes.indexOf(name); at >= 0; at = attributes.indexOf(name, at + 1)) {
    const before = attributes.charCodeAt(at - 1);
    if (!(before <= 32 || before === 58)) continue;
    const quote = attributes[at + name.length + 1];
    if (attributes[at + name.length] !== '=' || (quote !== '"' && quote !== "'")) continue;
    const from = at + name.length + 2;
    const end = attributes.indexOf(quote, from);
    return end < 0 ? undefined : decoded(attributes.slice(from, end));
  }
  return undefined;
}

const SIGNS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return SIGNS[name.toLowerCase()]!;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
