import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

const SIGNS_OF_LIFE = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'scroll'] as const;

/** After so long without a touch somebody is asked; after so long more the sitting is over. In milliseconds. */
export type Patience = { readonly quietMs: number; readonly warningMs: number };
export const PATIENCE: Patience = { quietMs: 3 * 60_000, warningMs: 30_000 };

/**
 * Seconds that are left while somebody is being asked, null while there are signs of life; and the answer that they are
 * still there. While they are asked only an answer counts: a touch that took the question away would never reach the
 * button under it.
 */
export const useIdle = (
  onOver: () => void,
  { quietMs, warningMs }: Patience = PATIENCE,
): { readonly left: number | null; readonly stay: () => void } => {
  const [left, setLeft] = useState<number | null>(null);
  const since = useRef(Date.now());
  const isAsked = useRef(false);
  const stay = useCallback(() => {
    since.current = Date.now();
    isAsked.current = false;
    setLeft(null);
  }, []);
  useEffect(() => {
    const alive = (): void => {
      if (!isAsked.current) since.current = Date.now();
    };
    const look = (): void => {
      const over = since.current + quietMs + warningMs - Date.now();
      if (over <= 0) onOver();
      else if (over <= warningMs) {
        isAsked.current = true;
        setLeft(Math.ceil(over / 1_000));
      }
    };
    for (const sign of SIGNS_OF_LIFE) addEventListener(sign, alive, { capture: true, passive: true });
    const timer = setInterval(look, 500);
    return () => {
      clearInterval(timer);
      for (const sign of SIGNS_OF_LIFE) removeEventListener(sign, alive, { capture: true });
    };
  }, [onOver, quietMs, warningMs]);
  return { left, stay };
};
