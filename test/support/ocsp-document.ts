import 'reflect-metadata';
import { randomBytes } from '#platform/random';
import { certify } from '#signing/certify';
import { appendDocumentTimestamp } from '#signing/document-timestamp';
import { appendValidationData, type ValidationData } from '#signing/long-term';
import { createOwnTimeStamper } from '#signing/time-stamp-own';
import { verifyPdf, type VerifyOptions, type VerifyReport } from '#signing/verify';
import { idOf, ocspAnswer, type Answer } from './ocsp-answers.ts';
import type { ListIssuer } from './revocation-lists.ts';
import { LOOK, signablePdf } from './signable-pdf.ts';
import { AT, unrefused } from './signing-kit.ts';
import { testSigner } from './time-stamp-authority.ts';

const SIGNING = '1.3.6.1.5.5.7.3.4';
export const SIGNER = '51';
export const STAMPER = '52';

/** A document whose signer and time-stamp authority have certificates of one issuer, whose key is here. */
export type OcspDocument = {
  readonly issuer: ListIssuer;
  readonly root: Uint8Array;
  /** Signed and time-stamped: B-T. */
  readonly stamped: Buffer;
  /** An answer of the issuer about this serial number, unless told otherwise. */
  readonly answer: (serial: string, how?: Partial<Answer>) => Promise<Buffer>;
  /** With these in its store. */
  readonly withData: (data: Partial<ValidationData>, document?: Buffer) => Buffer;
  /** With a document timestamp over it. */
  readonly archived: (document: Buffer) => Promise<Buffer>;
  readonly judge: (bytes: Uint8Array, options?: Partial<VerifyOptions>) => Promise<VerifyReport>;
};

export async function openOcspDocument(kind: 'ec' | 'rsa' = 'ec'): Promise<OcspDocument> {
  const signer = await testSigner(kind, AT, SIGNING, { serial: SIGNER });
  const { issuer, root } = signer;
  const authority = await testSigner(kind, AT, undefined, { issuer, serial: STAMPER });
  const stamper = createOwnTimeStamper({ signer: authority, now: () => AT, randomBytes });
  const rendered = await signablePdf({ text: 'CONTOH: surat perjanjian', locked: true });
  const words = { reason: 'Siap ditandatangani / Ready for signing', name: 'Badan Contoh' };
  const outcome = await certify(
    { bytes: rendered },
    { signer, field: 'certification', at: AT, ...words, appearance: LOOK, stamper },
  );
  const stamped = Buffer.from(unrefused(outcome).bytes);
  return {
    issuer,
    root,
    stamped,
    answer: (serial, how = {}) => ocspAnswer({ id: idOf(issuer, serial), at: AT, by: issuer, ...how }),
    withData: (data, document = stamped) =>
      Buffer.concat([document, appendValidationData(document, { certificates: [root], crls: [], ...data }).segment]),
    archived: async (document) =>
      Buffer.concat([document, (await appendDocumentTimestamp(document, { stamper, reserve: 4_096 })).segment]),
    judge: async (bytes, options = {}) => {
      const report = await verifyPdf(bytes, { roots: [root], now: AT, ...options });
      if ('unreadable' in report) throw new Error(report.problem);
      return report;
    },
  };
}
