// C224: a certificate names a person in its own way: capitals, titles and degrees come and go. What must agree is the name.

/** The words of a name: without titles, which end with a full stop or stand behind a comma, and without accents. */
const wordsOf = (name: string): readonly string[] =>
  (name.split(',')[0] ?? '')
    .split(/\s+/)
    .filter((word) => !word.endsWith('.') || word.length === 2)
    .map((word) =>
      word
        .normalize('NFD')
        .replaceAll(/[^\p{L}\p{N}]/gu, '')
        .toLowerCase(),
    )
    .filter((word) => word !== '' && !TITLES.has(word));

const TITLES: ReadonlySet<string> = new Set(['dr', 'drs', 'dra', 'ir', 'h', 'hj', 'prof']);

/** Whether both name the same person: every word of the shorter one stands in the longer one, and more than an initial does. */
export const isSameName = (one: string, other: string): boolean => {
  const [shorter = [], longer = []] = [wordsOf(one), wordsOf(other)].toSorted((a, b) => a.length - b.length);
  return shorter.some((word) => word.length > 1) && shorter.every((word) => longer.includes(word));
};
