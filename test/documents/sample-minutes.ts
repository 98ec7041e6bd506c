import { AGREEMENT_KINDS } from '#contract/constants';
import { OUTCOMES, type MinutesFacts, type MinutesWave } from '#contract/minutes-facts';

export const ROOT = '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328';

const kinds = (signed: number): MinutesWave['kinds'] =>
  Object.fromEntries(
    AGREEMENT_KINDS.map((kind) => [
      kind,
      Object.fromEntries(
        OUTCOMES.map((outcome) => [
          outcome,
          kind === 'contract' && outcome === 'signed'
            ? { count: signed, value: 1_250_000_000 }
            : outcome === 'unsigned'
              ? { count: 2, value: 500_000_000 }
              : { count: 0, value: 0 },
        ]),
      ),
    ]),
  ) as MinutesWave['kinds'];

export const minutesFacts: MinutesFacts = {
  ceremonyId: 'kemitraan',
  title: { id: 'Penandatanganan Contoh', en: 'Sample Signing' },
  organiser: 'Lembaga Contoh',
  place: 'Jakarta',
  date: '2021-01-18',
  sample: false,
  rehearsal: false,
  times: { open: '18 Jan 2021 08.30.11 WIB', live: '18 Jan 2021 10.00.02 WIB', closing: null },
  forced: true,
  attendance: {
    invited: 40,
    present: 36,
    officials: 12,
    provincesPresent: 33,
    delegations: Array.from({ length: 34 }, (_, index) => ({
      province: `Provinsi ${index + 1}`,
      name: `Nama Contoh ${index + 1}`,
      position: { id: 'Sekretaris Daerah', en: 'Regional Secretary' },
      representing: { id: 'Gubernur', en: 'the Governor' },
      officials: 3,
      since: index === 4 ? null : '09.12',
    })),
  },
  waves: [{ title: { id: 'Gelombang I', en: 'Wave I' }, kinds: kinds(49) }],
  sectors: [
    {
      sector: 'food',
      kinds: { contract: { count: 49, value: 1_250_000_000 }, 'pre-contract': { count: 1, value: 90_000_000 } },
    },
  ],
  open: [{ number: '057', parties: 'PT Contoh – UD 漢 Contoh', outcome: 'declined' }],
  unsealed: ['077'],
  custodians: [{ name: 'Kepala Contoh Arsip', institution: 'Arsip Contoh' }],
  record: { upTo: 4711, root: ROOT },
  recordUrl: 'https://teken.example/api/record/kemitraan',
};
