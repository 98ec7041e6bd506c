import type { CommandName } from '#contract/commands';
import type { Handler } from './act.ts';
import { consent, decline, makeReady } from './act-agreement.ts';
import {
  clearStage,
  closeCeremony,
  closeSession,
  goLive,
  openCeremony,
  openSession,
  sendBack,
  startItem,
  callToStage,
} from './act-ceremony.ts';
import { acceptNotice, confirmIdentity, enterCode, issueCode, reissueLink, revokeLink } from './act-identity.ts';
import { completeSigning } from './complete-signing.ts';
import { enrol } from './enrol.ts';
import { prepareSigning } from './prepare-signing.ts';

/** Every command of the wire and who handles it. A name that is missing here does not compile. */
export const commandTable = {
  'ceremony:open': openCeremony,
  'ceremony:go-live': goLive,
  'ceremony:close': closeCeremony,
  'notice:accept': acceptNotice,
  'link:reissue': reissueLink,
  'link:revoke': revokeLink,
  'identity:confirm': confirmIdentity,
  'identity:issue-code': issueCode,
  'identity:enter-code': enterCode,
  'stage:call': callToStage,
  'stage:send-back': sendBack,
  'stage:clear': clearStage,
  'rundown:start': startItem,
  'session:open': openSession,
  'session:close': closeSession,
  'agreement:make-ready': makeReady,
  'agreement:consent': consent,
  'agreement:decline': decline,
  'signing:enrol': enrol,
  'signing:prepare': prepareSigning,
  'signing:complete': completeSigning,
} satisfies { readonly [Name in CommandName]: Handler<Name> };
