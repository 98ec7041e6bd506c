// A thread that judges one file after another (F20).
import { parentPort } from 'node:worker_threads';
import { bounded } from './verify/bounded.ts';
import { verifyPdf, type Unreadable, type VerifyOptions, type VerifyReport } from './verify.ts';

/** Whom to believe, and when it is. */
export type Trusted = Pick<VerifyOptions, 'roots' | 'timeRoots' | 'crls' | 'now'>;
export type Job = { readonly bytes: Uint8Array; readonly trusts: readonly Trusted[] };
export type Done =
  | { readonly ok: true; readonly judged: { readonly under: number; readonly report: VerifyReport | Unreadable } }
  | { readonly ok: false; readonly fault: string };

const isForeign = (report: VerifyReport | Unreadable): boolean =>
  !('unreadable' in report) &&
  report.signatures.length > 0 &&
  report.signatures.every(({ problems }) => problems.some((problem) => problem.startsWith('unknown-root: ')));

/** By the first trust that knows whose certificates they are; by the very first when none does. */
const judge = async ({ bytes, trusts }: Job): Promise<{ under: number; report: VerifyReport | Unreadable }> => {
  let first: VerifyReport | Unreadable | null = null;
  for (const [under, trust] of trusts.entries()) {
    const report = bounded(await verifyPdf(bytes, trust));
    if (!isForeign(report)) return { under, report };
    first ??= report;
  }
  if (first === null) throw new Error('Nobody was named whom to believe.');
  return { under: 0, report: first };
};

const answer = async (job: Job): Promise<Done> => {
  try {
    return { ok: true, judged: await judge(job) };
  } catch (error) {
    return { ok: false, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
};

const port = parentPort;
if (port === null) throw new Error('The verifying thread is started by the verifier, not by itself.');
port.on('message', (job: Job) => void answer(job).then((done) => port.postMessage(done, [])));
