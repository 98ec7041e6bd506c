import { writtenOf } from '#agreement/state';
import type { Problem } from '#contract/problems';
import { isRefusal } from '#contract/refusal';
import { documentRules, judge } from '#identity/permissions';
import type { Store } from '#store/port';
import type { Ceremonies } from './ceremonies.ts';
import { agreementStream, findAgreement } from '#projections/live-ceremony';
import { subjectOf } from './subject.ts';
import { currentPerson, type Viewer } from './viewer.ts';

type Refused = { readonly ok: false; readonly problem: Problem };

const no = (code: Problem['code'], detail: string): Refused => ({ ok: false, problem: { code, detail } });

/** The document as it stands, for its signatories and the legal officer. */
export const createReadDocument =
  (house: { readonly ceremonies: Ceremonies; readonly store: Store }) =>
  async (
    viewer: Viewer,
    agreementId: string,
  ): Promise<
    { readonly ok: true; readonly bytes: Uint8Array; readonly sha256: string; readonly fileName: string } | Refused
  > => {
    const live = await house.ceremonies.load(viewer.ceremonyId);
    if (live === null) return no('not-signed-in', 'This ceremony is not here.');
    const person = currentPerson(live, viewer);
    if (isRefusal(person)) return { ok: false, problem: person.refused };
    const subject = subjectOf(live, person, agreementId);
    const refusal = judge(documentRules.read, subject);
    if (refusal !== null && judge(documentRules.readAny, subject) !== null)
      return { ok: false, problem: refusal.refused };
    const state = findAgreement(live, agreementId);
    if (state.phase === 'unknown') return no('unknown-agreement', 'There is no such agreement.');
    const written = writtenOf(state);
    if (written === null) return no('not-ready', 'The document of this agreement has not been made ready yet.');
    const bytes = await house.store.readDocument(live.ceremonyId, agreementStream(agreementId));
    if (bytes === null) return no('unknown-document', 'The document is missing.');
    // A signature may have come in while the store was reading: bytes and hash must be of one moment.
    const { sha256, bytes: length } = written.document;
    return {
      ok: true,
      bytes: bytes.subarray(0, length),
      sha256,
      fileName: `${live.ceremonyId}-${state.draft.number}.pdf`,
    };
  };

/** The revision that is prepared for this person, to be appended to the document. */
export const createReadPrepared =
  (house: { readonly ceremonies: Ceremonies; readonly store: Store }) =>
  async (viewer: Viewer, agreementId: string): Promise<{ readonly ok: true; readonly bytes: Uint8Array } | Refused> => {
    const live = await house.ceremonies.load(viewer.ceremonyId);
    if (live === null) return no('not-signed-in', 'This ceremony is not here.');
    const person = currentPerson(live, viewer);
    if (isRefusal(person)) return { ok: false, problem: person.refused };
    const refusal = judge(documentRules.prepared, subjectOf(live, person, agreementId));
    if (refusal !== null) return { ok: false, problem: refusal.refused };
    const bytes = await house.store.readPrepared(live.ceremonyId, agreementStream(agreementId), person.personId);
    return bytes === null ? no('nothing-prepared', 'Nothing is prepared for you.') : { ok: true, bytes };
  };
