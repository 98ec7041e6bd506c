import 'reflect-metadata';
import { X509Certificate } from 'node:crypto';
import {
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  X509Certificate as ParsedCertificate,
  X509Crl,
} from '@peculiar/x509';
import type { RevocationReason } from '#contract/constants';
import { reasonIn } from './crl.ts';
import type { VerifyProblem } from './verify-problem.ts';

export type Trust = {
  readonly roots: readonly X509Certificate[];
  readonly crls: readonly X509Crl[];
  readonly now: Date;
  /** Certificates that were read already, by their DER: the issuers of all signatures are the same few. */
  readonly pool: Map<string, X509Certificate>;
};

/** Throws when the bytes are no certificate, or one of which any part that counts cannot be read. */
export function certificateOf(der: Buffer, pool: Trust['pool']): X509Certificate {
  const name = der.toString('latin1');
  const known = pool.get(name);
  if (known) return known;
  const certificate = new X509Certificate(der);
  // Node and the library read a certificate only as far as they are asked: ask here, where a failure is expected.
  const { extensions, subjectName } = parsedOf(certificate);
  if (certificate.publicKey.type !== 'public' || subjectName.toString() === '' || extensions.length === 0) {
    throw new TypeError('Not a certificate that anything can be proved with');
  }
  pool.set(name, certificate);
  return certificate;
}

const MAX_PATH = 4;

/** A certificate that counts no longer, though it did at the stated time. */
export type RevokedLater = { readonly at: Date; readonly reason: RevocationReason };

export type CheckedPath = { readonly problems: VerifyProblem[]; readonly revokedLater: RevokedLater | null };

const parsedCertificates = new WeakMap<X509Certificate, ParsedCertificate>();

/** The same certificate with its extensions; parsing takes longer than all the checks, so it is done once. */
export function parsedOf(certificate: X509Certificate): ParsedCertificate {
  const known = parsedCertificates.get(certificate);
  if (known) return known;
  const parsed = new ParsedCertificate(certificate.raw);
  parsedCertificates.set(certificate, parsed);
  return parsed;
}

/**
 * Does the signer's certificate lead to a trusted root, and was all of it valid at `time` (S14)? Issuers are found by name and
 * proved by their signature; path lengths, CA flags and key usages count.
 */
export async function checkPath(
  signer: X509Certificate,
  others: readonly X509Certificate[],
  time: Date,
  trust: Trust,
): Promise<CheckedPath> {
  const problems: VerifyProblem[] = [];
  if (signer.ca || !maySign(signer)) problems.push('not-for-signing');
  const path = pathFrom([signer], others, trust.roots);
  if (!path) return { problems: [...problems, 'unknown-root'], revokedLater: null };
  if (path.some((each) => !isValidAt(each, time))) problems.push('certificate-not-valid-then');
  else if (path.some((each) => !isValidAt(each, trust.now))) problems.push('certificate-expired');
  const revoked = await revocationOf(path, trust.crls);
  // S32: times have whole seconds; what was signed in the very second of revocation was signed before.
  if (revoked === null || revoked.at >= time) return { problems, revokedLater: revoked };
  return { problems: [...problems, 'certificate-revoked'], revokedLater: null };
}

function pathFrom(
  path: readonly X509Certificate[],
  others: readonly X509Certificate[],
  roots: readonly X509Certificate[],
): X509Certificate[] | null {
  const last = path.at(-1)!;
  // A signer that is itself among the roots would need no proof at all: a root never signs documents.
  const below = path.length - 1;
  const root = roots.find((each) => hasIssued(each, last, below));
  if (root) return [...path, root];
  if (path.length === MAX_PATH) return null;
  for (const each of others) {
    if (path.includes(each) || !hasIssued(each, last, below)) continue;
    const whole = pathFrom([...path, each], others, roots);
    if (whole) return whole;
  }
  return null;
}

/** `below`: how many other authorities stand between the issuer and the signer (RFC 5280 §4.2.1.9). */
function hasIssued(issuer: X509Certificate, subject: X509Certificate, below: number): boolean {
  if (!issuer.ca || !subject.checkIssued(issuer) || !isSignedBy(subject, issuer)) return false;
  const parsed = parsedOf(issuer);
  const limit = parsed.getExtension(BasicConstraintsExtension)?.pathLength;
  const usages = parsed.getExtension(KeyUsagesExtension)?.usages;
  return (
    (limit === undefined || below <= limit) && (usages === undefined || (usages & KeyUsageFlags.keyCertSign) !== 0)
  );
}

const proofs = new WeakMap<X509Certificate, WeakMap<X509Certificate, boolean>>();

/** Asked once for each pair: certificates that all claim to have issued each other make many paths of few pairs (S16). */
function isSignedBy(subject: X509Certificate, issuer: X509Certificate): boolean {
  const known = proofs.get(subject) ?? new WeakMap<X509Certificate, boolean>();
  proofs.set(subject, known);
  const proved = known.get(issuer) ?? verifies(subject, issuer);
  known.set(issuer, proved);
  return proved;
}

function verifies(subject: X509Certificate, issuer: X509Certificate): boolean {
  try {
    return subject.verify(issuer.publicKey);
  } catch {
    // An algorithm that does not fit the key: not signed by it.
    return false;
  }
}

function maySign(signer: X509Certificate): boolean {
  const usages = parsedOf(signer).getExtension(KeyUsagesExtension)?.usages;
  return usages !== undefined && (usages & (KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation)) !== 0;
}

const isValidAt = (certificate: X509Certificate, at: Date): boolean =>
  certificate.validFromDate <= at && at <= certificate.validToDate;

/** The earliest of what the lists say of this path. */
async function revocationOf(path: readonly X509Certificate[], crls: readonly X509Crl[]): Promise<RevokedLater | null> {
  let earliest: RevokedLater | null = null;
  for (const [i, issuer] of path.slice(1).entries()) {
    const parsed = parsedOf(issuer);
    for (const crl of crls) {
      if (crl.issuer !== parsed.subject || !(await crl.verify({ publicKey: parsed }))) continue;
      const entry = crl.findRevoked(path[i]!.serialNumber.toLowerCase());
      if (entry === null || (earliest !== null && earliest.at <= entry.revocationDate)) continue;
      earliest = { at: entry.revocationDate, reason: reasonIn(entry) };
    }
  }
  return earliest;
}
