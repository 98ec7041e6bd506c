import { findingsId } from '#contract/findings-id';
export const verifyId = {
  title: 'Pemeriksaan dokumen',
  startTitle: 'Periksa dokumen bertanda tangan',
  startBody:
    'Siapa yang menandatangani, kapan, dengan sertifikat apa, dan adakah satu bita pun yang berubah sejak itu. Berkas Anda diperiksa, lalu dilupakan: tidak disimpan.',
  drop: 'Seret PDF ke sini',
  choose: 'atau pilih berkas',
  orScan: 'atau pindai kode QR pada dokumen',
  limit: 'Satu PDF, paling besar 25 MB.',
  checking: (name: string): string => `Memeriksa ${name}`,
  looking: 'Mencari dokumen',
  verdicts: {
    valid: {
      title: 'Utuh',
      sealed: 'Tidak satu bita pun berubah sejak ditandatangani.',
      ledger: 'Dokumen dalam jurnal utuh: tidak satu bita pun berubah sejak ditandatangani.',
    },
    modified: {
      title: 'Berubah',
      body: 'Isi berkas ini tidak sama dengan yang ditandatangani. Jangan mengandalkannya; mintalah berkas asli.',
    },
    invalid: {
      title: 'Tidak cocok',
      body: 'Sekurang-kurangnya satu tanda tangan tidak cocok dengan berkas ini atau dengan sertifikatnya. Jangan mengandalkannya; mintalah berkas asli.',
    },
    indeterminate: {
      title: 'Belum dapat dipastikan',
      body: 'Tidak ditemukan kerusakan, tetapi ada yang tidak dapat dipastikan di sini. Rinciannya di bawah.',
    },
    unsigned: {
      title: 'Belum dapat dipastikan',
      body: 'Berkas ini tidak bertanda tangan elektronik, jadi tidak ada yang dapat diperiksa.',
    },
  },
  matching: (signatures: string): string => `${signatures} cocok.`,
  count: (people: number, certified: boolean): string => {
    const words = ['', 'Satu', 'Dua', 'Tiga', 'Empat', 'Lima'];
    const signed = people === 0 ? '' : `${words[people] ?? String(people)} tanda tangan`;
    if (!certified) return signed;
    return signed === '' ? 'Sertifikasi penyelenggara' : `${signed} dan sertifikasi penyelenggara`;
  },
  legal: 'Jenis menurut hukum: tanda tangan elektronik tidak tersertifikasi (PP 71/2019).',
  legalNote:
    'Teken memeriksa berkas dan tanda tangannya. Apakah suatu perjanjian mengikat menurut hukum, bukan Teken yang menentukan.',
  foreign:
    'Berkas ini tidak tercatat dalam jurnal Teken di sini. Mungkin salinan yang berubah, atau diterbitkan di tempat lain.',
  byCode:
    'Yang diperiksa adalah dokumen dalam jurnal, bukan berkas di tangan Anda. Seret PDF Anda ke sini untuk memeriksa berkas itu sendiri. Isi perjanjian tidak dibuka oleh kode ini.',
  rehearsal: (authority: string): string =>
    `GLADI RESIK: dokumen ini dibuat dalam latihan di bawah “${authority}” dan tidak mengikat siapa pun.`,
  sample: 'CONTOH: nama dan perusahaan dalam dokumen ini rekaan.',
  signatures: 'Tanda tangan, menurut urutan waktu',
  certification: 'Sertifikasi penyelenggara',
  certificationRole: 'menetapkan isi dokumen',
  seal: 'Segel penyelenggara',
  sealRole: 'menutup dokumen',
  standing: {
    draft: 'Menurut jurnal: masih konsep.',
    proof: 'Menurut jurnal: masih konsep.',
    ready: 'Menurut jurnal: belum semua pihak menandatangani.',
    'in-session': 'Menurut jurnal: sedang ditandatangani.',
    complete: 'Menurut jurnal: semua pihak telah menandatangani.',
    sealed: 'Menurut jurnal: semua pihak telah menandatangani, dan penyelenggara telah menyegelnya.',
    paper: 'Menurut jurnal: perjanjian ini ditandatangani di atas kertas. Berkas ini bukan yang ditandatangani.',
    declined: 'Menurut jurnal: salah satu pihak menolak perjanjian ini. Perjanjian tidak terjadi.',
    voided: 'Menurut jurnal: perjanjian ini dinyatakan batal.',
    replaced: 'Menurut jurnal: perjanjian ini digantikan oleh versi baru.',
  },
  nextVersion: (version: number): string => `Versi ${version}`,
  certificateGood: 'sertifikat berlaku saat itu',
  revokedLater: (when: string, reason: string) =>
    `Sertifikat kemudian dicabut pada ${when} (${reason}). Tanda tangan ini dibuat sebelumnya dan tetap cocok.`,
  revocationReasons: {
    unspecified: 'tanpa alasan tertulis',
    'key-compromise': 'kunci mungkin diketahui pihak lain',
    'affiliation-changed': 'jabatan berubah',
    superseded: 'diganti dengan sertifikat lain',
    cessation: 'tidak lagi ikut serta',
    'device-lost': 'perangkat hilang',
  },
  timeNote: 'waktu dinyatakan oleh penyelenggara saja',
  unreadableSigner: 'Penanda tangan tidak terbaca',
  noTime: 'waktu tidak terbaca',
  details: 'Rincian',
  document: 'Dokumen',
  agreement: (number: string, size: string): string => `Perjanjian ${number}, ${size}`,
  hash: 'Nilai hash',
  copy: 'Salin',
  copied: 'Tersalin',
  ledger: 'Jurnal',
  ledgerAt: (position: string, ceremony: string): string => `Catatan ke-${position} dalam jurnal acara ${ceremony}`,
  ledgerNone: 'Tidak tercatat di sini',
  kind: 'Jenis',
  level: (levels: string): string => `PAdES ${levels}, sertifikat penyelenggara (bukan PSrE)`,
  levelOnly: (levels: string): string => `PAdES ${levels}`,
  time: 'Waktu',
  timeBody: 'Dinyatakan oleh penyelenggara; tidak ada penanda waktu dari pihak luar.',
  timeStated: 'Dinyatakan dalam tanda tangan; tidak ada penanda waktu dari pihak luar.',
  findings: 'Temuan',
  ownTools: 'Alat sendiri',
  ownToolsBody: 'Sertifikat akar penyelenggara ini dapat dipakai di pembaca PDF atau pdfsig.',
  root: 'Unduh sertifikat akar',
  problems: findingsId,
};
