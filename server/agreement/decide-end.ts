import { isRefusal, refuse } from '#contract/refusal';
import type { AgreementCommand } from './commands.ts';
import { hasEnded, openForSigning, type AgreementDecision, type Known } from './open-for-signing.ts';

type Of<Name extends AgreementCommand['name']> = Extract<AgreementCommand, { name: Name }>;

/** A11: whoever has signed cannot decline any more; a witness may not decline for the parties; a link alone may not for its holder. */
export const decline = (command: Of<'decline'>, state: Known): AgreementDecision => {
  const open = openForSigning(state);
  if (isRefusal(open)) return open;
  const signatory = open.signatories.find((one) => one.personId === command.personId);
  if (signatory === undefined || signatory.capacity !== 'party') {
    return refuse('not-a-signatory', 'Only a party of this agreement can decline it.');
  }
  if (open.signatures.some((one) => one.personId === command.personId)) {
    return refuse('already-signed', 'You have signed this agreement.');
  }
  if (!command.identified) return refuse('identity-not-confirmed', 'An officer has to confirm you first.');
  const { personId, reasonCommitment } = command;
  return [{ type: 'agreement-declined', data: { personId, reasonCommitment } }];
};

/** A20: at any time, also after sealing; the document stays, and says so no more than the ledger does. */
export const declareVoid = (command: Of<'void'>, state: Known): AgreementDecision => {
  if (state.phase === 'voided') return [];
  if (state.phase === 'replaced') return hasEnded(state);
  return [{ type: 'agreement-voided', data: { by: command.officer, reasonCommitment: command.reasonCommitment } }];
};

/** A21: a draft is simply changed; everything that had a text is ended by the version that follows it. */
export const replace = (command: Of<'replace'>, state: Known): AgreementDecision => {
  if (state.phase === 'voided' || state.phase === 'replaced') return hasEnded(state);
  if (state.phase === 'draft') return refuse('not-ready', 'This is a draft still: change it.');
  const { officer: by, reasonCommitment, nextId } = command;
  const nextVersion = state.draft.version + 1;
  return [{ type: 'agreement-replaced', data: { by, reasonCommitment, nextId, nextVersion } }];
};

/** A23: the same version with ink instead; nobody signs it here any more. */
export const signOnPaper = (command: Of<'sign-on-paper'>, state: Known): AgreementDecision => {
  const open = openForSigning(state);
  if (isRefusal(open)) return open;
  const { officer: by, sha256, bytes, mediaType, signedOn } = command;
  return [{ type: 'agreement-signed-on-paper', data: { by, sha256, bytes, mediaType, signedOn } }];
};
