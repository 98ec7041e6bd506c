import { useEffect, useRef, useState } from 'preact/hooks';
import type { Problem } from '#contract/problems';
import type { MyAgreementView } from '#contract/views';
import { openDocument, type OpenedDocument } from '../../pdf/open-document.ts';
import { useVisit } from '../../state/visit.ts';
import { onlySignaturesAdded } from './added-signatures.ts';
import { fetchBytes } from './fetch-bytes.ts';

export type Shown =
  | { readonly state: 'opening' }
  | { readonly state: 'failed'; readonly problem: Problem | null; readonly again: () => void }
  | {
      readonly state: 'shown';
      readonly document: OpenedDocument;
      /** Counts how often something else than a signature was added: what was read before does not count then. */
      readonly text: number;
    };

/** Where the bytes of an agreement are. */
export const documentPath = (ceremonyId: string, personId: string, agreementId: string): string =>
  `/api/c/${ceremonyId}/${personId}/agreements/${agreementId}/document`;

/** The agreement's document as it stands, opened again whenever somebody has signed it. */
export const useDocument = (agreement: MyAgreementView): Shown => {
  const { session, table } = useVisit();
  const [shown, setShown] = useState<Shown>({ state: 'opening' });
  const [attempt, setAttempt] = useState(0);
  const before = useRef<{ readonly document: OpenedDocument; readonly text: number } | null>(null);
  const path = documentPath(session.ceremonyId, session.person.personId, agreement.agreementId);
  const standing = agreement.document?.sha256 ?? null;
  const fields = agreement.signatures.map(({ field }) => field).join(' ');

  useEffect(() => {
    if (standing === null || before.current?.document.sha256 === standing) return undefined;
    let here = true;
    const open = async (): Promise<void> => {
      const answer = await fetchBytes(path, table !== null);
      if (!here) return;
      if (!answer.ok) {
        setShown({ state: 'failed', problem: answer.problem, again: () => setAttempt((count) => count + 1) });
        return;
      }
      const document = await openDocument(answer.value);
      const old = before.current;
      const same =
        old === null || (await onlySignaturesAdded(old.document.bytes, document.bytes, fields.split(' '))) === null;
      if (!here) return document.close();
      before.current = { document, text: (old?.text ?? 0) + (same ? 0 : 1) };
      setShown({ state: 'shown', ...before.current });
      old?.document.close();
    };
    open().catch(() => {
      if (here) setShown({ state: 'failed', problem: null, again: () => setAttempt((count) => count + 1) });
    });
    return () => {
      here = false;
    };
  }, [path, standing, fields, attempt, table]);

  useEffect(() => () => before.current?.document.close(), []);
  return shown;
};
