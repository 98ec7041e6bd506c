// npm run -s export -- --ceremony ID --out DIR | --check DIR
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '#platform/clock';
import { AskedWrongly, readArguments, runCommand } from './command-line.ts';
import { dataFolder } from './data-folder.ts';
import { checkArchive, isGood, type ArchiveFinding, type DocumentFinding } from './export/check-archive.ts';
import { readPage, writeArchive } from './export/write-archive.ts';
import { openLedgers } from './ledger/open-ledgers.ts';

const USAGE = `Usage: npm run -s export -- --ceremony ID --out DIR [--data DIR] [--trust ROOTS.pem] [--trust-time ROOTS.pem] [--crl LIST]
       npm run -s export -- --check DIR [--json]

Writes a folder with the documents, the ledger, certificates and a page that checks all of it without a network.
--trust        roots of other issuers whose certificates people signed with
--trust-time   roots of time-stamp authorities
--crl          a revocation list, as /authority/crl serves it, besides those that the documents hold`;

const PAGE_FILE = fileURLToPath(new URL('../../client/dist/offline/verify.html', import.meta.url));

const named = (path: string): Buffer => {
  try {
    return readFileSync(path);
  } catch {
    throw new AskedWrongly(`There is no file ${path} that can be read.`);
  }
};

const rootAt = (folder: string, rehearsal: boolean): string => {
  const path = rehearsal ? join(folder, 'keys', 'rehearsal', 'root.pem') : join(folder, 'keys', 'root.pem');
  return named(path).toString('utf8');
};

const STANDINGS: { readonly [standing in DocumentFinding['ledger']]: string } = {
  same: 'as the ledger names it',
  grown: 'an earlier state of what the ledger names',
  other: 'not what the ledger names',
  missing: 'not in the folder',
  unnamed: 'not named by the ledger',
};

/** What of a document does not hold. */
const sentenceOf = ({ file, ledger, report }: DocumentFinding): string => {
  const verdict = report === null ? '' : 'unreadable' in report ? '; unreadable' : `; signatures ${report.verdict}`;
  return `${file}: ${STANDINGS[ledger]}${verdict}`;
};

const leadsElsewhere = ({ report }: DocumentFinding): boolean =>
  report !== null &&
  'signatures' in report &&
  report.signatures.some(({ problems }) => problems.some((one) => one.startsWith(OTHER_ROOT)));
const OTHER_ROOT = 'unknown-root';

const check = async (folder: string, asJson: boolean): Promise<0 | 1> => {
  const base = resolve(folder);
  let finding: ArchiveFinding;
  try {
    finding = await checkArchive(async (name) => {
      const path = resolve(base, name);
      // A manifest names files of its own folder and no others.
      return path.startsWith(`${base}${sep}`) ? readFile(path).catch(() => null) : null;
    }, systemClock.now());
  } catch (error) {
    throw new AskedWrongly(error instanceof Error ? error.message : String(error), { cause: error });
  }
  const { manifest, ledger, documents, ok } = finding;
  if (asJson) console.log(JSON.stringify({ ok, ledger, documents }));
  else {
    console.log(
      ledger.ok
        ? `The ledger holds: events ${ledger.events}, root ${ledger.root}.`
        : `The ledger does not hold at event ${ledger.at}: ${ledger.why}.`,
    );
    if (ledger.ok && manifest.record !== null)
      console.log(`Its root at closing, over events 1 to ${manifest.record.upTo}: ${manifest.record.root}.`);
    for (const one of documents.filter((each) => !isGood(each))) console.log(sentenceOf(one));
    if (documents.some(leadsElsewhere))
      console.log('Roots of other issuers, such as that of a seal brought along, go into an export with --trust.');
    console.log(ok ? `All holds: documents ${documents.length}.` : 'Not everything holds.');
  }
  return ok ? 0 : 1;
};

/** Exit code: 0 written, or everything holds; 1 something does not hold; 2 asked wrongly. */
await runCommand(async () => {
  const text = { type: 'string' } as const;
  const { values } = readArguments(USAGE, {
    options: {
      ceremony: text,
      out: text,
      data: text,
      trust: text,
      'trust-time': text,
      crl: text,
      check: text,
      json: { type: 'boolean' },
    },
  });
  if (values.check !== undefined) return check(values.check, values.json === true);
  if (values.ceremony === undefined || values.out === undefined) throw new AskedWrongly(USAGE);
  const folder = dataFolder(values.data);
  using database = openLedgers(folder);
  const manifest = await writeArchive(database, {
    ledger: values.ceremony,
    out: resolve(values.out),
    now: systemClock.now(),
    rootOf: (rehearsal) => rootAt(folder, rehearsal),
    otherRoots: values.trust === undefined ? '' : named(values.trust).toString('utf8'),
    timeRoots: values['trust-time'] === undefined ? '' : named(values['trust-time']).toString('utf8'),
    list: values.crl === undefined ? null : named(values.crl),
    page: readPage(PAGE_FILE),
  });
  console.log(
    `Exported to ${resolve(values.out)}: events ${manifest.events}, documents ${manifest.documents.length}.\n` +
      `Root: ${manifest.root}\nOpen verify.html there in a browser and choose the folder; no network is needed.`,
  );
  return 0;
});
