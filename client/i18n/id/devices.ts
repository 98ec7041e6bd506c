export const devicesId = {
  outcomes: {
    off: 'Belum dicoba',
    opening: 'Menunggu izin Anda di peramban',
    granted: 'Siap',
    denied: 'Izin ditolak. Klik ikon gembok di samping alamat, izinkan, lalu coba lagi.',
    missing: 'Tidak ditemukan. Pasang perangkat; kami mencobanya dengan sendirinya.',
    taken: 'Sedang dipakai program lain. Tutup program itu, lalu coba lagi.',
    insecure: 'Halaman ini tidak dibuka lewat HTTPS, jadi peramban melarangnya. Buka alamat yang diawali https.',
    unsupported: 'Peramban ini tidak menyediakannya. Pakai Chrome, Edge, Firefox atau Safari yang baru.',
    ended: 'Terlepas. Pasang kembali; kami mencobanya dengan sendirinya.',
    released: 'Belum dicoba',
  },
};
