import { useEffect, useState } from 'preact/hooks';

/** The width below which a screen is a phone's; the same as in the style sheets. */
const NARROW = '(max-width: 48rem)';

/** Whether this is a phone's width: there, some things are a sheet and not a column. */
export const useIsNarrow = (): boolean => {
  const [isNarrow, setNarrow] = useState(() => matchMedia(NARROW).matches);
  useEffect(() => {
    const query = matchMedia(NARROW);
    const read = (): void => setNarrow(query.matches);
    query.addEventListener('change', read);
    return () => query.removeEventListener('change', read);
  }, []);
  return isNarrow;
};
