/** Edit distance of two words by insertions, deletions and replacements. O(|a|·|b|). */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}

/** One letter too many, too few or wrong, or two letters swapped: hardly another word, unless the words are short. */
export function isSlip(word: string, known: string): boolean {
  if (Math.abs(word.length - known.length) > 1) return false;
  const distance = editDistance(word, known);
  return distance <= 1 || (distance === 2 && [...word].sort().join('') === [...known].sort().join(''));
}

/** Signs that are not seen: zero width, direction of writing, joiners, and which of two pictures a sign has. */
export const UNSEEN = /(?:\p{Cf}|[\ufe00-\ufe0f])+/gu;

/** Signs that folding leaves as they are: most of what is written in Chinese, codes, figures. */
const PLAIN = /^[!-@[-~\u4e00-\u9fff]*$/;

/** A word without what hardly anybody means to tell words apart by: upper case, full width, radicals for characters, blanks, signs that are not seen. */
export function fold(word: string): string {
  if (PLAIN.test(word)) return word;
  return word.normalize('NFKC').toLowerCase().replace(UNSEEN, '').replace(/\s+/g, '');
}

function isSwapped(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return i + 1 < a.length && a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2);
}

/** Known words looked at after which {@link nearestIn} gives up: a second or two. */
const ENOUGH = 300_000;

/** Edits that may lie between words that are hardly meant to differ: 2, fewer for short words (one for 3 and 4 letters, none for 2). */
const editsAllowed = (length: number): number => Math.min(2, Math.floor((length - 1) / 2));

/**
 * The known word that each word was probably meant to be: at most so many edits away as `allowed` says of the length of the known one, a swap of neighbours being one
 * and words that fold to the same being none. The first of the nearest; `undefined` if none is near, or after so many words that looking for more would
 * take long. What was found is remembered.
 */
export function nearestIn(known: Iterable<string>, allowed = editsAllowed): (word: string) => string | undefined {
  let byLength: ReturnType<typeof read> | undefined;
  const found = new Map<string, string | undefined>();
  let seen = 0;

  function read() {
    const lengths = new Map<number, { word: string; folded: string; at: number }[]>();
    let at = 0;
    for (const word of known) {
      const folded = fold(word);
      if (!lengths.has(folded.length)) lengths.set(folded.length, []);
      lengths.get(folded.length)!.push({ word, folded, at: at++ });
    }
    return lengths;
  }

  function look(word: string): string | undefined {
    byLength ??= read();
    const folded = fold(word);
    let best: { word: string; at: number; edits: number } | undefined;
    for (let length = folded.length - 2; length <= folded.length + 2; length++) {
      const candidates = byLength.get(length) ?? [];
      seen += candidates.length;
      for (const { word, folded: other, at } of candidates) {
        const edits = editsBetween(folded, other);
        if (edits > allowed(length) || (best && (edits - best.edits || at - best.at) > 0)) continue;
        best = { word, at, edits };
      }
    }
    return best?.word;
  }

  return (word) => {
    if (!found.has(word) && seen < ENOUGH) found.set(word, look(word));
    return found.get(word);
  };
}

function editsBetween(a: string, b: string): number {
  return a === b ? 0 : isSwapped(a, b) ? 1 : editDistance(a, b);
}

/** {@link nearestIn} for one word. */
export function nearestWord(word: string, known: Iterable<string>): string | undefined {
  return nearestIn(known)(word);
}

const pairsIn = (folded: string): string[] =>
  [...folded].map((sign, i, signs) => sign + (signs[i + 1] ?? '')).slice(0, -1);

/**
 * The known words that have the most pairs of neighbouring signs in common with each word, for all that they have: at least half as Dice counts it, or all of one
 * of them. The nearest first, equals in their order. O(words that share a pair) each.
 */
export function sharedIn(known: Iterable<string>): (word: string) => string[] {
  let byPair: Map<string, string[]> | undefined;
  function read() {
    const words = new Map<string, string[]>();
    for (const word of known)
      for (const pair of new Set(pairsIn(fold(word)))) {
        if (!words.has(pair)) words.set(pair, []);
        words.get(pair)!.push(word);
      }
    return words;
  }
  return (word) => {
    byPair ??= read();
    const own = new Set(pairsIn(fold(word)));
    const common = new Map<string, number>();
    for (const pair of own) for (const other of byPair.get(pair) ?? []) common.set(other, (common.get(other) ?? 0) + 1);
    const near = [...common].flatMap(([other, count]) => {
      const size = new Set(pairsIn(fold(other))).size;
      const dice = (2 * count) / (own.size + size);
      return dice >= 0.5 || count === Math.min(own.size, size) ? [{ other, dice }] : [];
    });
    return near.sort((a, b) => b.dice - a.dice).map(({ other }) => other);
  };
}
