import type { CeremonyHead } from '#contract/ceremony-head';
import type { LiveCeremony } from './live-ceremony.ts';

/** Throws when the ceremony has no plan: then nothing can be drawn up of it. */
export const ceremonyHead = ({ ceremonyId, ceremony: { plan } }: LiveCeremony): CeremonyHead => {
  if (plan === null) throw new Error('Nothing can be drawn up of a ceremony without a plan.');
  const { title, organiser, place, date, sample, rehearsal } = plan;
  return { ceremonyId, title, organiser, place, date, sample, rehearsal };
};
