import type { tableId } from '../id/table.ts';
import type { WordsOf } from '../words.ts';

export const tableEn: WordsOf<typeof tableId> = {
  linkTitle: 'Signing table',
  linkBody:
    'This device becomes the shared tablet of a signing table. Keys and personal invitations kept in this browser are deleted. Open this link on the tablet of the table only.',
  linkAct: 'Make this the tablet of the table',
  starting: 'Cleaning the tablet…',
  waitingTitle: 'Welcome',
  waitingBody: 'The officer calls the next name. This screen changes by itself.',
  next: 'Next',
  codeLabel: 'One-time code from the officer (eight digits)',
  codeHint: 'This code opens your papers only, and only once.',
  enter: 'Open my papers',
  badForm: 'A code has eight digits.',
  lost: 'The tablet is ready. The connection is lost; we are connecting again.',
  overTitle: 'This table is not open',
  overBody: 'Nothing is left on this tablet. Ask the protocol officer for a new link of the table.',
  idleTitle: 'Are you still here?',
  idleBody: (seconds) => `The tablet is cleaned in ${seconds} seconds. What you have signed is kept.`,
  stay: 'I am still here',
  handOver: 'Hand over the tablet',
  cleaning: 'Deleting your key from this tablet…',
};
