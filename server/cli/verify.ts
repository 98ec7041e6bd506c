// npm run -s verify -- FILE.pdf [--trust ROOT.pem]… [--json] [--data DIR]
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { MAX_VERIFY_BYTES } from '#contract/constants';
import { systemClock } from '#platform/clock';
import { verifyPdf, type VerifyReport } from '#signing/verify';
import { dataFolder } from './data-folder.ts';

const USAGE = 'Usage: npm run -s verify -- FILE.pdf [--trust ROOT.pem]... [--json] [--data DIR]';

type Given = {
  readonly file: string;
  readonly trust: readonly string[];
  readonly json: boolean;
  readonly data: string;
};

function readArguments(): Given | null {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        trust: { type: 'string', multiple: true },
        json: { type: 'boolean', default: false },
        data: { type: 'string' },
      },
    });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) return null;
    return { file, trust: values.trust ?? [], json: values.json, data: dataFolder(values.data) };
  } catch {
    return null;
  }
}

/** What was named as trusted, else this machine's own root, else nothing. */
async function rootsOf(given: Given): Promise<string[]> {
  if (given.trust.length > 0) return Promise.all(given.trust.map((path) => readFile(path, 'utf8')));
  try {
    return [await readFile(join(given.data, 'keys', 'root.pem'), 'utf8')];
  } catch {
    return [];
  }
}

function describe(report: VerifyReport): string {
  const lines = [`Verdict: ${report.verdict}`, `Modified after signing: ${report.modifiedAfterSigning ? 'yes' : 'no'}`];
  for (const signature of report.signatures) {
    const who = [signature.name, signature.role, signature.organisation].filter((part) => part !== '').join(', ');
    lines.push(
      '',
      `${signature.certifies ? 'Certification' : 'Signature'} ${signature.field}: ${signature.valid ? 'valid' : 'not valid'}`,
      `  by ${who || 'an unknown signer'}`,
      `  at ${signature.time || 'an unknown time'} (stated by the signer), level ${signature.level}`,
      ...signature.problems.map((problem) => `  ${problem}`),
    );
  }
  if (report.problems.length > 0) lines.push('', ...report.problems);
  return lines.join('\n');
}

/** Exit code: 0 valid, 1 not valid or indeterminate, 2 unreadable or wrong usage. */
async function run(): Promise<0 | 1 | 2> {
  const given = readArguments();
  if (!given) {
    console.error(USAGE);
    return 2;
  }
  const refuse = (problem: string): 2 => {
    if (given.json) console.log(JSON.stringify({ unreadable: true, problem }, null, 2));
    else console.error(problem);
    return 2;
  };
  let roots: string[];
  let bytes: Uint8Array;
  try {
    roots = await rootsOf(given);
    const { size } = await stat(given.file);
    if (size > MAX_VERIFY_BYTES) return refuse('unreadable: The file is too large to be judged.');
    bytes = await readFile(given.file);
  } catch (problem) {
    return refuse(`unreadable: ${problem instanceof Error ? problem.message : 'The file cannot be read.'}`);
  }
  const report = await verifyPdf(bytes, { roots, now: systemClock.now() });
  if ('unreadable' in report) return refuse(report.problem);
  console.log(given.json ? JSON.stringify(report, null, 2) : describe(report));
  return report.verdict === 'valid' ? 0 : 1;
}

process.exitCode = await run();
