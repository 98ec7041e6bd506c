import { useEffect, useRef, useState } from 'preact/hooks';

const SIGNS_OF_LIFE = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'scroll'] as const;

/** After so long without a touch somebody is asked; after so long more the sitting is over. In milliseconds. */
export type Patience = { readonly quietMs: number; readonly warningMs: number };
export const PATIENCE: Patience = { quietMs: 3 * 60_000, warningMs: 30_000 };

/** Seconds that are left while somebody is being asked; null while there are signs of life. */
export const useIdle = (onOver: () => void, { quietMs, warningMs }: Patience = PATIENCE): number | null => {
  const [left, setLeft] = useState<number | null>(null);
  const since = useRef(Date.now());
  useEffect(() => {
    const alive = (): void => {
      since.current = Date.now();
      setLeft(null);
    };
    const look = (): void => {
      const over = since.current + quietMs + warningMs - Date.now();
      if (over <= 0) onOver();
      else if (over <= warningMs) setLeft(Math.ceil(over / 1_000));
    };
    for (const sign of SIGNS_OF_LIFE) addEventListener(sign, alive, { capture: true, passive: true });
    const timer = setInterval(look, 500);
    return () => {
      clearInterval(timer);
      for (const sign of SIGNS_OF_LIFE) removeEventListener(sign, alive, { capture: true });
    };
  }, [onOver, quietMs, warningMs]);
  return left;
};
