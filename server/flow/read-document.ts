import { writtenOf } from '#agreement/state';
import { answerOf, isRefusal, refuse, type Refused } from '#contract/refusal';
import { documentRules } from '#identity/permissions';
import { agreementStream, findAgreement } from '#projections/live-ceremony';
import { NotAsWritten } from '#projections/not-as-written';
import type { Store } from '#store/port';
import { asWritten, notAsWritten } from './as-written.ts';
import type { Ceremonies } from './ceremonies.ts';
import { permitted } from './permitted.ts';
import type { Viewer } from './viewer.ts';

/** The document as it stands, for its signatories and the legal officer. */
export const createReadDocument =
  (house: { readonly ceremonies: Ceremonies; readonly store: Store }) =>
  async (
    viewer: Viewer,
    agreementId: string,
  ): Promise<
    { readonly ok: true; readonly bytes: Uint8Array; readonly sha256: string; readonly fileName: string } | Refused
  > => {
    const { read, readAny } = documentRules;
    const seen = permitted(await house.ceremonies.load(viewer.ceremonyId), viewer, [read, readAny], agreementId);
    if (isRefusal(seen)) return answerOf(seen);
    const { live } = seen;
    const state = findAgreement(live, agreementId);
    if (state.phase === 'unknown') return answerOf(refuse('unknown-agreement', 'There is no such agreement.'));
    const written = writtenOf(state);
    if (written === null)
      return answerOf(refuse('not-ready', 'The document of this agreement has not been made ready yet.'));
    const bytes = await house.store.readDocument(live.ceremonyId, agreementStream(agreementId));
    if (bytes === null) return answerOf(refuse('unknown-document', 'The document is missing.'));
    // A signature may have come in while the store was reading: bytes and hash must be of one moment.
    const document = asWritten(bytes, written.document);
    // F45
    if (document === null) throw new NotAsWritten(notAsWritten(agreementStream(agreementId)));
    return {
      ok: true,
      bytes: document,
      sha256: written.document.sha256,
      fileName: `${live.ceremonyId}-${state.draft.number}.pdf`,
    };
  };

/** The revision that is prepared for this person, to be appended to the document. */
export const createReadPrepared =
  (house: { readonly ceremonies: Ceremonies; readonly store: Store }) =>
  async (viewer: Viewer, agreementId: string): Promise<{ readonly ok: true; readonly bytes: Uint8Array } | Refused> => {
    const live = await house.ceremonies.load(viewer.ceremonyId);
    const seen = permitted(live, viewer, [documentRules.prepared], agreementId);
    if (isRefusal(seen)) return answerOf(seen);
    const { ceremonyId, personId } = viewer;
    const bytes = await house.store.readPrepared(ceremonyId, agreementStream(agreementId), personId);
    return bytes === null
      ? answerOf(refuse('nothing-prepared', 'Nothing is prepared for you. Prepare again.'))
      : { ok: true, bytes };
  };
