/** Longer than any name or sentence of ours, and more than any list in a document of ours. */
const LONGEST_TEXT = 200;
const LONGEST_LIST = 64;
const MOST_REVISIONS = 1_000;

/**
 * F20: what a report repeats of a hostile file stays small: texts and lists are cut, the text with a sign. A document made
 * in good faith has nothing of that length.
 */
export const bounded = <Report>(report: Report): Report => cut(report, MOST_REVISIONS) as Report;

const cut = (value: unknown, most: number): unknown => {
  if (typeof value === 'string') return value.length > LONGEST_TEXT ? `${value.slice(0, LONGEST_TEXT - 1)}…` : value;
  if (Array.isArray(value)) return value.slice(0, most).map((each) => cut(each, LONGEST_LIST));
  if (typeof value !== 'object' || value === null) return value;
  // A report's own lists may be as long as its revisions; what is in their rows may not.
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, cut(each, most)]));
};
