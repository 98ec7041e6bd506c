import type { ExtractHead } from '#contract/extract-facts';
import { ceremonyHead } from '../ceremony-head.ts';
import type { LiveCeremony } from '../live-ceremony.ts';

/** What an extract needs besides the ledger. `print` makes a time ready to print. */
export type Drawing = {
  readonly now: Date;
  readonly print: (at: string) => string;
  readonly recordUrl: string;
};

export const extractHead = (live: LiveCeremony, { now, print, recordUrl }: Drawing): ExtractHead => {
  const { fixedRecord } = live.ceremony;
  return {
    ...ceremonyHead(live),
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
