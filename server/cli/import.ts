// npm run -s import -- DIR [--ready] [--data DIR]
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadTemplate } from '#documents/template';
import { openCeremonies } from '#flow/ceremonies';
import { systemClock as clock } from '#platform/clock';
import { randomBytes as random } from '#platform/random';
import { StartFault } from '#platform/start-fault';
import { openStore } from '#server/app';
import { readConfig } from '#server/config';
import { openAuthority } from '#signing/authority';
import { StoreFault } from '#store/fault';
import { dataFolder } from './data-folder.ts';
import { importFolder } from './import-folder.ts';
import { formatProblem } from './import/import-problem.ts';

const USAGE = `Usage: npm run -s import -- DIR [--ready] [--data DIR]

DIR holds ceremony.json, rundown.csv, people.csv, delegations.csv, parties.csv and agreements.csv.
--ready  renders and certifies every agreement at once (their QR codes carry PUBLIC_URL).
--data   data folder, if not DATA_DIR.`;

const readArguments = (): {
  readonly dir: string;
  readonly ready: boolean;
  readonly data: string | undefined;
} | null => {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { ready: { type: 'boolean', default: false }, data: { type: 'string' } },
    });
    const [dir, ...more] = positionals;
    return dir === undefined || more.length > 0 ? null : { dir, ready: values.ready, data: values.data };
  } catch {
    return null;
  }
};

/** Exit code: 0 imported, 1 nothing imported, 2 wrong usage. */
const run = async (): Promise<0 | 1 | 2> => {
  const given = readArguments();
  if (given === null) {
    console.error(USAGE);
    return 2;
  }
  const reading = readConfig();
  if (!reading.ok) {
    console.error(reading.problems.join('\n'));
    return 1;
  }
  const { publicUrl, organiser } = reading.config;
  const folder = dataFolder(given.data);
  await using store = await openStore(folder);
  const authority = await openAuthority({
    folder: `${folder}/keys`,
    organiser,
    now: clock.now(),
    crlUrl: `${publicUrl}/authority/crl`,
    randomBytes: random,
  });
  const ceremonies = await openCeremonies(store);
  const template = await loadTemplate(fileURLToPath(new URL('../../templates/partnership-agreement', import.meta.url)));
  const house = { store, authority, ceremonies, template, publicUrl, clock, random };
  const imported = await importFolder(given.dir, house, given.ready, (done, of) => {
    if (done % 25 === 0 || done === of) console.error(`${done} of ${of} agreements made ready`);
  });
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
};

try {
  process.exitCode = await run();
} catch (error) {
  if (!(error instanceof StoreFault || error instanceof StartFault)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
