import { useCallback, useState } from 'preact/hooks';
import type { Problem } from '#contract/problems';
import type { MyAgreementView, SelfView } from '#contract/views';
import { useVisit } from '../../state/visit.ts';
import { fetchBytes } from './fetch-bytes.ts';
import type { Gesture } from './gesture-memory.ts';
import { signWave, type Failure, type Witnessed } from './sign-wave.ts';
import { fetchDocumentOf } from './signing-line.ts';
import type { DeviceKey } from './use-device-key.ts';
import { useGesture } from './use-gesture.ts';

export type Witness = {
  /** What waits for nobody but this witness, in the first open wave that has such. */
  readonly waiting: readonly MyAgreementView[];
  readonly wave: number | null;
  readonly progress: { readonly done: number; readonly of: number } | null;
  readonly failed: ReadonlyMap<string, Failure>;
  /** What stopped it, if anything; null while nothing has. */
  readonly problem: Problem | null | 'unreachable';
  readonly sign: () => void;
};

const waits = (agreement: MyAgreementView): boolean =>
  agreement.mine === 'your-turn' && agreement.sessionState === 'open' && agreement.document !== null;

/** W52: a witness's one tap: consents to the list as it stands on the screen, then checks and signs each. */
export const useWitness = (self: SelfView, deviceKey: DeviceKey): Witness => {
  const visit = useVisit();
  const { connection, session, table } = visit;
  const [progress, setProgress] = useState<Witness['progress']>(null);
  const [failed, setFailed] = useState<ReadonlyMap<string, Failure>>(new Map());
  const [problem, setProblem] = useState<Witness['problem']>(null);
  const wave = self.agreements.find(waits)?.wave ?? null;
  const waiting = self.agreements.filter((one) => one.wave === wave && waits(one));

  const run = async (): Promise<void> => {
    if (wave === null || deviceKey.state !== 'held' || progress !== null) return;
    const of = waiting.length;
    setProgress({ done: 0, of });
    setFailed(new Map());
    setProblem(null);
    gesture.begin({ kind: 'wave', wave });
    // A32: the list that was shown, each document by its hash; what was consented to page by page stays as it is.
    const documents = waiting.flatMap(({ agreementId, document, consented }) =>
      document === null || consented !== null ? [] : [{ agreementId, sha256: document.sha256 }],
    );
    if (documents.length > 0) {
      const answer = await connection.command('agreement:consent-wave', { wave, documents });
      if (!answer.ok) return finish(answer.problem);
    }
    const witnessed = new Map(
      waiting.flatMap(({ agreementId, document, consented, signatures }): [string, Witnessed][] => {
        const mine = signatures.find(({ isMe }) => isMe);
        const sha256 = consented ?? document?.sha256;
        if (mine === undefined || sha256 === undefined) return [];
        const otherFields = signatures.filter(({ isMe }) => !isMe).map(({ field }) => field);
        return [[agreementId, { agreementId, consented: sha256, field: mine.field, otherFields }]];
      }),
    );
    const path = `/api/c/${session.ceremonyId}/${session.person.personId}/waves/${wave}/prepared`;
    const outcome = await signWave(
      {
        prepare: () => connection.command('signing:prepare-wave', { wave }),
        fetchBundle: () => fetchBytes(path, table !== null),
        fetchDocument: (agreementId) => fetchDocumentOf(visit, agreementId),
        complete: (signatures) => connection.command('signing:complete-wave', { wave, signatures: [...signatures] }),
      },
      witnessed,
      deviceKey,
      (now) => {
        setProgress({ done: now.signed, of });
        setFailed(now.failed);
      },
    );
    setFailed(outcome.failed);
    finish(outcome.problem);
  };
  const finish = (told: Problem | null): void => {
    setProblem(told);
    setProgress(null);
    gesture.end();
  };
  const start = (): void => {
    run().catch(() => {
      setProblem('unreachable');
      setProgress(null);
    });
  };

  const goOn = useCallback(
    (kept: Gesture): void => {
      if (kept.kind === 'wave' && kept.wave === wave) start();
    },
    [wave, deviceKey],
  );
  const gesture = useGesture(wave !== null && deviceKey.state === 'held', goOn);
  return { waiting, wave, progress, failed, problem, sign: start };
};
