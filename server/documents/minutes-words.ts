import type { Outcome } from '#contract/minutes-facts';
import type { Language } from './language.ts';

type Words = {
  readonly title: string;
  readonly opening: (organiser: string, place: string, day: string) => string;
  readonly sections: {
    readonly course: string;
    readonly attendance: string;
    readonly agreements: string;
    readonly sectors: string;
    readonly open: string;
    readonly record: string;
    readonly check: string;
  };
  readonly course: { readonly open: string; readonly live: string; readonly closing: string; readonly never: string };
  readonly step: string;
  readonly time: string;
  readonly attendance: (present: string, invited: string, provinces: string, officials: string) => string;
  readonly delegations: readonly [no: string, since: string, officials: string, delegation: string];
  readonly representing: (whom: string) => string;
  readonly absent: string;
  readonly figures: readonly [kind: string, outcome: string, count: string, value: string];
  readonly outcomes: { readonly [outcome in Outcome]: string };
  readonly noAgreements: string;
  readonly open: readonly [number: string, outcome: string, parties: string];
  readonly nothingOpen: string;
  readonly unsealed: (numbers: string) => string;
  readonly forced: string;
  readonly record: (upTo: string) => string;
  readonly root: string;
  readonly custodians: (names: string) => string;
  readonly noCustodians: string;
  readonly check: readonly string[];
  readonly attested: string;
};

export const MINUTES_WORDS: { readonly [language in Language]: Words } = {
  id: {
    title: 'Berita Acara',
    opening: (organiser, place, day) =>
      `Pada ${day}, bertempat di ${place}, ${organiser} menyelenggarakan acara penandatanganan tersebut di atas. ` +
      'Berita acara ini disusun dari jurnal acara dan disegel oleh penyelenggara.',
    sections: {
      course: 'Jalannya acara',
      attendance: 'Kehadiran',
      agreements: 'Perjanjian menurut gelombang',
      sectors: 'Nilai yang ditandatangani menurut bidang usaha',
      open: 'Yang tidak ditandatangani',
      record: 'Jurnal',
      check: 'Cara memeriksa',
    },
    course: {
      open: 'Tamu mulai diterima',
      live: 'Acara dimulai',
      closing: 'Penutupan dimulai',
      never: 'tidak terjadi',
    },
    step: 'Tahap',
    time: 'Waktu',
    attendance: (present, invited, provinces, officials) =>
      `Hadir ${present} dari ${invited} undangan; delegasi dari ${provinces} provinsi, disertai ${officials} pejabat.`,
    delegations: ['No.', 'Sejak', 'Pejabat', 'Delegasi'],
    representing: (whom) => `mewakili ${whom}`,
    absent: 'tidak hadir',
    figures: ['Jenis', 'Keadaan', 'Banyak', 'Nilai'],
    outcomes: {
      signed: 'Ditandatangani',
      paper: 'Ditandatangani di atas kertas',
      declined: 'Ditolak',
      voided: 'Dibatalkan',
      unsigned: 'Belum ditandatangani',
    },
    noAgreements: 'Tidak ada perjanjian.',
    open: ['Nomor', 'Keadaan', 'Para pihak'],
    nothingOpen: 'Seluruh perjanjian ditandatangani.',
    unsealed: (numbers) => `Ditandatangani lengkap, tetapi belum disegel saat acara ditutup: ${numbers}.`,
    forced: 'Pengarah acara menutup acara tanpa menunggu penyegelan yang belum selesai.',
    record: (upTo) => `Akar Merkle (RFC 9162, SHA-256) atas catatan 1 sampai dengan ${upTo} dalam jurnal acara ini:`,
    root: 'Akar',
    custodians: (names) => `Akar ini diserahkan kepada para penyimpan yang telah ditunjuk sebelumnya: ${names}.`,
    noCustodians: 'Tidak ada penyimpan yang ditunjuk sebelum acara ditutup.',
    check: [
      'Segel: buka berkas ini dengan pemeriksa tanda tangan PDF, atau unggah ke halaman verifikasi penyelenggara.',
      'Akar: bandingkan dengan akar yang dipegang para penyimpan. Spasi dalam penulisannya tidak dihitung.',
      'Jurnal: pemegang salinannya menghitung ulang akar dengan perintah "npm run -s ledger -- verify".',
    ],
    attested:
      'Waktu di atas menurut jam penyelenggara; siapa lagi yang menyatakannya tampak pada penanda waktu berkas ini.',
  },
  en: {
    title: 'Minutes',
    opening: (organiser, place, day) =>
      `On ${day}, at ${place}, ${organiser} held the signing ceremony named above. ` +
      'These minutes are drawn up from the ledger of the ceremony and sealed by the organiser.',
    sections: {
      course: 'Course of the ceremony',
      attendance: 'Attendance',
      agreements: 'Agreements by wave',
      sectors: 'Value signed by sector',
      open: 'What was not signed',
      record: 'The ledger',
      check: 'How to check',
    },
    course: { open: 'Guests admitted', live: 'Ceremony begun', closing: 'Closing begun', never: 'did not happen' },
    step: 'Step',
    time: 'Time',
    attendance: (present, invited, provinces, officials) =>
      `${present} of ${invited} invited attended; delegations from ${provinces} provinces, with ${officials} officials.`,
    delegations: ['No.', 'Since', 'Officials', 'Delegation'],
    representing: (whom) => `representing ${whom}`,
    absent: 'absent',
    figures: ['Kind', 'State', 'Count', 'Value'],
    outcomes: {
      signed: 'Signed',
      paper: 'Signed on paper',
      declined: 'Declined',
      voided: 'Voided',
      unsigned: 'Not signed',
    },
    noAgreements: 'There are no agreements.',
    open: ['Number', 'State', 'Parties'],
    nothingOpen: 'Every agreement was signed.',
    unsealed: (numbers) => `Signed by all, but not sealed when the ceremony closed: ${numbers}.`,
    forced: 'The director closed the ceremony without waiting for seals that were still to come.',
    record: (upTo) => `Merkle root (RFC 9162, SHA-256) over entries 1 to ${upTo} of this ceremony’s ledger:`,
    root: 'Root',
    custodians: (names) => `This root goes to the custodians who were named beforehand: ${names}.`,
    noCustodians: 'No custodian was named before the ceremony closed.',
    check: [
      'The seal: open this file with a program that checks PDF signatures, or drop it on the organiser’s verification page.',
      'The root: compare it with the one that the custodians hold. Spaces in its spelling do not count.',
      'The ledger: whoever holds a copy computes the root again with "npm run -s ledger -- verify".',
    ],
    attested: 'Times above are by the organiser’s clock; who else attests them is told by the timestamps of this file.',
  },
};
