/** The word that was probably meant, or null when none is near: at most a third of its letters differ. */
export function nearestWord(written: string, words: Iterable<string>): string | null {
  const given = written.toLowerCase();
  let nearest: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const word of words) {
    const steps = editDistance(given, word.toLowerCase());
    if (steps < least && steps <= Math.max(1, Math.floor(word.length / 3))) {
      nearest = word;
      least = steps;
    }
  }
  return nearest;
}

/** Levenshtein distance; long texts are no misspelt words, and cost nothing here. */
function editDistance(a: string, b: string): number {
  if (Math.max(a.length, b.length) > 64) return Number.POSITIVE_INFINITY;
  let above = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(swap, (above[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
    }
    above = current;
  }
  return above[b.length] ?? 0;
}
