import type { VerificationView, VerifiedSignature } from '#contract/views/verification';

// A finding with a little of everything; names are invented.

const AT = '2021-01-18T03:42:07.000Z';

export const sampleSignature: VerifiedSignature = {
  field: 'party-1',
  name: 'Contoh Penanda Tangan',
  organisation: 'PT Sampel Tirta Investama',
  role: 'Direktur Utama',
  time: AT,
  level: 'B-LTA',
  valid: true,
  problems: [],
  certifies: false,
  seals: false,
  revokedLater: null,
  attestedBy: 'organiser',
  attestedByName: 'Teken Lembaga Contoh',
  provenAt: AT,
  timestamps: [],
  path: ['Contoh Penanda Tangan', 'Penerbit Contoh', 'Akar Contoh'],
  revocation: [{ by: 'list', issued: AT, from: 'file' }],
  locks: { action: 'Exclude', fields: ['party-2', 'witness-1', 'seal'] },
  reason: 'Menandatangani perjanjian ini',
  certificate: {
    sha256: 'c1'.repeat(32),
    issuerSha256: 'c3'.repeat(32),
    rootSha256: 'c2'.repeat(32),
    holder: 'TKN-contoh',
  },
  legal: { kind: 'uncertified', issuer: 'Akar Contoh' },
};

export const sampleVerification: VerificationView = {
  format: 'teken-verification/1',
  checkedWith: 'Teken',
  checkedAt: AT,
  verdict: 'valid',
  issued: true,
  modifiedAfterSigning: false,
  level: 'B-LTA',
  timeAttestedBy: 'organiser',
  signatures: [
    { ...sampleSignature, field: 'certification', certifies: true, name: 'Lembaga Contoh' },
    { ...sampleSignature, legal: { kind: 'certified', issuer: 'PSrE Contoh' } },
  ],
  timestamps: [{ field: 'archive-1', at: AT, by: 'Teken Lembaga Contoh', attestedBy: 'organiser', problems: [] }],
  revisions: [
    { what: 'document', field: null, bytes: 40_000 },
    { what: 'certification', field: 'certification', bytes: 60_000 },
    { what: 'signature', field: 'party-1', bytes: 80_000 },
    { what: 'evidence', field: null, bytes: 90_000 },
    { what: 'timestamp', field: 'archive-1', bytes: 100_000 },
  ],
  problems: [],
  document: {
    sha256: 'ab'.repeat(32),
    bytes: 100_000,
    kind: 'agreement',
    number: '057',
    template: 'templat-contoh@1.0.0',
    sample: true,
    rehearsal: false,
    authority: 'Akar Contoh',
    ledger: {
      ceremonyId: 'contoh',
      position: 812,
      at: AT,
      under: 'fixed',
      proof: {
        kind: 'inclusion',
        ledger: 'contoh',
        position: 812,
        hash: 'd1'.repeat(32),
        upTo: 900,
        root: 'd2'.repeat(32),
        path: ['e1'.repeat(32), 'e2'.repeat(32)],
      },
    },
    earlier: {
      before: 'signature',
      signed: 1,
      of: 3,
      latest: { sha256: 'f1'.repeat(32), bytes: 140_000 },
      verifyUrl: 'https://teken.example/verify/AAAAAAAAAAAAAAAAAAAAAA',
    },
    standing: {
      state: 'voided',
      version: 1,
      signed: 3,
      of: 3,
      since: AT,
      replacedBy: null,
      paperSha256: null,
    },
  },
};
