export const lobbyId = {
  title: 'Anda di ruang depan',
  body: 'Kehadiran Anda sudah tercatat. Petugas protokol mempersilakan Anda masuk sebentar lagi; tetaplah di halaman ini.',
};
