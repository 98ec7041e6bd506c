import { refuse } from '#contract/refusal';
import type { AgreementCommand } from './commands.ts';
import { archive, renewArchive, seal } from './decide-archive.ts';
import { complete } from './decide-complete.ts';
import { consent } from './decide-consent.ts';
import { makeProof, makeReady, move, replaceSignatory } from './decide-draft.ts';
import { declareVoid, decline, replace, signOnPaper } from './decide-end.ts';
import { prepare } from './decide-prepare.ts';
import type { AgreementDecision } from './open-for-signing.ts';
import type { AgreementState } from './state.ts';

/** Decides what happens to one agreement, given what has happened to it; `now` is ISO 8601. An empty list: nothing new. */
export const decide = (command: AgreementCommand, state: AgreementState, now: string): AgreementDecision => {
  // A1
  if (state.phase === 'unknown') return refuse('unknown-agreement', 'There is no such agreement.');
  switch (command.name) {
    case 'make-proof':
      return makeProof(command, state);
    case 'make-ready':
      return makeReady(command, state);
    case 'replace-signatory':
      return replaceSignatory(command, state);
    case 'move':
      return move(command, state);
    case 'consent':
      return consent(command, state);
    case 'decline':
      return decline(command, state);
    case 'prepare':
      return prepare(command, state);
    case 'complete':
      return complete(command, state, now);
    case 'seal':
      return seal(command, state, now);
    case 'archive':
      return archive(command, state);
    case 'renew-archive':
      return renewArchive(command, state);
    case 'void':
      return declareVoid(command, state);
    case 'replace':
      return replace(command, state);
    case 'sign-on-paper':
      return signOnPaper(command, state);
  }
};
