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
  certificateGood: 'certificate valid at that time',
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
  problems: {
    'no-signature': 'The file carries no electronic signature.',
    'broken-structure': 'The file is damaged, or was put together so that readers may read it differently.',
    'unsupported-structure': 'This PDF is of a kind that Teken does not issue and cannot judge.',
    'bytes-after-end': 'There are bytes after the last signed part.',
    'unsigned-revision': 'The file was changed after it was signed, without another signature.',
    'forbidden-change': 'A later change changes more than a signature may.',
    'signature-removed': 'A signature that the file once carried was taken out.',
    'several-signatures': 'One change brings more than one signature.',
    'byte-range': 'The signature does not cover its whole part.',
    'signature-dictionary': 'The signature is not of the kind ETSI.CAdES.detached, or is incomplete.',
    'no-signing-time': 'The signature states no time.',
    'time-in-future': 'The signature states a time that is yet to come.',
    'certification-mismatch': 'The certification is stated in one place and missing in the other.',
    'certification-forbids': 'The certification does not permit what came after it.',
    'digest-mismatch': 'The signed bytes were changed.',
    'signature-mismatch': 'The signature was not made with the key of its certificate.',
    'cms-malformed': 'The signature cannot be read, or holds more than one signer.',
    'signer-certificate': 'The signature does not name the certificate it was made with.',
    'unsupported-algorithm': 'Teken does not judge the algorithm of this signature.',
    'not-in-ledger':
      'The ledger of this Teken does not hold this file, though its certificates come from this organiser.',
    rehearsal: 'This document was made in a rehearsal, under an authority of its own. It binds nobody.',
    'unknown-root': 'The certificate does not come from this organiser.',
    'not-for-signing': 'The certificate is not meant for signing documents.',
    'certificate-not-valid-then': 'The certificate was not valid at the stated time.',
    'certificate-expired': 'The certificate has expired, and no time-stamp proves that the signature is older.',
    'certificate-revoked': 'The certificate was revoked before the stated time.',
  },
};
