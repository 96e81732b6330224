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

/** A word without what writing differs in: width and composition (NFKC), case, blanks, marks that are not seen. */
export function foldedWord(word: string): string {
  return word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\u200b-\u200d\u2060\ufeff]+/g, '');
}

/** Two neighbours changed places. */
function isSwapped(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return i + 1 < a.length && a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2);
}

/** Comparisons after which {@link nearestIn} gives up: a second or so. */
const ENOUGH = 2_000_000;

/**
 * The known word that each word was probably meant to be: at most 2 edits away, fewer for short words (one for 3 and 4 letters, none for 2), a swap of
 * neighbours being one and words that fold to the same being none. The first of the nearest; `undefined` if none is near, or after so many words that
 * looking for more would take long. What was found is remembered.
 */
export function nearestIn(known: Iterable<string>): (word: string) => string | undefined {
  let candidates: { word: string; fold: string; limit: number }[] | undefined;
  const found = new Map<string, string | undefined>();
  let compared = 0;
  return (word) => {
    if (found.has(word) || compared > ENOUGH) return found.get(word);
    candidates ??= Array.from(known, (one) => {
      const fold = foldedWord(one);
      return { word: one, fold, limit: Math.min(2, Math.floor((fold.length - 1) / 2)) };
    });
    const fold = foldedWord(word);
    let best: string | undefined;
    let least = 3;
    for (const candidate of candidates) {
      const limit = Math.min(candidate.limit, least - 1);
      if (limit < 0 || Math.abs(candidate.fold.length - fold.length) > limit) continue;
      compared++;
      const distance =
        candidate.fold === fold ? 0 : isSwapped(fold, candidate.fold) ? 1 : editDistance(fold, candidate.fold);
      if (distance <= limit) [best, least] = [candidate.word, distance];
    }
    found.set(word, best);
    return best;
  };
}

/** {@link nearestIn} for one word. */
export function nearestWord(word: string, known: Iterable<string>): string | undefined {
  return nearestIn(known)(word);
}
