import { refuse } from '#contract/refusal';
import type { CeremonyCommand } from './commands.ts';
import type { CeremonyDecision } from './decision.ts';
import type { CeremonyState } from './state.ts';
import { closeCeremony, goLive, openCeremony } from './decide-phase.ts';
import { acceptNotice, arrive, reissueLink, revokeLink } from './decide-arrival.ts';
import { confirmIdentity, enterCode, issueCode, recordCertificate } from './decide-identity.ts';
import { callToStage, clearStage, sendBack, startItem } from './decide-stage.ts';
import { closeSession, openSession } from './decide-session.ts';

/** Decides what happens, given what has happened; `now` is ISO 8601. An empty list means: nothing new. */
export const decide = (command: CeremonyCommand, state: CeremonyState, now: string): CeremonyDecision => {
  // C1: nothing happens in a ceremony that was never planned.
  if (state.plan === null) return refuse('wrong-phase', 'This ceremony has not been planned.');
  switch (command.name) {
    case 'open-ceremony':
      return openCeremony(state);
    case 'go-live':
      return goLive(state);
    case 'close-ceremony':
      return closeCeremony(state);
    case 'arrive':
      return arrive(command, state, now);
    case 'accept-notice':
      return acceptNotice(command, state);
    case 'reissue-link':
      return reissueLink(command, state);
    case 'revoke-link':
      return revokeLink(command, state);
    case 'issue-code':
      return issueCode(command, state);
    case 'enter-code':
      return enterCode(command, state, now);
    case 'confirm-identity':
      return confirmIdentity(command, state);
    case 'record-certificate':
      return recordCertificate(command, state);
    case 'call-to-stage':
      return callToStage(command, state);
    case 'send-back':
      return sendBack(command, state);
    case 'clear-stage':
      return clearStage(state);
    case 'start-item':
      return startItem(command, state);
    case 'open-session':
      return openSession(command, state);
    case 'close-session':
      return closeSession(command, state);
  }
};
