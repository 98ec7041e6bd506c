import { SECTORS } from '#contract/constants';
import { PROVINCES } from '#contract/provinces';
import type { ItemView } from '#contract/views/rundown';
import type { NamedPerson, SelfView, SessionView, StageView } from '#contract/views';
import type { FiguresView, Progress, Tally } from '#contract/views/agreements';
import type { Scene } from './screen-preview.ts';

// An invented moment of the sample ceremony, as the screens would get it. All names are samples.

const DATE = '2021-01-18';
const title = {
  id: 'Penandatanganan Perjanjian Kerja Sama Kemitraan antara PMA/PMDN dan UMKM',
  en: 'Signing of Partnership Agreements between PMA/PMDN Investors and UMKM',
};
const organiser = 'Kementerian Sekretariat Negara dan Badan Koordinasi Penanaman Modal (contoh)';

export const delegate: NamedPerson = {
  personId: 'd-62',
  name: 'Drs. Nama Contoh Pambelum, M.Si.',
  role: 'delegation',
  position: { id: 'Sekretaris Daerah Provinsi Kalimantan Tengah', en: 'Regional Secretary of Central Kalimantan' },
  organisation: 'Pemerintah Provinsi Kalimantan Tengah (contoh)',
  representing: { id: 'Gubernur Kalimantan Tengah', en: 'Governor of Central Kalimantan' },
};

const person = (personId: string, name: string, id: string, en: string): NamedPerson => ({
  personId,
  name,
  role: 'minister',
  position: { id, en },
  organisation: 'Republik Indonesia (contoh)',
  representing: null,
});
export const minister = person(
  'minister-ukm',
  'Dr. Desmawati Rahmayuli Piliang, M.Si.',
  'Menteri Koperasi dan Usaha Kecil dan Menengah',
  'Minister of Cooperatives and Small and Medium Enterprises',
);

const item = (
  itemId: string,
  time: string,
  id: string,
  en: string,
  minutes: number,
  startedAt: string | null,
): ItemView => ({
  itemId,
  kind: 'free',
  title: { id, en },
  plannedStart: `${DATE}T${time}:00+07:00`,
  lengthMinutes: minutes,
  startedAt,
  state: startedAt === null ? 'planned' : itemId === 'signing-3' ? 'running' : 'finished',
  finishedAt: null,
  heldMs: 0,
  skipped: null,
  wave: null,
});
const items = [
  item('opening', '09:00', 'Pembukaan', 'Opening', 5, `${DATE}T02:00:00Z`),
  item('anthem', '09:05', 'Lagu Kebangsaan Indonesia Raya', 'National Anthem Indonesia Raya', 7, `${DATE}T02:05:00Z`),
  item('report', '09:12', 'Laporan Kepala BKPM', 'Report by the Head of BKPM', 12, `${DATE}T02:12:00Z`),
  item(
    'signing-3',
    '10:20',
    'Penandatanganan, Gelombang III',
    'Signing, Wave III',
    30,
    new Date(Date.now() - 23.7 * 60_000).toISOString(),
  ),
  item('speech', '10:50', 'Sambutan Presiden Republik Indonesia', 'Address by the President', 20, null),
  item('inauguration', '11:10', 'Peresmian', 'Inauguration', 5, null),
  item('closing', '11:35', 'Penutup', 'Closing', 5, null),
];

const tally = (count: number, signed: number, value: number, signedValue: number): Tally => ({
  count,
  signed,
  paper: 0,
  value,
  signedValue,
  paperValue: 0,
});
const zero = tally(0, 0, 0, 0);
const nothing: Progress = { count: 0, signed: 0, paper: 0, kinds: { contract: zero, 'pre-contract': zero } };

export const figures: FiguresView = {
  kinds: {
    contract: tally(131, 92, 1_012_400_000_000, 702_650_000_000),
    'pre-contract': tally(65, 45, 487_600_000_000, 337_900_000_000),
  },
  sectors: Object.fromEntries(SECTORS.map((sector) => [sector, nothing])) as FiguresView['sectors'],
  provinces: {},
  waves: [],
  recent: [
    {
      agreementId: 'a101',
      number: '101',
      first: 'PT Sampel Tirta Investama',
      second: 'UD Contoh Rasa Banyuwangi',
      at: `${DATE}T03:42:07Z`,
    },
    {
      agreementId: 'a102',
      number: '102',
      first: 'PT Sampel Logistik Nusantara',
      second: 'CV Contoh Karya Pandeglang',
      at: `${DATE}T03:42:05Z`,
    },
    {
      agreementId: 'a103',
      number: '103',
      first: 'PT Sampel Bahan Bangunan',
      second: 'UD Contoh Bata Kapuas',
      at: `${DATE}T03:41:58Z`,
    },
  ],
};

export const stageView: StageView = {
  ceremonyId: 'sample-2021-01-18',
  title,
  organiser,
  place: 'Jakarta dan 34 provinsi, secara virtual (contoh)',
  zone: 'Asia/Jakarta',
  date: DATE,
  sample: true,
  rehearsal: false,
  phase: 'live',
  liveSince: `${DATE}T02:00:00Z`,
  onStage: [minister],
  scene: null,
  lowerThird: null,
  signLanguage: null,
  inauguration: null,
  announcements: [],
  applauseAllowed: false,
  now: items[3] ?? null,
  next: items[4] ?? null,
  heldSince: null,
  openWaves: [],
};

export const selfView: SelfView = {
  person: delegate,
  officials: 4,
  province: '62',
  sample: true,
  noticeAccepted: true,
  identity: { state: 'unconfirmed' },
  certificate: null,
  admitted: true,
  inHolding: false,
  hand: null,
  rollCall: 'none',
  listedOfficials: [],
  helper: null,
  table: null,
  onStage: false,
  mayShowThemselves: false,
  signLanguage: false,
  stagePlace: 'off',
  mayInaugurate: false,
  remoteService: null,
  actingFor: null,
  questions: [],
  messages: [],
  agreements: [],
};

export const session: SessionView = {
  ceremonyId: 'sample-2021-01-18',
  title,
  organiser,
  zone: 'Asia/Jakarta',
  date: DATE,
  sample: true,
  rehearsal: false,
  person: delegate,
  officials: 4,
  province: '62',
  noticeAccepted: true,
  admitted: true,
};

/** The ceremony in its third wave, as a delegation sees it. */
export const liveScene: Scene = {
  session,
  topics: {
    stage: stageView,
    rundown: { items, current: 'signing-3', next: 'speech', last: 'signing-3', heldSince: null },
    figures,
    presence: {
      connected: 214,
      provinces: Object.keys(PROVINCES).filter((code) => !['14', '17', '82'].includes(code)),
      delegations: 31,
    },
    self: selfView,
  },
};

/** Somebody who has just opened their link. */
export const arrivingScene: Scene = {
  session: { ...session, noticeAccepted: false },
  topics: { ...liveScene.topics, self: { ...selfView, noticeAccepted: false } },
};
