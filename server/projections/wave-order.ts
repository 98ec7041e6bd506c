import type { LiveCeremony } from './live-ceremony.ts';

/** The agreements of a wave in its order: those that were put in one, then by number (C128). */
export const agreementsInOrder = (live: LiveCeremony, wave: number): readonly string[] => {
  const place = new Map((live.ceremony.waves.get(wave)?.order ?? []).map((agreementId, index) => [agreementId, index]));
  const rows: { readonly agreementId: string; readonly number: string; readonly place: number }[] = [];
  for (const [agreementId, state] of live.agreements) {
    if (state.phase === 'unknown' || state.wave !== wave) continue;
    rows.push({ agreementId, number: state.draft.number, place: place.get(agreementId) ?? Number.MAX_SAFE_INTEGER });
  }
  rows.sort((a, b) => a.place - b.place || (a.number < b.number ? -1 : a.number > b.number ? 1 : 0));
  return rows.map(({ agreementId }) => agreementId);
};
