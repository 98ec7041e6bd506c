export const termsId = {
  roles: {
    principal: 'Pimpinan acara',
    minister: 'Menteri',
    official: 'Pejabat',
    mc: 'Pembawa acara',
    director: 'Pengarah acara',
    protocol: 'Petugas protokol',
    legal: 'Petugas hukum',
    signatory: 'Penanda tangan',
    delegation: 'Delegasi daerah',
  },
  sectors: {
    services: 'Jasa',
    food: 'Makanan dan minuman',
    logistics: 'Logistik',
    stationery: 'Alat tulis dan seragam',
    building: 'Bahan bangunan',
    distribution: 'Distribusi',
    inventory: 'Perlengkapan kantor',
    other: 'Lainnya',
  },
};
