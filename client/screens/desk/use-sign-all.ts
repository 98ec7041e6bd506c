import { useCallback, useState } from 'preact/hooks';
import type { MyAgreementView, SelfView } from '#contract/views';
import { useVisit } from '../../state/visit.ts';
import type { Gesture } from './gesture-memory.ts';
import { signAgreement } from './sign-agreement.ts';
import { signAll, type Line } from './sign-all.ts';
import { deskOf, toSign } from './signing-line.ts';
import { stepOf } from './steps.ts';
import type { DeviceKey } from './use-device-key.ts';
import { useGesture } from './use-gesture.ts';

export type SignAll = {
  readonly lines: ReadonlyMap<string, Line>;
  /** What lies before the person now: consented to, their turn, the session open. */
  readonly ready: readonly MyAgreementView[];
  /** Of the gesture under way: how many are through, and of how many; null: none is. */
  readonly progress: { readonly done: number; readonly of: number } | null;
  readonly sign: () => void;
};

/** W50: one gesture for everything that lies before this person, with a result for each. */
export const useSignAll = (self: SelfView, deviceKey: DeviceKey): SignAll => {
  const visit = useVisit();
  const [lines, setLines] = useState<ReadonlyMap<string, Line>>(new Map());
  const [progress, setProgress] = useState<SignAll['progress']>(null);
  const phase = visit.topics.stage.value?.phase ?? 'planned';
  const ready = self.agreements.filter(
    (agreement) => stepOf(agreement, self, phase, deviceKey.state === 'held').at === 'ready',
  );

  const run = async (agreements: readonly MyAgreementView[]): Promise<void> => {
    const ids = agreements.map(({ agreementId }) => agreementId);
    let done = 0;
    setProgress({ done, of: ids.length });
    await signAll(
      ids,
      async (agreementId, onStep) => {
        const given = agreements.find((one) => one.agreementId === agreementId);
        const asked = given === undefined ? null : toSign(given, deviceKey);
        return asked === null
          ? { outcome: 'problem', problem: null }
          : signAgreement(deskOf(visit, agreementId), asked, onStep);
      },
      (agreementId, line) => {
        setLines((before) => new Map(before).set(agreementId, line));
        if (line.at !== 'waiting' && line.at !== 'signing') {
          done += 1;
          setProgress({ done, of: ids.length });
        }
      },
    );
    setProgress(null);
    gesture.end();
  };

  const goOn = useCallback(
    (kept: Gesture): void => {
      if (kept.kind !== 'agreements') return;
      // Only what was meant then, and is the same now.
      const rest = ready.filter(({ agreementId, consented }) => kept.consented[agreementId] === consented);
      if (rest.length > 0) void run(rest);
      else gesture.end();
    },
    [ready, deviceKey],
  );
  const gesture = useGesture(ready.length > 0, goOn);

  return {
    lines,
    ready,
    progress,
    sign: () => {
      if (progress !== null || ready.length === 0) return;
      const consented = Object.fromEntries(ready.map((one) => [one.agreementId, one.consented ?? '']));
      gesture.begin({ kind: 'agreements', consented });
      void run(ready);
    },
  };
};
