import { decide } from '#agreement/decide';
import { isRefusal, refuse, type Refusal } from '#contract/refusal';
import { seal } from '#signing/certify';
import { agreementStream, findAgreement, type LiveCeremony } from '#projections/live-ceremony';
import { agreementWrites, type Proposal, type Tools } from './act.ts';
import { authorityOf } from './tools-of.ts';

export const SEAL_FIELD = 'seal-1';

/**
 * A19: the organiser's last signature over an agreement that everyone has signed, with the event that says so; nothing
 * is written yet. An agreement that is sealed already gives a proposal without events. Refused while somebody has still
 * to sign, and for a document of an older Teken, which has no place for a seal.
 */
export const sealAgreement = async (
  live: LiveCeremony,
  agreementId: string,
  tools: Pick<Tools, 'store' | 'authority' | 'turn'>,
  now: Date,
): Promise<Proposal | Refusal> => {
  const state = findAgreement(live, agreementId);
  if (state.phase === 'unknown') return refuse('unknown-agreement', 'There is no such agreement.');
  if (state.phase === 'sealed') return { writes: [] };
  if (state.phase !== 'complete') return refuse('not-complete', 'Not everyone has signed this agreement.');
  const stream = agreementStream(agreementId);
  const document = await tools.store.readDocument(live.ceremonyId, stream);
  if (document === null) throw new Error(`The document of ${agreementId} is missing from the store.`);
  const sealed = await tools.turn(() =>
    seal(document, {
      field: SEAL_FIELD,
      at: now,
      name: live.ceremony.plan?.organiser ?? '',
      reason: 'Segel penyelenggara',
      appearance: null,
      signer: authorityOf(tools.authority, live).sealSigner,
    }),
  );
  if (isRefusal(sealed)) return refuse('not-complete', `${sealed.refused.detail}. It cannot be sealed.`);
  const { sha256, segment } = sealed;
  const bytes = document.length + segment.length;
  const baseSha256 = state.document.sha256;
  const decision = decide(
    {
      name: 'seal',
      baseSha256,
      sha256,
      bytes,
      timestamp: null,
      validationData: false,
      archive: { timestamp: null, problem: null },
    },
    state,
    now.toISOString(),
  );
  if (isRefusal(decision)) return decision;
  return {
    writes: agreementWrites(agreementId, decision),
    // After the certified document and every signature.
    segments: [{ document: stream, index: state.signatures.length + 1, bytes: segment }],
  };
};
