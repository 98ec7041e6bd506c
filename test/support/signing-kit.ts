import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signedAttributes } from '#client/signing/attributes.ts';
import { openDeviceKey } from '#client/signing/device-key.ts';
import { certificateRequest, sign } from '#client/signing/request.ts';
import { randomBytes } from '#platform/random';
import { openAuthority, type Authority, type IssuedCertificate } from '#signing/authority';
import { certify, seal } from '#signing/certify';
import { completeSignature } from '#signing/complete';
import { prepareSignature } from '#signing/prepare';
import { isRefusal } from '#contract/refusal';
import type { PreparedPdf } from '#signing/stages';
import { LOOK, signablePdf } from './signable-pdf.ts';

/** The moment of the ceremony at which everything in these tests happens, unless they say otherwise. */
export const AT = new Date('2021-01-18T03:05:00Z');

export type Signatory = IssuedCertificate & { readonly name: string; readonly key: CryptoKey };

export type SigningKit = AsyncDisposable & {
  readonly now: Date;
  readonly folder: string;
  readonly authority: Authority;
  readonly signatory: (name: string) => Promise<Signatory>;
};

/** A real authority with its keys in a folder of its own. */
export async function openSigningKit(now = AT): Promise<SigningKit> {
  const folder = await mkdtemp(join(tmpdir(), 'teken-keys-'));
  const authority = await openAuthority({
    folder: join(folder, 'keys'),
    organiser: 'Badan Contoh',
    now,
    crlUrl: 'http://localhost:3000/crl',
    randomBytes,
  });
  return {
    now,
    folder,
    authority,
    signatory: async (name) => {
      const pairs = new Map<string, CryptoKeyPair>();
      const keys = await openDeviceKey(
        {
          get: async (id) => pairs.get(id),
          keep: async (id, pair) => {
            pairs.set(id, pair);
            return pair;
          },
        },
        { ceremonyId: 'contoh', personId: name },
      );
      const issued = await authority.issue({
        csr: await certificateRequest(keys),
        name,
        role: 'Direktur / Director',
        organisation: `PT Contoh ${name}`,
        personId: name,
        deviceId: 'device-1',
        now,
      });
      return { ...unrefused(issued), name, key: keys.privateKey };
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

/** The value, or a test that fails with the refusal's own words. */
export function unrefused<Outcome extends object>(outcome: Outcome): Exclude<Outcome, { readonly refused: unknown }> {
  if (isRefusal(outcome)) throw new Error(`Refused: ${JSON.stringify(outcome)}`);
  return outcome as Exclude<Outcome, { readonly refused: unknown }>;
}

export async function certifiedPdf(kit: SigningKit, rendered?: Uint8Array): Promise<Uint8Array> {
  const bytes = rendered ?? (await signablePdf());
  const outcome = await certify(
    { bytes },
    {
      signer: kit.authority.certificationSigner,
      field: 'certification',
      at: kit.now,
      reason: 'Siap ditandatangani / Ready for signing',
      name: 'Badan Contoh',
      appearance: LOOK,
    },
  );
  return unrefused(outcome).bytes;
}

/** Certified, and closed with the seal: in the last of its places, as there is no other. */
export async function sealedPdf(kit: SigningKit): Promise<Uint8Array> {
  const document = await certifiedPdf(kit);
  const signer = kit.authority.sealSigner;
  const words = { reason: 'Segel penyelenggara', name: 'Badan Contoh', appearance: null };
  const { segment } = unrefused(await seal(document, { signer, field: 'witness-1', at: kit.now, ...words }));
  return Buffer.concat([document, segment]);
}

export function prepared(document: Uint8Array, field: string, name: string, at = AT): PreparedPdf {
  return unrefused(prepareSignature({ document, field, at, reason: 'Setuju / Agreed', name, appearance: LOOK }));
}

/** What a browser would answer for this prepared revision. */
export async function signatureOver(
  document: Uint8Array,
  revision: PreparedPdf,
  signatory: Signatory,
): Promise<Uint8Array> {
  const whole = Buffer.concat([document, revision.segment]);
  const [, first, second] = revision.byteRange;
  const covered = Buffer.concat([whole.subarray(0, first), whole.subarray(second)]);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', covered));
  return sign(signatory.key, await signedAttributes(digest, signatory.certificate));
}

export async function signed(document: Uint8Array, field: string, signatory: Signatory, at = AT): Promise<Uint8Array> {
  const revision = prepared(document, field, signatory.name, at);
  const outcome = completeSignature({
    document,
    prepared: revision.segment,
    certificate: signatory.certificate,
    chain: signatory.chain,
    signature: await signatureOver(document, revision, signatory),
  });
  return Buffer.concat([document, unrefused(outcome).segment]);
}

/** Certified by the organiser, signed by two parties and a witness. */
export async function fullySigned(kit: SigningKit): Promise<Uint8Array> {
  let document = await certifiedPdf(kit);
  for (const [field, name] of [
    ['party-1', 'Ayu'],
    ['party-2', 'Budi'],
    ['witness-1', 'Citra'],
  ] as const) {
    document = await signed(document, field, await kit.signatory(name), kit.now);
  }
  return document;
}
