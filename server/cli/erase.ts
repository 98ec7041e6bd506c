// npm run -s erase -- --ceremony ID --person ID --reason asked|retention-ended|entered-by-mistake [--data DIR]
import { parseArgs } from 'node:util';
import { decide } from '#ceremony/decide';
import { ERASURE_REASONS, type ErasureReason } from '#contract/constants';
import { isRefusal } from '#contract/refusal';
import { ceremonyWrites, toStreamWrites } from '#flow/act';
import { openCeremonies } from '#flow/ceremonies';
import { systemClock as clock } from '#platform/clock';
import { subjectsAbout } from '#projections/record-data';
import { unfinishedOf } from '#projections/unfinished';
import { openStore } from '#server/app';
import { databaseFile } from '#store/database';
import { StoreFault } from '#store/fault';
import { existsSync } from 'node:fs';
import { dataFolder } from './data-folder.ts';

const USAGE = `Usage: npm run -s erase -- --ceremony ID --person ID --reason REASON [--data DIR]

REASON is one of ${ERASURE_REASONS.join(', ')}. No server may run on the data folder; on a running one an officer
erases. Signed documents keep the names that were signed, and backups made before keep what they hold.`;

type Asked = {
  readonly ceremony: string;
  readonly person: string;
  readonly reason: ErasureReason;
  readonly data: string;
};

const readArguments = (): Asked | null => {
  try {
    const text = { type: 'string' } as const;
    const { values } = parseArgs({ options: { ceremony: text, person: text, reason: text, data: text } });
    const { ceremony, person } = values;
    const reason = ERASURE_REASONS.find((one) => one === values.reason);
    if (ceremony === undefined || person === undefined || reason === undefined) return null;
    return { ceremony, person, reason, data: dataFolder(values.data) };
  } catch {
    return null;
  }
};

/** Exit code: 0 erased, 1 refused, 2 asked wrongly. */
const run = async (): Promise<0 | 1 | 2> => {
  const asked = readArguments();
  if (asked === null) {
    console.error(USAGE);
    return 2;
  }
  if (!existsSync(databaseFile(asked.data))) {
    console.error(`There is no database in ${asked.data}. Name the data folder with --data DIR.`);
    return 2;
  }
  await using store = await openStore(asked.data);
  const ceremonies = await openCeremonies(store);
  const live = await ceremonies.load(asked.ceremony);
  if (live === null) {
    console.error(`There is no ceremony "${asked.ceremony}" in ${asked.data}.`);
    return 2;
  }
  const at = clock.now().toISOString();
  const personId = asked.person;
  const subjects = subjectsAbout(live, personId);
  const unfinished = unfinishedOf(live, personId);
  const decision = decide(
    { name: 'erase-person', personId, reason: asked.reason, subjects, unfinished },
    live.ceremony,
    at,
  );
  if (isRefusal(decision)) {
    console.error(decision.refused.detail);
    return 1;
  }
  const appended = await store.append({
    ledger: live.ceremonyId,
    actor: 'erase',
    at,
    writes: toStreamWrites(live.versions, ceremonyWrites(decision)),
    erases: { subjects, preparedOf: [personId] },
  });
  ceremonies.stop();
  if (!appended.ok) throw new Error(appended.detail);
  console.log(`Erased ${subjects.length} entries about ${personId}; event ${appended.position} says so.`);
  return 0;
};

try {
  process.exitCode = await run();
} catch (error) {
  if (!(error instanceof StoreFault)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
