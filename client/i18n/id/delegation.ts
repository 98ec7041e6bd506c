export const delegationId = {
  present: 'Hadir',
  presentSaid: 'Presensi tercatat',
  raise: 'Angkat tangan',
  raised: (place: number, of: number): string => `Tangan ${place} dari ${of}`,
};
