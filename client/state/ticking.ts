import { useEffect, useState } from 'preact/hooks';

/** The time by `clock`, read again every `everyMs` milliseconds. */
export const useNow = (clock: () => number, everyMs = 1000): number => {
  const [now, setNow] = useState(clock);
  useEffect(() => {
    setNow(clock());
    const timer = setInterval(() => setNow(clock()), everyMs);
    return () => clearInterval(timer);
  }, [clock, everyMs]);
  return now;
};
