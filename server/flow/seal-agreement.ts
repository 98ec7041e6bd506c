import { decide } from '#agreement/decide';
import { isRefusal, refuse, type Refusal } from '#contract/refusal';
import { agreementStream, findAgreement, type LiveCeremony } from '#projections/live-ceremony';
import { seal } from '#signing/certify';
import { growDocument } from '#signing/open-document';
import { agreementWrites, type Proposal, type Tools } from './act.ts';
import { appendEvidence } from './append-evidence.ts';
import { openedDocument } from './open-documents.ts';
import { sealStamped } from './seal-stamped.ts';
import { authorityOf } from './tools-of.ts';

export const SEAL_FIELD = 'seal-1';

export type SealingTools = Pick<Tools, 'store' | 'authority' | 'turn' | 'timeStamps' | 'revocations' | 'foreign'>;

/**
 * A19, F14: the organiser's last signature over an agreement that everyone has signed, what is needed to judge it later,
 * and a timestamp over everything, with the event that says so; nothing is written yet. An agreement that is sealed
 * already gives a proposal without events. Refused while somebody has still to sign, and for a document of an older
 * Teken, which has no place for a seal.
 */
export const sealAgreement = async (
  live: LiveCeremony,
  agreementId: string,
  tools: SealingTools,
  now: Date,
): Promise<Proposal | Refusal> => {
  const state = findAgreement(live, agreementId);
  if (state.phase === 'unknown') return refuse('unknown-agreement', 'There is no such agreement.');
  if (state.phase === 'sealed') return { writes: [] };
  if (state.phase !== 'complete') return refuse('not-complete', 'Not everyone has signed this agreement.');
  const stream = agreementStream(agreementId);
  // F43: refused by the law, it would be left for ever and nobody told.
  const document = await openedDocument(tools.store, live, agreementId, state.document);
  const { signed, stamped } = await sealStamped(live, tools, (stamp) =>
    seal(document, {
      field: SEAL_FIELD,
      at: now,
      name: live.ceremony.plan?.organiser ?? '',
      reason: 'Segel penyelenggara',
      appearance: null,
      signer: authorityOf(tools.authority, live).sealSigner,
      ...stamp,
    }),
  );
  if (isRefusal(signed)) return refuse('not-complete', `${signed.refused.detail}. It cannot be sealed.`);
  const sealed = growDocument(document, signed.segment);
  const isCertifiedByOthers = state.signatures.some(({ certifiedBy }) => certifiedBy !== null);
  const { bytes, sha256, archive, reached } = await appendEvidence({ live, isCertifiedByOthers }, sealed, tools, {
    now,
    stamped,
  });
  const decision = decide(
    {
      name: 'seal',
      baseSha256: state.document.sha256,
      sha256,
      bytes: bytes.length,
      timestamp: stamped.timestamp,
      archive,
      reached,
    },
    state,
    now.toISOString(),
  );
  if (isRefusal(decision)) return decision;
  return {
    writes: agreementWrites(agreementId, decision),
    // After the certified document and every signature.
    segments: [
      { document: stream, index: state.document.history.length, bytes: bytes.subarray(document.file.bytes.length) },
    ],
  };
};
