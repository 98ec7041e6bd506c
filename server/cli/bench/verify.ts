import { systemClock } from '#platform/clock';
import { verifyPdf } from '#signing/verify';
import { makeSamples } from '../sign-sample/make-samples.ts';
import { measured, quantile, type Bench, type Row } from './row.ts';

const row = 'verify';
const P256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** One agreement with certification, four signatures and everything for the archive, judged again and again. */
export const verify: Row = async (bench) => {
  bench.say(`${row}: four signatures at level B-LTA`);
  const order = { count: 1, signatures: 4, level: 'B-LTA', key: 'ec', language: 'id' } as const;
  const { documents, rootPem } = await makeSamples(order, systemClock);
  const [document = new Uint8Array()] = documents;
  const now = systemClock.now();
  let proofs = 0;
  const own = async (): Promise<void> => {
    const report = await verifyPdf(document, { roots: [rootPem], now });
    if ('unreadable' in report || report.verdict !== 'valid' || report.level !== 'B-LTA') {
      throw new Error('The sample is not valid.');
    }
    const { signatures, timestamps } = report;
    // Each signature and each time-stamp is one proof by a key.
    proofs = signatures.length + timestamps.length + signatures.flatMap((each) => each.timestamps).length;
  };
  await own();
  const bare = await bareProofs(document, proofs);
  const [spent = 0, spentBare = 0] = await inTurns(bench, own, bare);
  return [
    measured({
      row,
      metric: `one file of ${Math.round(document.length / 1000)} kB, certification and four signatures, B-LTA, median`,
      value: spent,
      unit: 'ms',
      target: 25,
      better: 'lower',
      reference: { name: `SHA-256 of the file and ECDSA, ${proofs} times`, value: spentBare },
    }),
  ];
};

/** What cannot be had for less: the file's hash and a signature's proof, once for each. */
async function bareProofs(document: Uint8Array, proofs: number): Promise<() => Promise<void>> {
  const keys = await crypto.subtle.generateKey(P256, false, ['sign', 'verify']);
  const bytes = Uint8Array.from(document);
  const message = bytes.subarray(0, 234);
  const signature = await crypto.subtle.sign(P256, keys.privateKey, message);
  return async () => {
    for (let index = 0; index < proofs; index += 1) {
      await crypto.subtle.digest('SHA-256', bytes);
      await crypto.subtle.verify(P256, keys.publicKey, signature, message);
    }
  };
}

/** Medians. They take turns, so that whatever else the machine does meets both; the first ones warm up. */
async function inTurns(bench: Bench, ...jobs: readonly (() => Promise<void>)[]): Promise<number[]> {
  const taken = jobs.map((): number[] => []);
  const rounds = bench.size(300, 5);
  for (let round = -Math.ceil(rounds / 5); round < rounds; round += 1) {
    for (const [index, job] of jobs.entries()) {
      const begun = performance.now();
      await job();
      if (round >= 0) taken[index]!.push(performance.now() - begun);
    }
  }
  return taken.map((values) => quantile(values, 0.5));
}
