// npm run -s verify -- FILE.pdf [--trust ROOT.pem]… [--trust-time ROOT.pem]… [--crl LIST]… [--json] [--data DIR]
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { MAX_VERIFY_BYTES } from '#contract/constants';
import { systemClock } from '#platform/clock';
import { PROGRAM } from '#platform/program';
import { verifyPdf } from '#signing/verify';
import { readCertificate } from '#signing/verify/certificate';
import { readRevocationList } from '#signing/verify/revocation-list';
import { AskedWrongly, readArguments, runCommand } from './command-line.ts';
import { dataFolder } from './data-folder.ts';
import { describe } from './verify/describe.ts';

const USAGE = `Usage: npm run -s verify -- FILE.pdf [--trust ROOT.pem]... [--trust-time ROOT.pem]... [--crl LIST]... [--json] [--data DIR]

--trust        root of the organiser, as /authority/root.pem serves it; without it that of the data folder, if there is one
--trust-time   root of a time-stamp authority
--crl          a revocation list, as /authority/crl serves it, besides those that the document holds`;

type Given = { readonly trust: readonly string[]; readonly data: string };

/** What was named as trusted (PEM or DER), else this machine's own root, else nothing. Throws a sentence. */
async function rootsOf(given: Given): Promise<Uint8Array[]> {
  if (given.trust.length > 0) return Promise.all(given.trust.map(readRoot));
  const own = join(given.data, 'keys', 'root.pem');
  return existsSync(own) ? [await readRoot(own)] : [];
}

/** Throws a sentence. */
async function readNamed(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new Error(`There is no file ${path} that can be read.`, { cause });
  }
}

async function readRoot(path: string): Promise<Uint8Array> {
  const bytes = await readNamed(path);
  try {
    return readCertificate(bytes).der;
  } catch (cause) {
    throw new Error(`${path} holds no certificate.`, { cause });
  }
}

/** DER or PEM, as `/authority/crl` serves it. Throws a sentence. */
async function readList(path: string): Promise<Uint8Array> {
  const bytes = await readNamed(path);
  try {
    return readRevocationList(bytes).der;
  } catch (cause) {
    throw new Error(`${path} holds no revocation list.`, { cause });
  }
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
    const size = (await stat(file).catch(() => null))?.size ?? 0;
    if (size > MAX_VERIFY_BYTES) return refuse('unreadable: The file is too large to be judged.');
    bytes = await readNamed(file);
  } catch (problem) {
    return refuse(`unreadable: ${problem instanceof Error ? problem.message : 'The file cannot be read.'}`);
  }
  const now = systemClock.now();
  const report = await verifyPdf(bytes, { roots, timeRoots, crls, now });
  if ('unreadable' in report) return refuse(report.problem);
  const document = { sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length };
  const checked = { checkedWith: PROGRAM, checkedAt: now.toISOString(), document };
  console.log(values.json ? JSON.stringify({ ...checked, ...report }, null, 2) : describe(report, document));
  return report.verdict === 'valid' ? 0 : 1;
});
