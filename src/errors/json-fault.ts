/** Blanks, then a string, a number, a word or a mark. */
const TOKEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: just these are forbidden in strings
  /[ \t\n\r]*(?:("[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[^"\\\u0000-\u001f]*)*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)|([[\]{},:]))/y;
const BLANKS = /[ \t\n\r]*/y;

type Expected = 'value' | 'first' | 'key' | 'name' | 'colon' | 'next';

/**
 * Where a text stops being JSON (RFC 8259), both counted from 1; `undefined` where it is JSON: what engines say of it differs from one to the next. The
 * end of a text that was broken off stands after its last character. O(length), whatever the depth.
 */
export function jsonFault(text: string): { readonly line: number; readonly column: number } | undefined {
  const open: string[] = [];
  let expected: Expected = 'value';
  let at = 0;
  for (;;) {
    TOKEN.lastIndex = at;
    const [, string, word, mark] = TOKEN.exec(text) ?? [];
    const next = after(expected, string !== undefined, word !== undefined, mark, open);
    if (next === undefined) break;
    expected = next;
    at = TOKEN.lastIndex;
  }
  BLANKS.lastIndex = at;
  BLANKS.exec(text);
  const end = BLANKS.lastIndex;
  if (end === text.length && open.length === 0 && expected === 'next') return undefined;
  const before = text.slice(0, end);
  return { line: before.split('\n').length, column: end - before.lastIndexOf('\n') };
}

/** What is expected after a token; `undefined`: it cannot stand there, or there is none. */
function after(
  expected: Expected,
  isString: boolean,
  isWord: boolean,
  mark: string | undefined,
  open: string[],
): Expected | undefined {
  const isValue = expected === 'value' || expected === 'first';
  if (isString && (expected === 'key' || expected === 'name')) return 'colon';
  if (isString || isWord) return isValue ? 'next' : undefined;
  if (mark === '{' || mark === '[') {
    if (!isValue) return undefined;
    open.push(mark);
    return mark === '{' ? 'key' : 'first';
  }
  if (mark === ':') return expected === 'colon' ? 'value' : undefined;
  const inside = open.at(-1);
  if (mark === ',' && expected === 'next' && inside !== undefined) return inside === '{' ? 'name' : 'value';
  const closes = mark === '}' ? inside === '{' : mark === ']' && inside === '[';
  // An empty list or object ends where its first entry was expected.
  const isDone = expected === 'next' || (inside === '{' ? expected === 'key' : expected === 'first');
  if (!closes || !isDone) return undefined;
  open.pop();
  return 'next';
}
