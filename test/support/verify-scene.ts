import { verifyPdf, type VerifyOptions, type VerifyReport } from '#signing/verify';
import { signablePdf } from './signable-pdf.ts';
import {
  AT,
  certifiedPdf,
  fullySigned,
  openSigningKit,
  signed,
  type Signatory,
  type SigningKit,
} from './signing-kit.ts';

/** A document at level B-B, without locks, at every step. */
export type VerifyScene = {
  readonly kit: SigningKit;
  readonly ayu: Signatory;
  readonly budi: Signatory;
  readonly rendered: Buffer;
  readonly certified: Buffer;
  /** Signed by Ayu as the first party. */
  readonly once: Buffer;
  /** Signed by two parties and a witness. */
  readonly good: Buffer;
  /** Under the kit's own root, at the time of signing, unless something else is said. */
  readonly judge: (bytes: Uint8Array, options?: Partial<VerifyOptions>) => Promise<VerifyReport>;
  /** Verdict and codes, for files that must not pass. */
  readonly verdictOn: (
    bytes: Uint8Array,
    options?: Partial<VerifyOptions>,
  ) => Promise<{ readonly verdict: string; readonly modified: boolean; readonly codes: readonly string[] }>;
};

export async function openVerifyScene(): Promise<VerifyScene> {
  const kit = await openSigningKit();
  const [ayu, budi] = [await kit.signatory('Ayu'), await kit.signatory('Budi')];
  const rendered = Buffer.from(await signablePdf());
  const certified = Buffer.from(await certifiedPdf(kit, rendered));
  const judge = judgeUnder(kit);
  return {
    kit,
    ayu,
    budi,
    rendered,
    certified,
    once: Buffer.from(await signed(certified, 'party-1', ayu)),
    good: Buffer.from(await fullySigned(kit)),
    judge,
    verdictOn: async (bytes, options) => {
      const report = await judge(bytes, options);
      return { verdict: report.verdict, modified: report.modifiedAfterSigning, codes: codesOf(report) };
    },
  };
}

/** Under this kit's root, at the time of signing, unless something else is said. */
export const judgeUnder =
  (kit: SigningKit) =>
  async (bytes: Uint8Array, options?: Partial<VerifyOptions>): Promise<VerifyReport> => {
    const report = await verifyPdf(bytes, { roots: [kit.authority.root], now: AT, ...options });
    if ('unreadable' in report) throw new Error(report.problem);
    return report;
  };

export const codesOf = (report: VerifyReport): string[] =>
  [...report.problems, ...report.signatures.flatMap(({ problems }) => problems)].map((text) => text.split(':')[0]!);

/** What the first signature of this segment covers. */
export function rangeIn(segment: Buffer): [0, number, number, number] {
  const found = /\/ByteRange \[0 (\d+) (\d+) (\d+)\]/.exec(segment.toString('latin1'))!.slice(1).map(Number);
  return [0, found[0]!, found[1]!, found[2]!];
}
