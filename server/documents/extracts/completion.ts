import type { CompletionFacts, SignatureFacts } from '#contract/extract-facts';
import { heading, paragraph, spelled, table } from '../blocks.ts';
import { KIND_NAMES } from '../kind-words.ts';
import type { Language } from '../language.ts';
import type { Block } from '../markdown.ts';
import { rupiahFigures } from '../money.ts';
import { opening, source } from './common.ts';

const WORDS = {
  id: {
    lead: 'Surat keterangan ini menerangkan bagaimana perjanjian di bawah ini ditandatangani. Ia tidak menilai isi maupun keabsahannya menurut hukum.',
    agreement: 'Perjanjian',
    signatures: 'Tanda tangan',
    seal: 'Segel penyelenggara',
    place: 'Kedudukan dalam jurnal',
    fact: ['Hal', 'Keterangan'],
    number: 'Nomor',
    kind: 'Jenis',
    about: 'Tentang',
    value: 'Nilai',
    parties: 'Para pihak',
    template: 'Templat',
    document: 'Dokumen',
    size: (pages: number, bytes: number) => `${pages} halaman, ${bytes} bita`,
    fixed: 'Naskah disahkan',
    hash: 'SHA-256',
    check: 'Pemeriksaan',
    ended: { voided: 'Dibatalkan', replaced: 'Diganti versi baru' },
    capacity: { party: 'Pihak', witness: 'Saksi' },
    signedAt: 'Ditandatangani',
    as: 'Selaku',
    authority: 'Kewenangan',
    actingFor: 'Menggantikan',
    identified: 'Pengenalan diri',
    methods: {
      video: 'melalui video',
      code: 'dengan kode sekali pakai',
      document: 'dengan dokumen identitas',
      'known-in-person': 'dikenal secara pribadi',
    },
    by: (how: string, officer: string, at: string) => `${how}, oleh ${officer}, ${at}`,
    consented: 'Persetujuan',
    shown: { document: 'setelah setiap halaman ditampilkan', list: 'terhadap daftar dokumen gelombang' },
    kindOf: 'Jenis tanda tangan',
    uncertified: 'tidak tersertifikasi, di bawah otoritas penyelenggara',
    certified: (issuer: string) => `tersertifikasi, diterbitkan ${issuer}`,
    table: 'Meja penandatanganan',
    helper: 'Dibantu oleh',
    timestamp: 'Waktu dinyatakan oleh',
    stamped: { organiser: 'penyelenggara', external: 'otoritas luar' },
    clock: 'jam penyelenggara saja',
    certificate: 'Sertifikat (SHA-256)',
    event: 'Catatan jurnal',
    sealedAt: 'Disegel',
    level: 'Tingkat bukti',
    archive: 'Penanda waktu arsip',
    notSealed: 'Dokumen belum disegel.',
    legal:
      'Tanda tangan ini adalah tanda tangan elektronik menurut sertifikat masing-masing. Sertifikat yang diterbitkan otoritas penyelenggara menghasilkan tanda tangan elektronik tidak tersertifikasi; penerbitnya bukan PSrE (PP 71/2019 Pasal 60).',
  },
  en: {
    lead: 'This certificate tells how the agreement below was signed. It judges neither its contents nor whether it is valid in law.',
    agreement: 'The agreement',
    signatures: 'Signatures',
    seal: 'The organiser’s seal',
    place: 'Place in the ledger',
    fact: ['Matter', 'What is recorded'],
    number: 'Number',
    kind: 'Kind',
    about: 'About',
    value: 'Value',
    parties: 'Parties',
    template: 'Template',
    document: 'Document',
    size: (pages: number, bytes: number) => `${pages} pages, ${bytes} bytes`,
    fixed: 'Text certified',
    hash: 'SHA-256',
    check: 'Verification',
    ended: { voided: 'Voided', replaced: 'Replaced by a new version' },
    capacity: { party: 'Party', witness: 'Witness' },
    signedAt: 'Signed',
    as: 'As',
    authority: 'Authority',
    actingFor: 'In the place of',
    identified: 'Identified',
    methods: {
      video: 'on video',
      code: 'by a one-time code',
      document: 'by an identity document',
      'known-in-person': 'known in person',
    },
    by: (how: string, officer: string, at: string) => `${how}, by ${officer}, ${at}`,
    consented: 'Consent',
    shown: { document: 'after every page was shown', list: 'to the list of the wave' },
    kindOf: 'Kind of signature',
    uncertified: 'uncertified, under the organiser’s authority',
    certified: (issuer: string) => `certified, issued by ${issuer}`,
    table: 'Signing table',
    helper: 'Assisted by',
    timestamp: 'Time attested by',
    stamped: { organiser: 'the organiser', external: 'an outside authority' },
    clock: 'the organiser’s clock alone',
    certificate: 'Certificate (SHA-256)',
    event: 'Entry of the ledger',
    sealedAt: 'Sealed',
    level: 'Level of evidence',
    archive: 'Archive timestamp',
    notSealed: 'The document has not been sealed yet.',
    legal:
      'These are electronic signatures under the certificates named. A certificate issued by the organiser’s authority makes an uncertified electronic signature; its issuer is no PSrE (PP 71/2019, Article 60).',
  },
} as const;

