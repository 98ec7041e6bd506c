import type { offlineId } from '../id/offline.ts';
import type { WordsOf } from '../words.ts';

export const offlineEn: WordsOf<typeof offlineId> = {
  title: 'Checking without a network',
  lead: 'This page checks the exported folder of a ceremony on your own device: the ledger, the documents and every signature. Nothing is sent anywhere.',
  choose: 'Choose this folder',
  again: 'Check another folder',
  checking: (done, of) => `Checking document ${done} of ${of}`,
  reading: 'Reading the ledger',
  failed: 'The folder cannot be checked:',
  good: 'Everything holds',
  goodBody: 'The ledger is unbroken, every document is the one that the ledger names, and every signature matches.',
  bad: 'Something does not match',
  badBody: 'Do not rely on what is marked red; ask for the original folder.',
  sample: 'SAMPLE: the names and companies here are invented.',
  rehearsal: 'REHEARSAL: not valid, binds nobody.',
  ledger: 'Ledger',
  ledgerGood: (events) => `${events} events, the chain is unbroken.`,
  ledgerBad: (at) => `The ledger does not match at event ${at}:`,
  ledgerProblems: {
    'not-an-event': 'this is no event of a ledger.',
    'chain-broken': 'its hash fits neither its content nor the event before.',
    'other-head': 'the ledger ends elsewhere than the export says.',
    'other-root': 'its root is not the one that the export names.',
    'other-fixed-root': 'the root of the closing does not fit its events.',
  },
  root: (upTo) => `Root over events 1–${upTo}`,
  compare:
    'Compare this root with the one that the custodians hold, and the fingerprint of the root certificate with the one that the organiser has announced: that alone this page cannot check by itself.',
  fingerprint: 'Fingerprint of the root certificate (SHA-256)',
  documents: 'Documents',
  standing: {
    same: (position) => `as the ledger names it, event ${position}`,
    grown: (position) => `an earlier state: as the ledger named it at event ${position}`,
    other: 'not what the ledger names',
    missing: 'not in the folder',
    unnamed: 'not named by the ledger',
  },
  noSignatures: 'without electronic signatures',
  verdicts: {
    valid: 'signatures match',
    invalid: 'signatures do not match',
    indeterminate: 'cannot be made certain',
    unreadable: 'cannot be read',
  },
  attested: {
    signer: 'time as the signer stated it',
    organiser: 'time attested by the organiser only',
    external: 'time attested by an outside authority',
  },
  legalNote: 'What is judged is the files and their signatures, not whether an agreement is valid in law.',
};
