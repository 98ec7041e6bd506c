import { isRefusal, refuse, type Refusal } from '#contract/refusal';
import type { AgreementCommand, Entitlement, SessionState, Signer } from './commands.ts';
import { findSignatory } from './find-signatory.ts';
import { openForSigning, type AgreementDecision, type Known, type Open } from './open-for-signing.ts';
import type { Evidence } from './events.ts';
import { turnsOf, type Signatory } from './state.ts';

export const prepare = (command: Extract<AgreementCommand, { name: 'prepare' }>, state: Known): AgreementDecision => {
  const entitled = mayPrepare(state, command.signer, command.session);
  if (isRefusal(entitled)) return entitled;
  const { baseSha256, preparedSha256 } = command;
  // A8: what was prepared extends the document as it stands now.
  if (entitled.open.document.sha256 !== baseSha256) {
    return refuse('base-moved', 'Another signature came in between. Prepare again.');
  }
  const { personId } = command.signer;
  const { field } = entitled.signatory;
  const { certificateSha256 } = entitled;
  return [{ type: 'signature-prepared', data: { personId, field, baseSha256, preparedSha256, certificateSha256 } }];
};

export type Entitled = {
  readonly open: Open;
  readonly signatory: Signatory;
  readonly certificateSha256: string;
  readonly evidence: Evidence;
};

/** Who may sign now, and the evidence for it; asked before anything is computed, and again before anything is written. */
export const mayPrepare = (state: Known, signer: Signer, session: SessionState): Entitled | Refusal => {
  const open = openForSigning(state);
  if (isRefusal(open)) return open;
  // A7: only while the director's signing session is open.
  if (session !== 'open') {
    return session === 'closed'
      ? refuse('session-closed', 'The signing session has closed. Nothing was signed.')
      : refuse('session-not-open', 'The signing session has not been opened yet.');
  }
  const signatory = findSignatory(open, signer);
  if (signatory === undefined) return refuse('not-a-signatory', 'You are not a signatory of this agreement.');
  if (open.signatures.some((one) => one.field === signatory.field)) {
    return refuse('already-signed', 'You have signed this agreement already.');
  }
  // A15: neither did anybody else's standing become bad meanwhile.
  if (signer.entitlement !== 'entitled') return refuse(signer.entitlement, NOT_ENTITLED[signer.entitlement]);
  // A4: one after another, or side by side, as the template says.
  if (!turnsOf(open).some(({ field }) => field === signatory.field)) {
    return refuse('not-your-turn', 'Another signatory signs first. You will be told when it is your turn.');
  }
  // A9: identified by an officer, with a certificate on this very device.
  if (signer.identity === null) return refuse('identity-not-confirmed', 'An officer has to confirm you first.');
  if (signer.certificateSha256 === null || signer.device === null) {
    return refuse('no-certificate', 'This device has no certificate for you yet. Ask for one first.');
  }
  const consent = open.consents.get(signer.personId);
  // A6: what somebody else read on another device, nobody has read here.
  if (consent === undefined || consent.device !== signer.device)
    return refuse('consent-missing', 'Read every page and consent first.');
  return {
    open,
    signatory,
    certificateSha256: signer.certificateSha256,
    evidence: {
      identifiedBy: signer.identity.method,
      officer: signer.identity.officer,
      identifiedAt: signer.identity.at,
      consentedSha256: consent.sha256,
      consentedAt: consent.at,
      shown: consent.shown,
      device: signer.device,
      actingFor: signatory.personId === signer.personId ? null : signatory.personId,
      certifiedBy: signer.certifiedBy,
      table: signer.table,
      assistedBy: signer.assistedBy,
    },
  };
};

const NOT_ENTITLED = {
  'party-not-cleared': 'A party of this agreement has not been cleared.',
  'authority-missing': 'No checked authority entitles a signatory of this agreement to sign for the party.',
  'authority-expired': 'The authority of a signatory of this agreement has expired.',
  'authority-exceeded': 'This agreement exceeds the authority of a signatory.',
} as const satisfies { readonly [What in Exclude<Entitlement, 'entitled'>]: string };
