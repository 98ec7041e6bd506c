import { pageSpans } from '../page-spans.ts';

const COLLECTIVE = [
  '',
  '',
  'kedua',
  'ketiga',
  'keempat',
  'kelima',
  'keenam',
  'ketujuh',
  'kedelapan',
  'kesembilan',
  'kesepuluh',
];
const listed = (numbers: readonly number[]): string => {
  const spans = pageSpans(numbers);
  return spans.length < 2 ? spans.join('') : `${spans.slice(0, -1).join(', ')} dan ${spans.at(-1)}`;
};

export const deskId = {
  brand: 'Meja tanda tangan',
  agreement: (number: string): string => `Perjanjian ${number}`,
  toStage: 'Ke panggung',
  stageEmpty: 'Panggung kosong',
  nothingTitle: 'Tidak ada yang perlu Anda tanda tangani',
  nothingBody: 'Nama Anda tidak tercantum sebagai penanda tangan atau saksi dalam acara ini.',

  youSign: 'Yang Anda tanda tangani',
  youWitness: 'Yang Anda saksikan',
  with: 'Dengan',
  between: 'Antara',
  about: 'Tentang',
  kind: 'Jenis',
  kinds: { contract: 'Kontrak', 'pre-contract': 'Prakontrak' },
  counted: {
    contract: (count: string): string => `${count} kontrak`,
    'pre-contract': (count: string): string => `${count} prakontrak`,
  },
  value: 'Nilai',
  term: 'Berlaku',
  termOf: (years: number, until: string): string => `${years} tahun, sampai ${until}`,
  targets: 'Sasaran tahunan',
  signatories: 'Penanda tangan',
  witness: 'saksi',
  you: 'Anda',
  signedAt: (time: string): string => `menandatangani ${time}`,
  notSigned: 'belum menandatangani',
  details: 'Rincian',

  identity: {
    title: 'Memastikan identitas Anda',
    byVideo:
      'Petugas akan memastikan identitas Anda lewat video. Tetaplah di depan kamera; hanya petugas yang melihat Anda.',
    notYet: 'Petugas memastikan identitas Anda setelah acara dibuka.',
    withoutCamera: 'Kamera Anda mati. Nyalakan agar petugas dapat melihat Anda, atau masukkan kode dari petugas.',
    turnOn: 'Nyalakan kamera',
    you: 'Gambar Anda, seperti yang dilihat petugas',
    codeLabel: 'Kode sekali pakai dari petugas (delapan angka)',
    codeIssued: (until: string): string => `Petugas telah menerbitkan kode untuk Anda, berlaku sampai ${until}.`,
    enter: 'Kirim kode',
    badForm: 'Kode terdiri atas delapan angka.',
  },
  consent: (pages: number): string =>
    pages === 1
      ? 'Saya telah membaca dokumen ini dan menyetujui isinya.'
      : `Saya telah membaca ${COLLECTIVE[pages] ?? `seluruh ${pages}`} halaman dan menyetujui isi dokumen ini.`,
  consentWitness: (pages: number): string =>
    pages === 1
      ? 'Saya telah membaca dokumen ini dan bersedia menyaksikannya.'
      : `Saya telah membaca ${COLLECTIVE[pages] ?? `seluruh ${pages}`} halaman dan bersedia menyaksikannya.`,
  openFirst: (pages: readonly number[]): string => `Buka halaman ${listed(pages)} terlebih dahulu.`,
  consented: 'Persetujuan Anda tercatat.',
  sign: 'Tanda tangani',
  signAsWitness: 'Tanda tangani sebagai saksi',
  why: {
    'not-open': 'Acara belum dibuka. Anda sudah dapat membaca dokumen.',
    'ceremony-closed': 'Acara telah ditutup. Dokumen ini tidak Anda tanda tangani.',
    unread: 'Bacalah seluruh halaman dan setujui isinya.',
    identify: 'Identitas Anda belum dipastikan petugas.',
    certify: 'Sertifikat Anda sedang dibuat di peramban ini.',
    'session-waits': 'Siap. Menunggu sesi penandatanganan dibuka.',
    'session-closed': 'Persetujuan Anda tersimpan. Sesi penandatanganan telah ditutup.',
    ready: 'Giliran Anda.',
  },
  waitsFor: (names: string): string => `Siap. Menunggu tanda tangan ${names}.`,
  progress: {
    preparing: 'Menyiapkan tanda tangan…',
    checking: 'Peramban memeriksa dokumen…',
    completing: 'Menyimpan tanda tangan…',
  },
  refused: {
    title: 'Peramban menolak menandatangani',
    body: 'Tidak ada yang ditandatangani, dan dokumen tidak berubah. Yang disiapkan peladen tidak sama dengan dokumen yang Anda setujui. Hubungi petugas hukum.',
    detail: (detail: string): string => `Alasan teknis: ${detail}`,
  },
  keyNote:
    'Kunci Anda dibuat di peramban ini dan tidak pernah meninggalkannya. Tanda tangan elektronik tidak tersertifikasi (PP 71/2019).',
  noKeys:
    'Persetujuan Anda tersimpan. Peramban ini tidak dapat menyimpan kunci (mungkin jendela pribadi). Buka tautan Anda di jendela biasa.',
  decline: 'Tolak dengan alasan',
  declineTitle: 'Tolak perjanjian ini',
  declineBody:
    'Setelah ditolak, tidak seorang pun dapat menandatangani perjanjian ini lagi. Alasan Anda dicatat dan diperlihatkan kepada para pihak dan petugas.',
  reason: 'Alasan',
  reasonHint: 'Sekurang-kurangnya tiga huruf.',
  declineNow: 'Tolak perjanjian',
  declinedTitle: 'Perjanjian ditolak',
  declinedBy: (name: string, time: string): string => `Oleh ${name}, ${time}.`,
  declinedNext: 'Perjanjian ini tidak ditandatangani lagi. Petugas hukum dapat menyusun versi baru.',
  draft: 'Dokumen ini belum disiapkan. Halaman terbuka dengan sendirinya begitu petugas hukum selesai.',
  ended: {
    paper: 'Perjanjian ini ditandatangani di atas kertas, dan tidak ditandatangani lagi di sini.',
    voided: 'Perjanjian ini dinyatakan batal. Hubungi petugas hukum.',
    replaced: 'Perjanjian ini digantikan oleh versi baru, yang ada dalam daftar Anda.',
  },
  opening: 'Membuka dokumen',
  documentFailed: 'Dokumen tersimpan. Dokumen tidak dapat dibuka sekarang.',
  documentChanged: 'Isi dokumen berubah sejak Anda membukanya. Bacalah dari awal sebelum menyetujui.',

  signedTitle: 'Telah Anda tanda tangani',
  signedWhen: (time: string): string => `Tanda tangan Anda tersimpan, ${time}.`,
  complete: 'Semua pihak telah menandatangani.',
  stillWaiting: (names: string): string => `Menunggu ${names}.`,
  download: 'Unduh PDF',
  verify: 'Periksa dokumen',

  handOver: 'Serahkan tablet',
  all: {
    sign: (count: number): string => (count === 1 ? 'Tanda tangani' : `Tanda tangani semua (${count})`),
    again: (count: number): string => `Coba lagi (${count})`,
    note: 'Satu gerakan menandatangani semua yang telah Anda setujui, masing-masing dengan tanda tangan sendiri.',
    running: (done: string, all: string): string => `${done} dari ${all} telah diproses. Jangan tutup halaman ini.`,
    unread: 'Belum dibaca',
    queued: 'Menunggu giliran',
    neverSigned: 'Tidak ditandatangani',
    signedWaiting: (others: number): string => `Telah Anda tanda tangani, menunggu ${others} lagi`,
    refused: (code: string): string =>
      `Belum ditandatangani. Peramban menolak: yang disiapkan bukan dokumen yang Anda setujui. Coba lagi, atau hubungi petugas hukum (${code}).`,
    unreachable: 'Belum ditandatangani. Peladen tidak terjangkau; coba lagi.',
  },
  wave: {
    sign: (count: number): string => (count === 1 ? 'Saksikan 1 perjanjian' : `Saksikan ${count} perjanjian`),
    again: (count: number): string => `Coba lagi (${count})`,
    note: 'Dengan satu sentuhan Anda menyetujui daftar ini dan menandatangani setiap perjanjian sebagai saksi.',
    running: (done: string, all: string): string => `${done} dari ${all}`,
    done: (signed: string, all: string): string => `${signed} dari ${all} perjanjian telah Anda saksikan`,
    failed: (count: number): string => `${count} perjanjian belum ditandatangani. Yang lain tersimpan.`,
  },
  helper: {
    title: 'Pendamping',
    by: (name: string, relation: string): string =>
      `Didampingi oleh ${name} (${relation}). Ini dicatat bersama tanda tangan Anda.`,
    add: 'Saya didampingi seseorang',
    remove: 'Tidak didampingi lagi',
    body: 'Pendamping membantu membaca atau menggunakan perangkat; yang menandatangani tetap orangnya sendiri. Nama dan hubungannya dicatat dan dapat dihapus; jurnal hanya memuat sidiknya.',
    name: 'Nama pendamping',
    relation: 'Hubungan',
    relationExample: 'misalnya anak, juru bahasa',
    record: 'Catat pendamping',
  },
  list: {
    title: 'Perjanjian Anda',
    titleWitness: 'Perjanjian yang Anda saksikan',
    progress: (signed: string, all: string): string => `${signed} dari ${all} telah Anda tanda tangani`,
    next: 'Buka berikutnya',
    nothingWaits: 'Tidak ada yang menunggu Anda saat ini. Halaman ini berubah dengan sendirinya.',
    back: 'Semua perjanjian',
    states: {
      'your-turn': 'Menunggu Anda',
      'session-waits': 'Sesi belum dibuka',
      'session-closed': 'Sesi ditutup',
      'turn-waits': 'Menunggu pihak lain',
      draft: 'Belum siap',
      declined: 'Ditolak',
      paper: 'Ditandatangani di kertas',
      voided: 'Batal',
      replaced: 'Digantikan',
      signed: 'Telah Anda tanda tangani',
    },
  },
};
