export const pdfId = {
  pages: 'Halaman dokumen',
  page: (number: number, count: number): string => `Halaman ${number} dari ${count}`,
  railPage: (number: number, isSeen: boolean): string => `Halaman ${number}, ${isSeen ? 'sudah' : 'belum'} dibaca`,
  reading: (title: string): string => `Isi dokumen: ${title}`,
  pageFailed: 'Dokumen tersimpan. Halaman ini gagal ditampilkan. Muat ulang halaman.',
  zoom: 'Ukuran tampilan',
  smaller: 'Perkecil',
  larger: 'Perbesar',
};
