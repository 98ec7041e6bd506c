import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { X509Certificate } from '@peculiar/x509';
import { refuse, type Refusal } from '#contract/refusal';
import type { RemoteCredential } from './remote-signer.ts';
import { readCertificate } from './verify/certificate.ts';
import { findPath, isValidAt, maySign } from './verify/path.ts';

export type RemoteCertificate = {
  /** SHA-256 of the DER, hex. */
  readonly sha256: string;
  /** As the certificate names its holder, and its issuer. */
  readonly name: string;
  readonly issuer: string;
  readonly notAfter: Date;
  /** DER of what leads to the root, without it. */
  readonly chain: readonly Uint8Array[];
};

/** In bytes: more than any issuer's path needs; all of it goes into every signature. */
const LARGEST_PATH = 16_384;
/** Of proving the path (S16). */
const BUDGET = 100_000;

/** S103: what the certificate says, once it leads to one of the `roots` (PEM), is valid `now` and is for signing. */
export const readRemoteCertificate = async (
  { certificate, chain }: Pick<RemoteCredential, 'certificate' | 'chain'>,
  roots: readonly string[],
  now: Date,
): Promise<RemoteCertificate | Refusal<'remote-untrusted' | 'remote-unusable'>> => {
  const trusted = roots.map(readCertificate);
  try {
    const own = readCertificate(certificate);
    const trust = { roots: trusted, timeRoots: [], now, pool: new Map(), proofs: new Map() };
    const path = await findPath(own, chain.map(readCertificate), trusted, trust, { left: BUDGET });
    if (path === null || !maySign(own)) return untrusted;
    if (!isValidAt(path, now)) return refuse('remote-unusable', 'The certificate is not valid now.');
    // Neither the signer's own nor the root: just what a reader needs between them.
    const between = path.slice(1, -1).map(({ der }) => new Uint8Array(der));
    const { subjectName, issuerName } = new X509Certificate(Uint8Array.from(certificate));
    const [name] = subjectName.getField('CN');
    const [issuer] = [...issuerName.getField('O'), ...issuerName.getField('CN')];
    const bytes = between.reduce((sum, { length }) => sum + length, certificate.length);
    if (name === undefined || issuer === undefined || bytes > LARGEST_PATH) return untrusted;
    return {
      sha256: createHash('sha256').update(certificate).digest('hex'),
      name: name.slice(0, 200),
      issuer: issuer.slice(0, 200),
      notAfter: own.notAfter,
      chain: between,
    };
  } catch {
    // Whatever cannot be read proves nothing.
    return untrusted;
  }
};

const untrusted = refuse('remote-untrusted', 'This certificate does not lead to the recognised issuer.');
