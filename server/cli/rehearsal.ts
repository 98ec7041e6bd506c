// npm run -s rehearsal -- --of CEREMONY [--id NEW] [--ready] [--data DIR]
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { identifier } from '#contract/ids';
import { isRefusal } from '#contract/refusal';
import { loadTemplate } from '#documents/template';
import { openCeremonies } from '#flow/ceremonies';
import { makeAllReady } from '#flow/import-ceremony';
import { rehearsalId, rehearse } from '#flow/rehearse';
import { systemClock as clock } from '#platform/clock';
import { randomBytes as random } from '#platform/random';
import { StartFault } from '#platform/start-fault';
import { openStore } from '#server/app';
import { readConfig } from '#server/config';
import { openAuthority } from '#signing/authority';
import { StoreFault } from '#store/fault';
import { dataFolder } from './data-folder.ts';

const USAGE = `Usage: npm run -s rehearsal -- --of CEREMONY [--id NEW] [--ready] [--data DIR]

Makes a rehearsal (gladi resik) of a ceremony that is here: its plan, in a ledger of its own, under the rehearsals' own
authority, marked on every screen and every page. Nothing that happened in the ceremony goes along.
--of     id of the ceremony.
--id     id of the rehearsal; without it the ceremony's, with -gladi behind it.
--ready  renders and certifies every agreement at once (their QR codes carry PUBLIC_URL).
--data   data folder, if not DATA_DIR.`;

type Given = {
  readonly of: string;
  readonly id: string | undefined;
  readonly ready: boolean;
  readonly data: string | undefined;
};

const readArguments = (): Given | null => {
  try {
    const { values } = parseArgs({
      options: {
        of: { type: 'string' },
        id: { type: 'string' },
        ready: { type: 'boolean', default: false },
        data: { type: 'string' },
      },
    });
    const { of, id, ready, data } = values;
    return of === undefined || (id !== undefined && !identifier.safeParse(id).success) ? null : { of, id, ready, data };
  } catch {
    return null;
  }
};

/** Exit code: 0 made, 1 nothing made, 2 wrong usage. */
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
  const id = given.id ?? rehearsalId(given.of, new Set(ceremonies.ids()));
  const live = await rehearse(given.of, id, { ceremonies, store, clock, random });
  if (isRefusal(live)) {
    console.error(`${live.refused.detail}\nNothing was made.`);
    return 1;
  }
  if (given.ready) {
    const template = await loadTemplate(
      fileURLToPath(new URL('../../templates/partnership-agreement', import.meta.url)),
    );
    await makeAllReady(live, { store, authority, template, random, publicUrl }, clock, (done, of) => {
      if (done % 25 === 0 || done === of) console.error(`${done} of ${of} agreements made ready`);
    });
  }
  const { ceremony, agreements } = live;
  console.log(
    `Rehearsal ${id} of ${given.of}: ${ceremony.people.size} people, ${ceremony.parties.size} parties, ${agreements.size} agreements. ` +
      `It is held under "${authority.rehearsal.name}". Start Teken to see the personal links.`,
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
