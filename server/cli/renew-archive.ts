// npm run -s renew-archive -- --ceremony ID --officer ID [--own] [--data DIR]
import { existsSync } from 'node:fs';
import { openCeremonies } from '#flow/ceremonies';
import { createEvidenceTools } from '#flow/evidence-tools';
import { renewCeremony } from '#flow/renew-ceremony';
import { systemClock as clock } from '#platform/clock';
import { randomBytes as random } from '#platform/random';
import { StartFault } from '#platform/start-fault';
import { createTurns } from '#platform/turns';
import type { LiveCeremony } from '#projections/live-ceremony';
import { openStore } from '#server/app';
import { readConfig } from '#server/config';
import { openConfiguredAuthority, vaultOf } from '#setup/authority-opener';
import { openSigningService } from '#setup/signing-service';
import { databaseFile } from '#store/database';
import { AskedWrongly, readArguments, runCommand } from './command-line.ts';
import { dataFolder } from './data-folder.ts';

const USAGE = `Usage: npm run -s renew-archive -- --ceremony ID --officer ID [--own] [--data DIR]

Puts one more document timestamp on every sealed agreement of a ceremony and on its minutes, with what proves the one
before; what was still pending is settled by it. No server may run on the data folder; on a running one the legal officer
renews document by document.
--officer   id of the legal officer who answers for it, as the ledger will say.
--own       by the organiser's own authority, also where TSA_URL names another one.
--data      data folder, if not DATA_DIR.`;

/** C228, A39: the same people as on the screen. */
const refuseOthers = ({ ceremony }: LiveCeremony, officer: string): void => {
  const person = ceremony.people.get(officer);
  if (person?.role === 'legal' && person.link.state !== 'revoked') return;
  const known = [...ceremony.people.values()].filter(({ role }) => role === 'legal').map(({ personId }) => personId);
  throw new AskedWrongly(
    `"${officer}" is no legal officer of this ceremony. There are: ${known.join(', ') || 'none'}.`,
  );
};

const sayProgress = (done: number, of: number): void => {
  if (done % 25 === 0 || done === of) console.error(`${done} of ${of} documents`);
};

/** Exit code: 0 all renewed, 1 something stayed as it was, 2 asked wrongly. */
await runCommand(async () => {
  const text = { type: 'string' } as const;
  const { values } = readArguments(USAGE, {
    options: { ceremony: text, officer: text, own: { type: 'boolean', default: false }, data: text },
  });
  const { ceremony, officer, own } = values;
  if (ceremony === undefined || officer === undefined) throw new AskedWrongly(USAGE);
  const reading = readConfig();
  if (!reading.ok) throw new StartFault(reading.problems.join('\n'));
  const { config } = reading;
  const folder = dataFolder(values.data);
  if (!existsSync(databaseFile(folder))) {
    throw new AskedWrongly(`There is no database in ${folder}. Name the data folder with --data DIR.`);
  }
  await using store = await openStore(folder);
  const ceremonies = await openCeremonies(store);
  try {
    const live = await ceremonies.load(ceremony);
    if (live === null) throw new AskedWrongly(`There is no ceremony "${ceremony}" in ${folder}.`);
    refuseOthers(live, officer);
    const vault = vaultOf(config, random);
    const authority = await openConfiguredAuthority(config, { folder, vault, now: clock.now(), randomBytes: random });
    const turn = createTurns();
    const evidence = createEvidenceTools({
      ceremonies,
      authority,
      tsa: { urls: config.tsaUrls, timeoutMs: config.tsaTimeout, roots: config.tsaRoots },
      recognisedRoots: openSigningService(config.signingService, clock)?.roots ?? [],
      turn,
      clock,
      random,
    });
    const { renewed, failed } = await renewCeremony(
      live,
      { tools: { store, turn, ...evidence }, clock },
      { officer, own },
      sayProgress,
    );
    for (const { document, detail } of failed) console.error(`${document}: ${detail}`);
    console.log(`Renewed: ${renewed} of ${renewed + failed.length} documents.`);
    return failed.length === 0 ? 0 : 1;
  } finally {
    ceremonies.stop();
  }
});
