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

/** A word without what hardly anybody means to tell words apart by: upper case, full width, blanks. */
export function fold(word: string): string {
  return word.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
}

/**
 * The known word that `word` was probably meant to be, both folded: at most 2 edits away, fewer for short words (one for 3 and 4
 * letters, none for 2). The first of the nearest; `undefined` if none is near.
 */
export function nearestWord(word: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = 3;
  const folded = fold(word);
  for (const candidate of known) {
    const other = fold(candidate);
    const limit = Math.min(2, Math.floor((other.length - 1) / 2), least - 1);
    if (Math.abs(other.length - folded.length) > limit) continue;
    const distance = editDistance(folded, other);
    if (distance <= limit) [best, least] = [candidate, distance];
  }
  return best;
}
