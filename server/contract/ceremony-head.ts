import type { Bilingual } from './agreement-facts.ts';

/** What stands at the head of whatever is drawn up of a ceremony. */
export type CeremonyHead = {
  readonly ceremonyId: string;
  readonly title: Bilingual;
  readonly organiser: string;
  readonly place: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly sample: boolean;
  readonly rehearsal: boolean;
};
