import { answerOf, isRefusal, refuse, type Refusal, type Refused } from '#contract/refusal';
import { documentRules } from '#identity/permissions';
import { findAgreement } from '#projections/live-ceremony';
import { NotAsWritten } from '#projections/not-as-written';
import { sha256Hex } from '#signing/revision-writer';
import type { Store } from '#store/port';
import { notAsWritten } from './as-written.ts';
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
    () => scanOf(house, viewer.ceremonyId, agreementId),
    refuse('unknown-document', 'No scan of this agreement was taken in.'),
  );

const scanOf = async ({ ceremonies, store }: House, ceremonyId: string, agreementId: string) => {
  const document = paperDocument(agreementId);
  const bytes = await store.readDocument(ceremonyId, document);
  const live = await ceremonies.load(ceremonyId);
  const state = live === null ? null : findAgreement(live, agreementId);
  // F45
  if (bytes !== null && state?.phase === 'paper' && sha256Hex(bytes) !== state.paper.sha256)
    throw new NotAsWritten(notAsWritten(document));
  return bytes;
};

/** The revisions of a wave that this witness is about to sign, as `segment-bundle` writes them. */
export const createReadPreparedWave = (house: House) => (viewer: Viewer, wave: number) =>
  reading(
    house,
    viewer,
    'preparedWave',
    (personId) => house.store.readPrepared(viewer.ceremonyId, waveDocument(wave), personId),
    refuse('nothing-prepared', 'Nothing is prepared for you. Prepare again.'),
  );
