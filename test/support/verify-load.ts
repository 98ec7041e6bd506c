// What many large files at once cost the whole server: node verify-load.ts [COUNT] [MEGABYTES]
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { manySignatures } from './costly-pdf.ts';
import { startServer } from './server-process.ts';

const MB = 1024 * 1024;

const verify = (port: number, body: Buffer, sender: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/pdf', 'content-length': body.length, 'x-forwarded-for': sender };
    const upload = request({ port, path: '/api/verify', method: 'POST', headers }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
    });
    upload.on('error', reject);
    upload.end(body);
  });

/** Of a process and its threads, in megabytes. */
const memoryOf = (pid: number, name: 'VmHWM' | 'VmRSS'): number => {
  const found = new RegExp(`${name}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Math.round(Number(found?.[1] ?? Number.NaN) / 1024);
};

export type VerifyLoad = {
  readonly before: number;
  readonly peak: number;
  readonly seconds: number;
  /** How often each status was the answer. */
  readonly statuses: { readonly [status: string]: number };
};

/** `count` files of so many megabytes, each from another sender, to a real server at once. */
export const verifyLoad = async (count: number, megabytes: number): Promise<VerifyLoad> => {
  // 64 signatures, each of which says that it covers the whole file: as dear as a file of this size can be.
  const body = manySignatures(64, megabytes * MB - 40_000);
  await using server = await startServer();
  if (!(await server.ready)) throw new Error(`The server did not start: ${server.stderr()}`);
  const pid = server.child.pid ?? 0;
  await verify(server.port, manySignatures(1, 1000), '192.0.2.1');
  const before = memoryOf(pid, 'VmRSS');
  const start = performance.now();
  const answers = await Promise.all(
    Array.from({ length: count }, async (_, index) => verify(server.port, body, `198.51.100.${index + 1}`)),
  );
  const statuses: Record<string, number> = {};
  for (const status of answers) statuses[status] = (statuses[status] ?? 0) + 1;
  const seconds = Math.round((performance.now() - start) / 100) / 10;
  return { before, peak: memoryOf(pid, 'VmHWM'), seconds, statuses };
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [count = 16, megabytes = 25] = process.argv.slice(2).map(Number);
  console.log(JSON.stringify(await verifyLoad(count, megabytes)));
}