type Rows = readonly (readonly [string, string])[];

/** D80: who signed, by what authority, when, how identified, what was shown and consented to, with hashes and places. */
export const completionBlocks = (facts: CompletionFacts, language: Language): readonly Block[] => {
  const words = WORDS[language];
  const { agreement, seal } = facts;
  const list = (rows: Rows): Block => table(['left', 'left'], words.fact, rows);
  return [
    ...opening(facts, language),
    paragraph(words.lead),
    heading(words.agreement),
    list([
      [words.number, agreement.version === 1 ? agreement.number : `${agreement.number} (v${agreement.version})`],
      [words.kind, KIND_NAMES[language][agreement.kind]],
      [words.about, agreement.title[language]],
      [words.value, rupiahFigures(agreement.value, language)],
      [words.parties, agreement.parties.map(({ name, number }) => `${name} (${number})`).join('; ')],
      [words.template, agreement.template],
      [words.fixed, agreement.readiedAt],
      [words.document, words.size(agreement.pages, agreement.bytes)],
      [words.hash, spelled(agreement.sha256)],
      [words.check, agreement.verifyUrl],
      ...(agreement.ended === null ? [] : [[words.ended[agreement.ended.how], agreement.ended.at] as const]),
    ]),
    heading(words.signatures),
    ...facts.signatures.flatMap((signature, index) => [
      heading(`${index + 1}. ${words.capacity[signature.capacity]}: ${signature.name}`),
      list(signatureRows(signature, language)),
    ]),
    heading(words.seal),
    seal === null
      ? paragraph(words.notSealed)
      : list([
          [words.sealedAt, seal.at],
          [words.level, `PAdES ${seal.level}`],
          [
            words.archive,
            seal.archivedBy === null ? '—' : `${words.stamped[seal.archivedBy.by]}: ${seal.archivedBy.authority}`,
          ],
          [words.event, String(seal.eventAt)],
        ]),
    paragraph(words.legal),
    heading(words.place),
    ...source(facts, language),
  ];
};

const signatureRows = (signature: SignatureFacts, language: Language): Rows => {
  const words = WORDS[language];
  const { identified, consented, timestamp } = signature;
  return [
    [words.signedAt, signature.signedAt],
    [words.as, [signature.position[language], signature.organisation].filter((part) => part !== '').join(', ')],
    ...(signature.basis === null ? [] : [[words.authority, signature.basis[language]] as const]),
    ...(signature.actingFor === null ? [] : [[words.actingFor, signature.actingFor] as const]),
    [words.identified, words.by(words.methods[identified.by], identified.officer, identified.at)],
    [words.consented, `${words.shown[consented.shown]}, ${consented.at}; SHA-256 ${spelled(consented.sha256)}`],
    ...(signature.table === null ? [] : [[words.table, signature.table] as const]),
    ...(signature.helper === null
      ? []
      : [[words.helper, `${signature.helper.name} (${signature.helper.relation})`] as const]),
    [words.kindOf, signature.certifiedBy === null ? words.uncertified : words.certified(signature.certifiedBy)],
    [words.timestamp, timestamp === null ? words.clock : `${words.stamped[timestamp.by]}: ${timestamp.authority}`],
    [words.certificate, spelled(signature.certificateSha256)],
    [words.hash, spelled(signature.sha256)],
    [words.event, String(signature.eventAt)],
  ];
};
