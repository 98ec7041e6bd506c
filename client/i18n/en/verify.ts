import { findingsEn } from '#contract/findings-en';
import type { verifyId } from '../id/verify.ts';
import type { WordsOf } from '../words.ts';

export const verifyEn: WordsOf<typeof verifyId> = {
  title: 'Document verification',
  startTitle: 'Verify a signed document',
  startBody:
    'Who signed it, when, under what certificate, and whether a single byte has changed since. Your file is examined and forgotten: it is not kept.',
  drop: 'Drop a PDF here',
  choose: 'or choose a file',
  orScan: 'or scan the QR code on the document',
  limit: 'One PDF, 25 MB at most.',
  checking: (name) => `Verifying ${name}`,
  looking: 'Looking up the document',
  verdicts: {
    valid: {
      title: 'Intact',
      sealed: 'Not one byte has changed since it was signed.',
      ledger: 'The document in the ledger is intact: not one byte has changed since it was signed.',
    },
    modified: {
      title: 'Changed',
      body: 'This file is not what was signed. Do not rely on it; ask for the original.',
    },
    invalid: {
      title: 'Does not match',
      body: 'At least one signature does not match this file or its certificate. Do not rely on it; ask for the original.',
    },
    indeterminate: {
      title: 'Cannot be settled yet',
      body: 'No damage was found, but something cannot be settled here. The details are below.',
    },
    unsigned: {
      title: 'Cannot be settled yet',
      body: 'This file carries no electronic signature, so there is nothing to verify.',
    },
  },
  matching: (signatures) => `${signatures} match.`,
  count: (people, certified) => {
    const words = ['', 'One signature', 'Two signatures', 'Three signatures', 'Four signatures', 'Five signatures'];
    const signed = people === 0 ? '' : (words[people] ?? `${people} signatures`);
    if (!certified) return signed;
    return signed === '' ? 'The organiser’s certification' : `${signed} and the organiser’s certification`;
  },
  legal: 'Legal kind: an electronic signature that is not certified (PP 71/2019).',
  legalNote: 'Teken examines the file and its signatures. Whether an agreement binds in law is not for Teken to say.',
  foreign: 'This file is not recorded in the ledger of this Teken. It may be an altered copy, or issued elsewhere.',
  byCode:
    'What was verified is the document in the ledger, not the file in your hands. Drop your PDF here to verify that file itself. This code does not open the agreement’s text.',
  rehearsal: (authority) =>
    `REHEARSAL (gladi resik): this document was made in a rehearsal under “${authority}” and binds nobody.`,
  sample: 'SAMPLE: names and companies in this document are invented.',
  signatures: 'Signatures, in the order of time',
  certification: 'Organiser’s certification',
  certificationRole: 'fixes the text',
  seal: 'Organiser’s seal',
  sealRole: 'closes the document',
  standing: {
    draft: 'By the ledger: a draft.',
    proof: 'By the ledger: a draft.',
    ready: 'By the ledger: not everyone has signed yet.',
    'in-session': 'By the ledger: it is being signed now.',
    complete: 'By the ledger: everyone has signed.',
    sealed: 'By the ledger: everyone has signed, and the organiser has sealed it.',
    paper: 'By the ledger: this agreement was signed on paper instead. This file is not the signed one.',
    declined: 'By the ledger: a party has declined this agreement. It was not concluded.',
    voided: 'By the ledger: this agreement was declared void.',
    replaced: 'By the ledger: a new version has replaced this agreement.',
  },
  nextVersion: (version) => `Version ${version}`,
  certificateGood: 'certificate valid at that time',
  revokedLater: (when, reason) =>
    `The certificate was revoked later, on ${when} (${reason}). This signature was made before and still matches.`,
  revocationReasons: {
    unspecified: 'no reason given',
    'key-compromise': 'the key may be known to others',
    'affiliation-changed': 'the office has changed',
    superseded: 'replaced by another certificate',
    cessation: 'no longer taking part',
    'device-lost': 'the device was lost',
  },
  timeNote: 'time attested by the organiser only',
  unreadableSigner: 'The signatory cannot be read',
  noTime: 'time cannot be read',
  details: 'Details',
  document: 'Document',
  agreement: (number, size) => `Agreement ${number}, ${size}`,
  hash: 'Hash',
  copy: 'Copy',
  copied: 'Copied',
  ledger: 'Ledger',
  ledgerAt: (position, ceremony) => `Entry ${position} in the ledger of ceremony ${ceremony}`,
  ledgerNone: 'Not recorded here',
  kind: 'Kind',
  level: (levels) => `PAdES ${levels}, certificates of the organiser (not a PSrE)`,
  levelOnly: (levels) => `PAdES ${levels}`,
  time: 'Time',
  timeBody: 'Attested by the organiser; there is no outside time-stamp.',
  timeStated: 'As the signature states it; there is no outside time-stamp.',
  findings: 'Findings',
  ownTools: 'Own tools',
  ownToolsBody: 'This organiser’s root certificate works in PDF readers and in pdfsig.',
  root: 'Download the root certificate',
  problems: findingsEn,
};
