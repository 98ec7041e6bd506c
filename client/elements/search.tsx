/** Narrows a list to what fits the words that are typed. */
export const Search = ({
  label,
  value,
  onSearch,
  ...more
}: {
  readonly label: string;
  readonly value: string;
  readonly onSearch: (words: string) => void;
  readonly id?: string;
  readonly title?: string;
}) => (
  <input
    {...more}
    type="search"
    aria-label={label}
    placeholder={label}
    value={value}
    onInput={(event) => onSearch(event.currentTarget.value)}
  />
);

/** Whether every word that was typed is somewhere in these texts, in any order. */
export const hasEveryWord = (texts: readonly string[], search: string): boolean => {
  const all = texts.join(' ').toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
};
