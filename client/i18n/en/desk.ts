import type { deskId } from '../id/desk.ts';
import { pageSpans } from '../page-spans.ts';
import type { WordsOf } from '../words.ts';

const NUMBERS = ['', '', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const listed = (numbers: readonly number[]): string => {
  const spans = pageSpans(numbers);
  return spans.length < 2 ? spans.join('') : `${spans.slice(0, -1).join(', ')} and ${spans.at(-1)}`;
};

export const deskEn: WordsOf<typeof deskId> = {
  brand: 'Signing desk',
  agreement: (number) => `Agreement ${number}`,
  toStage: 'To the stage',
  stageEmpty: 'The stage is empty',
  nothingTitle: 'There is nothing for you to sign',
  nothingBody: 'You are not named as a signatory or witness in this ceremony.',

  youSign: 'What you sign',
  youWitness: 'What you witness',
  with: 'With',
  between: 'Between',
  about: 'About',
  kind: 'Kind',
  kinds: { contract: 'Contract', 'pre-contract': 'Pre-contract' },
  counted: {
    contract: (count) => `${count} ${count === '1' ? 'contract' : 'contracts'}`,
    'pre-contract': (count) => `${count} ${count === '1' ? 'pre-contract' : 'pre-contracts'}`,
  },
  value: 'Value',
  term: 'Term',
  termOf: (years, until) => `${years} ${years === 1 ? 'year' : 'years'}, until ${until}`,
  targets: 'Yearly targets',
  signatories: 'Signatories',
  witness: 'witness',
  you: 'You',
  signedAt: (time) => `signed ${time}`,
  notSigned: 'not signed yet',
  details: 'Details',

  identity: {
    title: 'Confirming who you are',
    byVideo: 'An officer will confirm your identity by video. Stay before the camera; only officers see you.',
    notYet: 'An officer confirms your identity once the ceremony is open.',
    withoutCamera: 'Your camera is off. Turn it on so that an officer can see you, or enter a code from an officer.',
    turnOn: 'Turn on the camera',
    you: 'Your picture, as officers see it',
    codeLabel: 'One-time code from an officer (eight digits)',
    codeIssued: (until) => `An officer has issued a code for you, valid until ${until}.`,
    enter: 'Send code',
    badForm: 'The code has eight digits.',
  },
  consent: (pages) =>
    pages === 1
      ? 'I have read this document and agree to its content.'
      : `I have read all ${NUMBERS[pages] ?? pages} pages and agree to the content of this document.`,
  consentWitness: (pages) =>
    pages === 1
      ? 'I have read this document and am willing to witness it.'
      : `I have read all ${NUMBERS[pages] ?? pages} pages and am willing to witness it.`,
  openFirst: (pages) => `Open ${pages.length === 1 ? 'page' : 'pages'} ${listed(pages)} first.`,
  consented: 'Your consent is recorded.',
  sign: 'Sign',
  signAsWitness: 'Sign as witness',
  why: {
    'not-open': 'The ceremony is not open yet. You can already read the document.',
    'ceremony-closed': 'The ceremony is closed. You did not sign this document.',
    unread: 'Read every page and agree to the content.',
    identify: 'Your identity has not been confirmed by an officer yet.',
    certify: 'Your certificate is being made in this browser.',
    'session-waits': 'Ready. Waiting for the signing session to open.',
    'session-closed': 'Your consent is kept. The signing session has closed.',
    ready: 'It is your turn.',
  },
  waitsFor: (names) => `Ready. Waiting for the signature of ${names}.`,
  progress: {
    preparing: 'Preparing the signature…',
    checking: 'The browser is checking the document…',
    completing: 'Storing the signature…',
  },
  refused: {
    title: 'The browser refused to sign',
    body: 'Nothing was signed and the document is unchanged. What the server prepared is not the document you agreed to. Call a legal officer.',
    detail: (detail) => `Technical reason: ${detail}`,
  },
  keyNote:
    'Your key is made in this browser and never leaves it. An electronic signature that is not certified (PP 71/2019).',
  noKeys:
    'Your consent is kept. This browser cannot keep keys (perhaps a private window). Open your link in an ordinary window.',
  decline: 'Decline with a reason',
  declineTitle: 'Decline this agreement',
  declineBody:
    'Once it is declined, nobody can sign this agreement any more. Your reason is recorded and shown to the parties and the officers.',
  reason: 'Reason',
  reasonHint: 'At least three letters.',
  declineNow: 'Decline the agreement',
  declinedTitle: 'Agreement declined',
  declinedBy: (name, time) => `By ${name}, ${time}.`,
  declinedNext: 'Nobody signs this agreement any more. The legal officer can draw up a new version.',
  draft: 'This document is not prepared yet. The page opens by itself when the legal officer is done.',
  ended: {
    paper: 'This agreement was signed on paper. Nobody signs it here any more.',
    voided: 'This agreement was declared void. Ask the legal officer.',
    replaced: 'A new version has taken the place of this agreement. It stands in your list.',
  },
  opening: 'Opening the document',
  documentFailed: 'The document is kept. It cannot be opened right now.',
  documentChanged: 'The document has changed since you opened it. Read it from the start before you agree.',

  signedTitle: 'You have signed',
  signedWhen: (time) => `Your signature is kept, ${time}.`,
  complete: 'Everyone has signed.',
  stillWaiting: (names) => `Waiting for ${names}.`,
  download: 'Download PDF',
  verify: 'Verify the document',

  handOver: 'Hand over the tablet',
  all: {
    sign: (count) => (count === 1 ? 'Sign' : `Sign all (${count})`),
    again: (count) => `Try again (${count})`,
    note: 'One gesture signs everything to which you have agreed, each with a signature of its own.',
    running: (done, all) => `${done} of ${all} are through. Do not close this page.`,
    unread: 'Not read yet',
    queued: 'In line',
    neverSigned: 'Not signed',
    signedWaiting: (others) => `Signed by you, waiting for ${others} more`,
    refused: (code) =>
      `Not signed yet. The browser refused: what was prepared is not the document you agreed to. Try again, or call a legal officer (${code}).`,
    unreachable: 'Not signed yet. The server cannot be reached; try again.',
  },
  wave: {
    sign: (count) => (count === 1 ? 'Witness 1 agreement' : `Witness ${count} agreements`),
    again: (count) => `Try again (${count})`,
    note: 'With one tap you agree to this list and sign each agreement as a witness.',
    running: (done, all) => `${done} of ${all}`,
    done: (signed, all) => `You have witnessed ${signed} of ${all} agreements`,
    failed: (count) => `${count} not signed yet. The others are kept.`,
  },
  helper: {
    title: 'Helper',
    by: (name, relation) => `Helped by ${name} (${relation}). This is recorded with your signature.`,
    add: 'Somebody helps me',
    remove: 'No longer helped',
    body: 'A helper helps to read or to use the device; it is still the person who signs. Name and relation are recorded and can be erased; the ledger holds their fingerprint only.',
    name: 'Name of the helper',
    relation: 'Relation',
    relationExample: 'for example daughter, interpreter',
    record: 'Record the helper',
  },
  list: {
    title: 'Your agreements',
    titleWitness: 'Agreements you witness',
    progress: (signed, all) => `You have signed ${signed} of ${all}`,
    next: 'Open the next',
    nothingWaits: 'Nothing is waiting for you now. This page changes by itself.',
    back: 'All agreements',
    states: {
      'your-turn': 'Waiting for you',
      'session-waits': 'Session not open yet',
      'session-closed': 'Session closed',
      'turn-waits': 'Waiting for others',
      draft: 'Not ready yet',
      declined: 'Declined',
      paper: 'Signed on paper',
      voided: 'Void',
      replaced: 'Replaced',
      signed: 'Signed by you',
    },
  },
};
