// npm run -s rehearsal -- --of CEREMONY [--id NEW] [--ready] [--data DIR]
import { identifier } from '#contract/ids';
import { isRefusal } from '#contract/refusal';
import { makeAllReady } from '#flow/import-ceremony';
import { rehearsalId, rehearse } from '#flow/rehearse';
import { openStore } from '#server/app';
import { AskedWrongly, readArguments, runCommand } from './command-line.ts';
import { dataFolder } from './data-folder.ts';
import { openImportHouse, readMaker, sayProgress } from './open-import-house.ts';

const USAGE = `Usage: npm run -s rehearsal -- --of CEREMONY [--id NEW] [--ready] [--data DIR]

Makes a rehearsal (gladi resik) of a ceremony that is here: its plan, in a ledger of its own, under the rehearsals' own
authority, marked on every screen and every page. Nothing that happened in the ceremony goes along.
--of     id of the ceremony.
--id     id of the rehearsal; without it the ceremony's, with -gladi behind it.
--ready  renders and certifies every agreement at once (their QR codes carry PUBLIC_URL).
--data   data folder, if not DATA_DIR.`;

/** Exit code: 0 made, 1 nothing made, 2 wrong usage. */
await runCommand(async () => {
  const text = { type: 'string' } as const;
  const { values } = readArguments(USAGE, {
    options: { of: text, id: text, ready: { type: 'boolean', default: false }, data: text },
  });
  const { of } = values;
  if (of === undefined || (values.id !== undefined && !identifier.safeParse(values.id).success)) {
    throw new AskedWrongly(USAGE);
  }
  const maker = readMaker();
  const folder = dataFolder(values.data);
  await using store = await openStore(folder);
  const house = await openImportHouse(store, folder, maker);
  const id = values.id ?? rehearsalId(of, new Set(house.ceremonies.ids()));
  const live = await rehearse(of, id, house);
  if (isRefusal(live)) {
    console.error(`${live.refused.detail}\nNothing was made.`);
    return 1;
  }
  if (values.ready) await makeAllReady(live, house, house.clock, sayProgress);
  const { ceremony, agreements } = live;
  console.log(
    `Rehearsal ${id} of ${of}: ${ceremony.people.size} people, ${ceremony.parties.size} parties, ${agreements.size} agreements. ` +
      `It is held under "${house.authority.rehearsal.name}". Start Teken to see the personal links.`,
  );
  return 0;
});
