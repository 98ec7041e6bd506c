export const tableId = {
  linkTitle: 'Meja tanda tangan',
  linkBody:
    'Perangkat ini akan menjadi tablet bersama di meja tanda tangan. Kunci dan undangan pribadi yang tersimpan di peramban ini akan dihapus. Buka tautan ini hanya di tablet meja.',
  linkAct: 'Jadikan tablet meja',
  starting: 'Membersihkan tablet…',
  waitingTitle: 'Selamat datang',
  waitingBody: 'Petugas memanggil nama berikutnya. Layar ini berubah dengan sendirinya.',
  next: 'Giliran berikutnya',
  codeLabel: 'Kode sekali pakai dari petugas (delapan angka)',
  codeHint: 'Kode ini membuka berkas Anda saja, dan hanya sekali.',
  enter: 'Buka berkas saya',
  badForm: 'Kode terdiri atas delapan angka.',
  lost: 'Tablet siap. Sambungan terputus, kami menyambung lagi.',
  overTitle: 'Meja ini tidak dibuka',
  overBody: 'Tidak ada yang tertinggal di tablet ini. Mintalah tautan meja yang baru kepada petugas protokol.',
  idleTitle: 'Anda masih di sini?',
  idleBody: (seconds: number): string =>
    `Tablet dibersihkan dalam ${seconds} detik. Yang telah Anda tanda tangani tersimpan.`,
  stay: 'Saya masih di sini',
  handOver: 'Serahkan tablet',
  cleaning: 'Menghapus kunci Anda dari tablet ini…',
};
