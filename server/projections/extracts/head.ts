import type { ExtractHead } from '#contract/extract-facts';
import type { LiveCeremony } from '../live-ceremony.ts';

/** What an extract needs besides the ledger. `print` makes a time ready to print. */
export type Drawing = {
  readonly now: Date;
  readonly print: (at: string) => string;
  readonly recordUrl: string;
};

export const extractHead = (live: LiveCeremony, { now, print, recordUrl }: Drawing): ExtractHead => {
  const { plan, fixedRecord } = live.ceremony;
  if (plan === null) throw new Error('Nothing can be drawn up of a ceremony without a plan.');
  return {
    ceremonyId: live.ceremonyId,
    title: plan.title,
    organiser: plan.organiser,
    place: plan.place,
    date: plan.date,
    sample: plan.sample,
    rehearsal: plan.rehearsal,
    drawnUpAt: print(now.toISOString()),
    upTo: live.position,
    record: fixedRecord === null ? null : { upTo: fixedRecord.upTo, root: fixedRecord.root },
    recordUrl,
  };
};

/** `09.12` out of `18 Jan 2021 09.12.07 WIB`: the day stands at the head. */
export const clockOf = (printed: string): string => /\d{2}\.\d{2}(?=\.\d{2})/.exec(printed)?.[0] ?? printed;

/** `09.12.07 WIB` out of it. */
export const timeOf = (printed: string): string => /\d{2}\.\d{2}\.\d{2}.*$/.exec(printed)?.[0] ?? printed;
