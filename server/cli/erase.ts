// npm run -s erase -- --ceremony ID --person ID --reason asked|retention-ended|entered-by-mistake [--data DIR]
import { existsSync } from 'node:fs';
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
import { AskedWrongly, readArguments, runCommand } from './command-line.ts';
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

const readAsked = (): Asked => {
  const text = { type: 'string' } as const;
  const { values } = readArguments(USAGE, { options: { ceremony: text, person: text, reason: text, data: text } });
  const { ceremony, person } = values;
  const reason = ERASURE_REASONS.find((one) => one === values.reason);
  if (ceremony === undefined || person === undefined || reason === undefined) throw new AskedWrongly(USAGE);
  return { ceremony, person, reason, data: dataFolder(values.data) };
};

/** Exit code: 0 erased, 1 refused, 2 asked wrongly. */
await runCommand(async () => {
  const asked = readAsked();
  if (!existsSync(databaseFile(asked.data))) {
    throw new AskedWrongly(`There is no database in ${asked.data}. Name the data folder with --data DIR.`);
  }
  await using store = await openStore(asked.data);
  const ceremonies = await openCeremonies(store);
  const live = await ceremonies.load(asked.ceremony);
  if (live === null) throw new AskedWrongly(`There is no ceremony "${asked.ceremony}" in ${asked.data}.`);
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
  console.log(`Erased about ${personId}: entries ${subjects.length}; event ${appended.position} says so.`);
  return 0;
});
