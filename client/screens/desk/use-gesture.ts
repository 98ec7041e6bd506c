import { useEffect, useRef } from 'preact/hooks';
import { useVisit } from '../../state/visit.ts';
import { forgetGesture, keepGesture, keptGesture, type Gesture } from './gesture-memory.ts';

/** Remembers a gesture while it runs, and hands back one that a reload cut short, once `canGoOn`. */
export const useGesture = (
  canGoOn: boolean,
  goOn: (gesture: Gesture) => void,
): { readonly begin: (gesture: Gesture) => void; readonly end: () => void } => {
  const { session, table } = useVisit();
  const { ceremonyId } = session;
  const { personId } = session.person;
  const asked = useRef(false);
  useEffect(() => {
    if (!canGoOn || asked.current || table !== null) return;
    asked.current = true;
    const gesture = keptGesture(sessionStorage, { ceremonyId, personId }, Date.now());
    if (gesture !== null) goOn(gesture);
  }, [canGoOn, goOn, ceremonyId, personId, table]);
  return {
    begin: (gesture) => {
      asked.current = true;
      if (table === null) keepGesture(sessionStorage, { ceremonyId, personId }, gesture, Date.now());
    },
    end: () => forgetGesture(sessionStorage, { ceremonyId, personId }),
  };
};
