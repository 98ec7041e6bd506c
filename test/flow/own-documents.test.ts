import 'reflect-metadata';
import {
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  X509CertificateGenerator,
  type X509Certificate,
} from '@peculiar/x509';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ownDocumentIn } from '#flow/own-documents';
import type { OneAuthority } from '#signing/authority';
import { certify, type LocalSigner } from '#signing/certify';
import { verifyPdf } from '#signing/verify';
import { signablePdf } from '#support/signable-pdf';
import { AT, openSigningKit, unrefused, type SigningKit } from '#support/signing-kit';

let kit: SigningKit;
beforeAll(async () => {
  kit = await openSigningKit();
});
afterAll(() => kit[Symbol.asyncDispose]());

type Issuer = { readonly certificate: X509Certificate; readonly key: CryptoKey };

const EC = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
let serials = 16;

/** Below `issuer`, or by itself; its issuer's name is taken byte for byte. */
const made = async (name: string, issuer: Issuer | null, isAuthority: boolean): Promise<Issuer> => {
  const keys = await crypto.subtle.generateKey(EC, true, ['sign', 'verify']);
  const common = {
    serialNumber: String((serials += 1)),
    notBefore: new Date(AT.getTime() - 86_400_000),
    notAfter: new Date(AT.getTime() + 86_400_000),
    signingAlgorithm: EC,
    extensions: [
      new BasicConstraintsExtension(isAuthority, undefined, true),
      isAuthority
        ? new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true)
        : new KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation, true),
    ],
  };
  const certificate =
    issuer === null
      ? await X509CertificateGenerator.createSelfSigned({ ...common, name: `CN=${name}`, keys })
      : await X509CertificateGenerator.create({
          ...common,
          subject: `CN=${name}`,
          issuer: issuer.certificate.subjectName,
          publicKey: keys.publicKey,
          signingKey: issuer.key,
        });
  return { certificate, key: keys.privateKey };
};
const derOf = ({ certificate }: Issuer): Uint8Array => new Uint8Array(certificate.rawData);

/** What it is told to be, by a signature with this key, when the house's issuing authority is `ours`. */
const toldOf = async (signer: LocalSigner, root: Uint8Array, ours: OneAuthority): Promise<string | null> => {
  const words = {
    name: 'Lembaga Contoh',
    reason: 'Menyegel laporan pemeriksaan ini',
    appearance: null,
    reserve: 4_096,
  };
  const signed = await certify({ bytes: await signablePdf() }, { signer, field: 'certification', at: AT, ...words });
  const report = await verifyPdf(unrefused(signed).bytes, { roots: [root], now: AT });
  if ('unreadable' in report) throw new Error(report.problem);
  expect(report.verdict).toBe('valid');
  return ownDocumentIn(report, ours);
};

test('[F44] a certificate without a holder makes no seal of ours, though it leads to the root that was brought along', async () => {
  const root = await made('Root Contoh', null, true);
  const [ours, theirs] = [await made('Penerbit Kami', root, true), await made('Penerbit Lain', root, true)];
  const house: OneAuthority = { ...kit.authority, root: derOf(root), roots: [derOf(root)], chain: [derOf(ours)] };
  const sealBelow = async (issuer: Issuer): Promise<LocalSigner> => {
    const { certificate, key } = await made('Segel Contoh', issuer, false);
    const sign = async (message: Uint8Array) =>
      new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, Uint8Array.from(message)));
    return { certificate: new Uint8Array(certificate.rawData), chain: [derOf(issuer)], sign };
  };
  expect(await toldOf(await sealBelow(theirs), derOf(root), house)).toBeNull();
  // An earlier seal of ours, which is not the one of today.
  expect(await toldOf(await sealBelow(ours), derOf(root), house)).toBe('report');
  expect(await toldOf(kit.authority.sealSigner, kit.authority.root, kit.authority)).toBe('report');
});
