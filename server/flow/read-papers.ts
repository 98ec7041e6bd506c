import { answerOf, isRefusal, refuse, type Refusal, type Refused } from '#contract/refusal';
import { documentRules } from '#identity/permissions';
import type { Store } from '#store/port';
import type { Ceremonies } from './ceremonies.ts';
import { permitted } from './permitted.ts';
import { PROOF_OWNER, paperDocument, proofDocument } from './proof-place.ts';
import { scanType } from './scan-type.ts';
import { waveDocument } from './sign-wave.ts';
import type { Viewer } from './viewer.ts';

type House = { readonly ceremonies: Ceremonies; readonly store: Store };
type Answer = { readonly ok: true; readonly bytes: Uint8Array; readonly mediaType: string } | Refused;

/** For whom the rule allows it, what `find` finds; `nothing` says what is missing otherwise. */
const reading = async (
  house: House,
  viewer: Viewer,
  rule: keyof typeof documentRules,
  find: (personId: string) => Promise<Uint8Array | null>,
  nothing: Refusal,
): Promise<Answer> => {
  const seen = permitted(await house.ceremonies.load(viewer.ceremonyId), viewer, [documentRules[rule]]);
  if (isRefusal(seen)) return answerOf(seen);
  const bytes = await find(seen.person.personId);
  if (bytes === null) return answerOf(nothing);
  return { ok: true, bytes, mediaType: scanType(bytes) ?? 'application/octet-stream' };
};

/** The last proof of an agreement, for the legal officer. */
export const createReadProof = (house: House) => (viewer: Viewer, agreementId: string) =>
  reading(
    house,
    viewer,
    'proof',
    () => house.store.readPrepared(viewer.ceremonyId, proofDocument(agreementId), PROOF_OWNER),
    refuse('unknown-document', 'No proof of this agreement was made.'),
  );

/** The scan of an agreement that was signed on paper, for the legal officer. */
export const createReadPaper = (house: House) => (viewer: Viewer, agreementId: string) =>
  reading(
    house,
    viewer,
    'paper',
    () => house.store.readDocument(viewer.ceremonyId, paperDocument(agreementId)),
    refuse('unknown-document', 'No scan of this agreement was taken in.'),
  );

/** The revisions of a wave that this witness is about to sign, as `segment-bundle` writes them. */
export const createReadPreparedWave = (house: House) => (viewer: Viewer, wave: number) =>
  reading(
    house,
    viewer,
    'preparedWave',
    (personId) => house.store.readPrepared(viewer.ceremonyId, waveDocument(wave), personId),
    refuse('nothing-prepared', 'Nothing is prepared for you. Prepare again.'),
  );
