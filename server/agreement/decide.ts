import { refuse } from '#contract/refusal';
import type { AgreementCommand } from './commands.ts';
import { complete } from './decide-complete.ts';
import { consent } from './decide-consent.ts';
import { prepare } from './decide-prepare.ts';
import { openForSigning, type AgreementDecision, type Known } from './open-for-signing.ts';
import type { AgreementState } from './state.ts';

/** Decides what happens to one agreement, given what has happened to it; `now` is ISO 8601. */
export const decide = (command: AgreementCommand, state: AgreementState, now: string): AgreementDecision => {
  if (state.phase === 'unknown') return refuse('unknown-agreement', 'There is no such agreement.');
  switch (command.name) {
    case 'make-ready': {
      // A2: the organiser certifies once; after that the text is fixed.
      if (state.phase !== 'draft') return refuse('already-ready', 'The document of this agreement exists already.');
      const { sha256, bytes, pages, template } = command;
      return [{ type: 'agreement-readied', data: { sha256, bytes, pages, template } }];
    }
    case 'consent':
      return consent(command, state);
    case 'decline':
      return decline(command, state);
    case 'prepare':
      return prepare(command, state);
    case 'complete':
      return complete(command, state, now);
  }
};

/** A11: whoever has signed cannot decline any more; a witness may not decline for the parties; a link alone may not for its holder. */
const decline = (command: Extract<AgreementCommand, { name: 'decline' }>, state: Known): AgreementDecision => {
  const open = openForSigning(state);
  if ('refused' in open) return open;
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
