import type {
  AttendanceFacts,
  CompletionFacts,
  ExtractHead,
  ParticipationFacts,
  PressFacts,
  PressTallies,
  WitnessFacts,
} from '#contract/extract-facts';
import { SECTORS } from '#contract/constants';

// Invented facts of a sample ceremony, with names as awkward as they come.

const hash = (digit: string): string => digit.repeat(64);

export const sampleHead: ExtractHead = {
  ceremonyId: 'contoh-2021',
  title: {
    id: 'Penandatanganan Kerja Sama Kemitraan antara PMA/PMDN dan UMKM',
    en: 'Signing of Partnership Agreements between PMA/PMDN and UMKM',
  },
  organiser: 'Panitia Penyelenggara (contoh)',
  place: 'Jakarta',
  date: '2021-01-18',
  sample: true,
  rehearsal: false,
  drawnUpAt: '18 Jan 2021 12.30.00 WIB',
  upTo: 4321,
  record: { upTo: 4300, root: hash('a') },
  recordUrl: 'https://teken.example/api/record/contoh-2021',
};

export const sampleCompletion: CompletionFacts = {
  kind: 'completion',
  ...sampleHead,
  agreement: {
    agreementId: 'a057',
    number: '057',
    kind: 'contract',
    title: { id: 'Kemitraan pasokan makanan dan minuman', en: 'Food and beverage supply partnership' },
    value: 425_000_000_000_000,
    version: 2,
    parties: [
      { name: 'PT Sampel Tirta Investama', number: '112/PKS/STI/I/2021' },
      { name: 'UD Contoh Rasa Banyuwangi', number: '07/UDCR/I/2021' },
    ],
    template: 'partnership-agreement@1.0.0',
    pages: 4,
    bytes: 131_072,
    sha256: hash('b'),
    readiedAt: '17 Jan 2021 16.02.11 WIB',
    readiedSha256: hash('c'),
    verifyUrl: 'https://teken.example/verify/Zm9vYmFyYmF6cXV4MTIzNA',
    ended: null,
  },
  signatures: [
    {
      capacity: 'party',
      name: 'Ir. I Gusti Ngurah Contoh Wirawan, M.M.',
      position: { id: 'Direktur Utama', en: 'President Director' },
      organisation: 'PT Sampel Tirta Investama',
      basis: { id: 'Pasal 12 anggaran dasar perseroan', en: 'Article 12 of the articles of association' },
      actingFor: null,
      identified: { by: 'video', officer: 'Contoh Petugas Protokol', at: '18 Jan 2021 08.41.00 WIB' },
      consented: { sha256: hash('c'), at: '18 Jan 2021 09.58.12 WIB', shown: 'document' },
      certifiedBy: null,
      table: 'Meja 1',
      helper: { name: 'Contoh Pendamping', relation: 'juru bahasa isyarat' },
      signedAt: '18 Jan 2021 10.42.07 WIB',
      timestamp: { by: 'organiser', authority: 'Teken Panitia Penyelenggara (contoh)' },
      certificateSha256: hash('d'),
      sha256: hash('e'),
      eventAt: 2210,
    },
    {
      capacity: 'witness',
      name: "Drs. Contoh Ma'ruf Sampelana, M.Si.",
      position: { id: 'Menteri Koperasi dan UKM', en: 'Minister of Cooperatives and SMEs' },
      organisation: 'Kementerian Koperasi dan UKM',
      basis: null,
      actingFor: 'Contoh Kepala Negara',
      identified: { by: 'known-in-person', officer: 'Contoh Petugas Protokol', at: '18 Jan 2021 08.10.00 WIB' },
      consented: { sha256: hash('c'), at: '18 Jan 2021 10.50.00 WIB', shown: 'list' },
      certifiedBy: 'PSrE Contoh',
      table: null,
      helper: null,
      signedAt: '18 Jan 2021 10.51.33 WIB',
      timestamp: null,
      certificateSha256: hash('f'),
      sha256: hash('b'),
      eventAt: 2345,
    },
  ],
  seal: {
    at: '18 Jan 2021 10.51.35 WIB',
    level: 'B-LTA',
    archivedBy: { by: 'external', authority: 'TSA Contoh' },
    eventAt: 2346,
  },
};

export const sampleWitness: WitnessFacts = {
  kind: 'witness',
  ...sampleHead,
  wave: { id: 'Gelombang I', en: 'Wave I' },
  witness: {
    name: "Drs. Contoh Ma'ruf Sampelana, M.Si.",
    position: { id: 'Menteri Koperasi dan UKM', en: 'Minister of Cooperatives and SMEs' },
    organisation: 'Kementerian Koperasi dan UKM',
  },
  rows: Array.from({ length: 56 }, (_, index) => ({
    number: String(index + 1).padStart(3, '0'),
    kind: index % 3 === 0 ? ('pre-contract' as const) : ('contract' as const),
    parties: `PT Sampel Tirta Investama ${index + 1} – UD Contoh Rasa Banyuwangi ${index + 1}`,
    value: 4_250_000_000 + index,
    signedAt: '10.51.33 WIB',
    sha256: hash('b'),
  })),
};

export const sampleAttendance: AttendanceFacts = {
  kind: 'attendance',
  ...sampleHead,
  invited: 42,
  present: 40,
  officials: 80,
  people: Array.from({ length: 42 }, (_, index) => ({
    name: `Ni Luh Putu Ayu Sampel ${index + 1}`,
    position: { id: 'Kepala Dinas Penanaman Modal dan PTSP', en: 'Head of the Investment and One-Stop Service Office' },
    organisation: `Pemerintah Provinsi Contoh ${index + 1}`,
    representing: index % 2 === 0 ? { id: 'Gubernur', en: 'the Governor' } : null,
    province: 'Kalimantan Tengah',
    officials: index % 5 === 0 ? [{ name: 'Contoh Pejabat', position: 'Asisten Perekonomian' }] : [],
    attended: index > 39 ? null : { from: '08.12', until: '11.40', minutes: 208 },
  })),
};

export const sampleParticipation: ParticipationFacts = {
  kind: 'participation',
  ...sampleHead,
  name: 'Ni Luh Putu Ayu Sampel',
  position: { id: 'Pemilik', en: 'Owner' },
  organisation: 'UD Contoh Rasa Banyuwangi',
  representing: null,
  minutes: 178,
  signed: ['057'],
};

const tally = (count: number): PressTallies => ({
  contract: { count, value: count * 7_500_000_000 },
  'pre-contract': { count: Math.floor(count / 2), value: Math.floor(count / 2) * 3_100_000_000 },
});

export const samplePress: PressFacts = {
  kind: 'press',
  ...sampleHead,
  planned: tally(140),
  signed: tally(132),
  paper: tally(1),
  companies: { all: 56, PMA: 29, PMDN: 27 },
  umkm: 196,
  sectors: SECTORS.map((sector, index) => ({ sector, signed: tally(40 - index * 5) })),
  provinces: ['Jawa Timur', 'Bali', 'Daerah Istimewa Yogyakarta'].map((province, index) => ({
    province,
    signed: tally(30 - index * 8),
  })),
  delegations: { present: 33, of: 34, provinces: 33 },
};
