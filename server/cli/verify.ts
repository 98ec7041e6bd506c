// npm run -s verify -- FILE.pdf [--trust ROOT.pem]… [--trust-time ROOT.pem]… [--crl LIST]… [--json] [--data DIR]
import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { MAX_VERIFY_BYTES } from '#contract/constants';
import { systemClock } from '#platform/clock';
import { verifyPdf, type VerifyReport } from '#signing/verify';
import { readCertificate } from '#signing/verify/certificate';
import { readRevocationList } from '#signing/verify/revocation-list';
import { AskedWrongly, readArguments, runCommand } from './command-line.ts';
import { dataFolder } from './data-folder.ts';

const USAGE =
  'Usage: npm run -s verify -- FILE.pdf [--trust ROOT.pem]... [--trust-time ROOT.pem]... [--crl LIST]... [--json] [--data DIR]';

type Given = { readonly trust: readonly string[]; readonly data: string };

/** What was named as trusted (PEM or DER), else this machine's own root, else nothing. Throws a sentence. */
async function rootsOf(given: Given): Promise<Uint8Array[]> {
  if (given.trust.length > 0) return Promise.all(given.trust.map(readRoot));
  const own = join(given.data, 'keys', 'root.pem');
  return existsSync(own) ? [await readRoot(own)] : [];
}

async function readRoot(path: string): Promise<Uint8Array> {
  const bytes = await readFile(path);
  try {
    return readCertificate(bytes).der;
  } catch (cause) {
    throw new Error(`${path} holds no certificate.`, { cause });
  }
}

/** DER or PEM, as `/authority/crl` serves it. Throws a sentence. */
async function readList(path: string): Promise<Uint8Array> {
  const bytes = await readFile(path);
  try {
    return readRevocationList(bytes).der;
  } catch (cause) {
    throw new Error(`${path} holds no revocation list.`, { cause });
  }
}

const ATTESTED: Readonly<Record<NonNullable<VerifyReport['timeAttestedBy']>, string>> = {
  signer: 'stated by the signer alone',
  organiser: 'attested by the organiser only',
  external: 'attested by an authority that is not the organiser',
};

function describe(report: VerifyReport): string {
  const lines = [`Verdict: ${report.verdict}`, `Modified after signing: ${report.modifiedAfterSigning ? 'yes' : 'no'}`];
  if (report.level !== null && report.timeAttestedBy !== null) {
    lines.push(`Level: ${report.level}, time ${ATTESTED[report.timeAttestedBy]}`);
  }
  for (const signature of report.signatures) {
    const who = [signature.name, signature.role, signature.organisation].filter((part) => part !== '').join(', ');
    lines.push(
      '',
      `${signature.certifies ? 'Certification' : 'Signature'} ${signature.field}: ${signature.valid ? 'valid' : 'not valid'}`,
      `  by ${who || 'an unknown signer'}`,
      `  at ${signature.time || 'an unknown time'} (stated by the signer), level ${signature.level}`,
      ...(signature.provenAt === null
        ? []
        : [
            `  there at ${signature.provenAt}, by ${signature.attestedByName ?? ''} (${ATTESTED[signature.attestedBy]})`,
          ]),
      ...(signature.revokedLater === null
        ? []
        : [`  certificate revoked later, at ${signature.revokedLater.at} (${signature.revokedLater.reason})`]),
      ...signature.timestamps.flatMap(({ problems }) => problems.map((problem) => `  ${problem}`)),
      ...signature.problems.map((problem) => `  ${problem}`),
    );
  }
  for (const { field, at, by, problems } of report.timestamps) {
    lines.push('', `Document timestamp ${field}: ${at || 'an unknown time'}, by ${by || 'an unknown authority'}`);
    lines.push(...problems.map((problem) => `  ${problem}`));
  }
  if (report.problems.length > 0) lines.push('', ...report.problems);
  return lines.join('\n');
}

/** Exit code: 0 valid, 1 not valid or indeterminate, 2 unreadable or wrong usage. */
await runCommand(async () => {
  const { values, positionals } = readArguments(USAGE, {
    allowPositionals: true,
    options: {
      trust: { type: 'string', multiple: true },
      'trust-time': { type: 'string', multiple: true },
      crl: { type: 'string', multiple: true },
      json: { type: 'boolean', default: false },
      data: { type: 'string' },
    },
  });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new AskedWrongly(USAGE);
  const refuse = (problem: string): 2 => {
    if (values.json) console.log(JSON.stringify({ unreadable: true, problem }, null, 2));
    else console.error(problem);
    return 2;
  };
  let roots: Uint8Array[];
  let timeRoots: Uint8Array[];
  let crls: Uint8Array[];
  let bytes: Uint8Array;
  try {
    roots = await rootsOf({ trust: values.trust ?? [], data: dataFolder(values.data) });
    timeRoots = await Promise.all((values['trust-time'] ?? []).map(readRoot));
    crls = await Promise.all((values.crl ?? []).map(readList));
    const { size } = await stat(file);
    if (size > MAX_VERIFY_BYTES) return refuse('unreadable: The file is too large to be judged.');
    bytes = await readFile(file);
  } catch (problem) {
    return refuse(`unreadable: ${problem instanceof Error ? problem.message : 'The file cannot be read.'}`);
  }
  const report = await verifyPdf(bytes, { roots, timeRoots, crls, now: systemClock.now() });
  if ('unreadable' in report) return refuse(report.problem);
  console.log(values.json ? JSON.stringify(report, null, 2) : describe(report));
  return report.verdict === 'valid' ? 0 : 1;
});
