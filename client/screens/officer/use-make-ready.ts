import { useEffect, useRef, useState } from 'preact/hooks';
import { useVisit } from '../../state/visit.ts';

export type Making = { readonly done: number; readonly all: number; readonly failed: number };

/** Makes drafts ready one after another, so that a stop or a lost connection leaves the rest as it was. */
export const useMakeReady = (): {
  readonly making: Making | null;
  readonly failed: number;
  readonly make: (agreementIds: readonly string[]) => Promise<void>;
  readonly stop: () => void;
} => {
  const { connection } = useVisit();
  const [making, setMaking] = useState<Making | null>(null);
  const [failed, setFailed] = useState(0);
  const isStopped = useRef(false);
  useEffect(
    () => () => {
      isStopped.current = true;
    },
    [],
  );
  const make = async (agreementIds: readonly string[]): Promise<void> => {
    isStopped.current = false;
    let progress: Making = { done: 0, all: agreementIds.length, failed: 0 };
    setMaking(progress);
    for (const agreementId of agreementIds) {
      if (isStopped.current) break;
      const answer = await connection.command('agreement:make-ready', { agreementId });
      const isRefused = !answer.ok && answer.problem.code !== 'already-ready';
      progress = { ...progress, done: progress.done + 1, failed: progress.failed + (isRefused ? 1 : 0) };
      setMaking(progress);
    }
    setMaking(null);
    setFailed(progress.failed);
  };
  return {
    making,
    failed,
    make,
    stop: () => {
      isStopped.current = true;
    },
  };
};
