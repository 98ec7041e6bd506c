import type { Problem } from '#contract/problems';
import { isRefusal } from '#contract/refusal';
import { documentRules, judge } from '#identity/permissions';
import type { Store } from '#store/port';
import type { Ceremonies } from './ceremonies.ts';
import { PROOF_OWNER, paperDocument, proofDocument } from './proof-place.ts';
import { scanType } from './scan-type.ts';
import { waveDocument } from './sign-wave.ts';
import { subjectOf } from './subject.ts';
import { currentPerson, type Viewer } from './viewer.ts';

type House = { readonly ceremonies: Ceremonies; readonly store: Store };
type Answer =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly mediaType: string }
  | { readonly ok: false; readonly problem: Problem };

/** For whom the rule allows it, what `find` finds; `nothing` says what is missing otherwise. */
const reading = async (
  house: House,
  viewer: Viewer,
  rule: keyof typeof documentRules,
  find: (personId: string) => Promise<Uint8Array | null>,
  nothing: Problem,
): Promise<Answer> => {
  const live = await house.ceremonies.load(viewer.ceremonyId);
  if (live === null) return { ok: false, problem: { code: 'not-signed-in', detail: 'This ceremony is not here.' } };
  const person = currentPerson(live, viewer);
  if (isRefusal(person)) return { ok: false, problem: person.refused };
  const refusal = judge(documentRules[rule], subjectOf(live, person));
  if (refusal !== null) return { ok: false, problem: refusal.refused };
  const bytes = await find(person.personId);
  if (bytes === null) return { ok: false, problem: nothing };
  return { ok: true, bytes, mediaType: scanType(bytes) ?? 'application/octet-stream' };
};

/** The last proof of an agreement, for the legal officer. */
export const createReadProof = (house: House) => (viewer: Viewer, agreementId: string) =>
  reading(
    house,
    viewer,
    'proof',
    () => house.store.readPrepared(viewer.ceremonyId, proofDocument(agreementId), PROOF_OWNER),
    { code: 'unknown-document', detail: 'No proof of this agreement was made.' },
  );

/** The scan of an agreement that was signed on paper, for the legal officer. */
export const createReadPaper = (house: House) => (viewer: Viewer, agreementId: string) =>
  reading(house, viewer, 'paper', () => house.store.readDocument(viewer.ceremonyId, paperDocument(agreementId)), {
    code: 'unknown-document',
    detail: 'No scan of this agreement was taken in.',
  });

/** The revisions of a wave that this witness is about to sign, as `segment-bundle` writes them. */
export const createReadPreparedWave = (house: House) => (viewer: Viewer, wave: number) =>
  reading(
    house,
    viewer,
    'preparedWave',
    (personId) => house.store.readPrepared(viewer.ceremonyId, waveDocument(wave), personId),
    { code: 'nothing-prepared', detail: 'Nothing is prepared for you.' },
  );
