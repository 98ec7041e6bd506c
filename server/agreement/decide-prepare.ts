import { refuse, type Refusal } from '#contract/refusal';
import type { AgreementCommand, SessionState, Signer } from './commands.ts';
import { openForSigning, type AgreementDecision, type Known, type Open } from './open-for-signing.ts';
import type { Evidence } from './events.ts';
import { nextSignatory, type Signatory } from './state.ts';

export const prepare = (command: Extract<AgreementCommand, { name: 'prepare' }>, state: Known): AgreementDecision => {
  const entitled = mayPrepare(state, command.signer, command.session);
  if ('refused' in entitled) return entitled;
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
  if ('refused' in open) return open;
  // A7: only while the director's signing session is open.
  if (session !== 'open') {
    return session === 'closed'
      ? refuse('session-closed', 'The signing session has closed. Nothing was signed.')
      : refuse('session-not-open', 'The signing session has not been opened yet.');
  }
  if (open.signatures.some((one) => one.personId === signer.personId)) {
    return refuse('already-signed', 'You have signed this agreement already.');
  }
  if (!open.signatories.some((one) => one.personId === signer.personId)) {
    return refuse('not-a-signatory', 'You are not a signatory of this agreement.');
  }
  const signatory = nextSignatory(open);
  // A4: one after another, in the order of the template.
  if (signatory === null || signatory.personId !== signer.personId) {
    return refuse('not-your-turn', 'Another signatory signs first. You will be told when it is your turn.');
  }
  // A9: identified by an officer, with a certificate on this very device.
  if (signer.identity === null) return refuse('identity-not-confirmed', 'An officer has to confirm you first.');
  if (signer.certificateSha256 === null || signer.device === null) {
    return refuse('no-certificate', 'This device has no certificate for you yet.');
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
      device: signer.device,
    },
  };
};
