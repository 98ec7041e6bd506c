// npm run -s import -- DIR [--ready] [--data DIR]
import { openStore } from '#server/app';
import { AskedWrongly, readArguments, runCommand } from './command-line.ts';
import { dataFolder } from './data-folder.ts';
import { importFolder } from './import-folder.ts';
import { formatProblem } from './import/import-problem.ts';
import { openImportHouse, readMaker, sayProgress } from './open-import-house.ts';

const USAGE = `Usage: npm run -s import -- DIR [--ready] [--data DIR]

DIR holds ceremony.json, rundown.csv, people.csv, delegations.csv, parties.csv and agreements.csv, annexes.csv where
there are annexes, and scenes.csv where there are scenes.
--ready  renders and certifies every agreement at once (their QR codes carry PUBLIC_URL).
--data   data folder, if not DATA_DIR.`;

/** Exit code: 0 imported, 1 nothing imported, 2 wrong usage. */
await runCommand(async () => {
  const { values, positionals } = readArguments(USAGE, {
    allowPositionals: true,
    options: { ready: { type: 'boolean', default: false }, data: { type: 'string' } },
  });
  const [dir, ...more] = positionals;
  if (dir === undefined || more.length > 0) throw new AskedWrongly(USAGE);
  const maker = readMaker();
  const folder = dataFolder(values.data);
  await using store = await openStore(folder);
  const house = await openImportHouse(store, folder, maker);
  const imported = await importFolder(dir, house, values.ready, sayProgress);
  if (!imported.ok) {
    for (const problem of imported.problems) console.error(formatProblem(problem));
    console.error('Nothing was imported.');
    return 1;
  }
  const { ceremony, agreements, ceremonyId } = imported.live;
  console.log(
    `Imported ${ceremonyId}: ${ceremony.people.size} people, ${ceremony.parties.size} parties, ${agreements.size} agreements. ` +
      'Start Teken to see the personal links.',
  );
  return 0;
});
