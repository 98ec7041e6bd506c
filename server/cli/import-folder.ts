import { isRefusal } from '#contract/refusal';
import type { Tools } from '#flow/act';
import type { Ceremonies } from '#flow/ceremonies';
import { importCeremony, makeAllReady } from '#flow/import-ceremony';
import type { Clock } from '#platform/clock';
import type { LiveCeremony } from '#projections/live-ceremony';
import type { ImportProblem } from './import/import-problem.ts';
import { readCeremonyFolder } from './read-ceremony-folder.ts';

export type ImportHouse = Pick<Tools, 'store' | 'authority' | 'templates' | 'random' | 'publicUrl'> & {
  readonly ceremonies: Ceremonies;
  readonly clock: Clock;
};

/** Told while documents are made: how many of how many. */
export type ImportProgress = (done: number, of: number) => void;

/**
 * Brings the ceremony in a folder into the ledger, all of it or nothing; with `ready`, its agreements are rendered and
 * certified at once.
 */
export const importFolder = async (
  dir: string,
  house: ImportHouse,
  ready: boolean,
  progress: ImportProgress,
): Promise<
  | { readonly ok: true; readonly live: LiveCeremony }
  | { readonly ok: false; readonly problems: readonly ImportProblem[] }
> => {
  const read = await readCeremonyFolder(dir);
  if (!read.ok) return read;
  const live = await importCeremony(read.plan, house);
  if (isRefusal(live)) {
    const message = live.refused.detail;
    return {
      ok: false,
      problems: [{ file: 'ceremony.json', row: null, column: 'ceremonyId', code: 'taken', message }],
    };
  }
  if (ready) await makeAllReady(live, house, house.clock, progress);
  return { ok: true, live };
};
