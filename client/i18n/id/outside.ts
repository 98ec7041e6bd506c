export const outsideId = {
  notIn: 'Anda belum masuk',
  takenOver: {
    title: 'Dibuka di tempat lain',
    byTab: 'Semua yang telah Anda lakukan tersimpan. Undangan ini sedang dipakai di jendela lain pada perangkat ini.',
    byDevice: 'Semua yang telah Anda lakukan tersimpan. Undangan ini sedang dipakai di perangkat lain.',
    useHere: 'Pakai di sini',
    openLink: 'Untuk memakainya di sini, buka kembali tautan pribadi Anda di perangkat ini.',
  },
  notFound: {
    title: 'Halaman tidak ditemukan',
    body: 'Alamat ini tidak ada. Buka tautan pribadi Anda, atau mulai dari halaman depan.',
    home: 'Ke halaman depan',
  },
};
