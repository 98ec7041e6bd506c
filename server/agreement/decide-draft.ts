import { refuse, type Refusal } from '#contract/refusal';
import type { AgreementCommand } from './commands.ts';
import { hasEnded, type AgreementDecision, type Known } from './open-for-signing.ts';

type Of<Name extends AgreementCommand['name']> = Extract<AgreementCommand, { name: Name }>;
type Draft = Extract<Known, { phase: 'draft' }>;

const fixed = (state: Exclude<Known, { phase: 'draft' }>): Refusal =>
  state.phase === 'voided' || state.phase === 'replaced'
    ? hasEnded(state)
    : refuse('already-ready', 'The document of this agreement exists already.');

/** A2: the organiser certifies once; after that the text is fixed. */
export const makeReady = (command: Of<'make-ready'>, state: Known): AgreementDecision => {
  if (state.phase !== 'draft') return fixed(state);
  const { sha256, bytes, pages, template, order } = command;
  return [{ type: 'agreement-readied', data: { sha256, bytes, pages, template, order } }];
};

/** A16: any number of proofs, until the text is fixed. */
export const makeProof = (command: Of<'make-proof'>, state: Known): AgreementDecision => {
  if (state.phase !== 'draft') return fixed(state);
  const { sha256, bytes, pages, template } = command;
  return [{ type: 'agreement-proofed', data: { sha256, bytes, pages, template } }];
};

/** A17: the text names the signatory, so it is changed while it is a draft, and by a new version afterwards. */
export const replaceSignatory = (command: Of<'replace-signatory'>, state: Known): AgreementDecision => {
  if (state.phase !== 'draft') {
    const refusal = fixed(state);
    return refusal.refused.code === 'already-ready'
      ? refuse('needs-new-version', 'The text is fixed and names its signatories. Replace it by a new version.')
      : refusal;
  }
  const { field, personId, basis, fits } = command;
  const known = signatoryAt(state, field);
  if (known === undefined) return refuse('not-a-signatory', `Nobody signs ${field} in this agreement.`);
  if (known.personId === personId) return [];
  const isTwice = state.signatories.some((one) => one.personId === personId);
  if (!fits || isTwice) return refuse('wrong-signatory', 'This person cannot sign in that place.');
  return [{ type: 'signatory-replaced', data: { field, personId, basis } }];
};

const signatoryAt = (state: Draft, field: string) => state.signatories.find((one) => one.field === field);

/** A18: who has not finished signing may do so in another wave. */
export const move = (command: Of<'move'>, state: Known): AgreementDecision => {
  if (state.phase === 'voided' || state.phase === 'replaced') return hasEnded(state);
  if (state.phase !== 'draft' && state.phase !== 'ready') {
    return refuse('already-signed', 'This agreement is not waiting to be signed.');
  }
  if (command.target === 'unknown') return refuse('unknown-wave', `No wave ${command.wave} is planned.`);
  if (command.wave === state.wave) return [];
  if (command.target === 'closed') return refuse('session-closed', `Wave ${command.wave} has been closed.`);
  return [{ type: 'agreement-moved', data: { wave: command.wave } }];
};
