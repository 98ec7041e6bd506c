import { spend, type Budget } from '../pdf-syntax.ts';
import { readCertificate, USAGE, type Certificate } from './certificate.ts';
import { isSignedWith } from './public-key.ts';

// S14, S61: certificates lead to a root by name and by signature; path lengths, authorities' flags and key usages count.

/** What is believed, and what was found out already while one file is judged. */
export type Trust = {
  readonly roots: readonly Certificate[];
  /** Roots of those who attest times, besides. */
  readonly timeRoots: readonly Certificate[];
  readonly now: Date;
  /** Certificates that were read already, by their DER: the issuers of all signatures are the same few. */
  readonly pool: Map<string, Certificate>;
  /** Who has issued whom, and which list is whose: asked once for each pair (S16). */
  readonly proofs: Map<string, Promise<boolean>>;
};

const MAX_PATH = 4;
/** What a proof by signature takes of a file's budget. */
export const PROOF_COST = 250;

/** The certificate of these bytes. Throws TypeError when they are none. */
export function certificateOf(der: Buffer, pool: Trust['pool']): Certificate {
  const name = der.toString('latin1');
  const known = pool.get(name);
  if (known) return known;
  const certificate = readCertificate(der);
  pool.set(name, certificate);
  return certificate;
}

/** Signer, issuers, root; null when nothing leads to one of the roots. */
export async function findPath(
  signer: Certificate,
  others: readonly Certificate[],
  roots: readonly Certificate[],
  trust: Trust,
  budget: Budget,
): Promise<readonly Certificate[] | null> {
  const extend = async (path: readonly Certificate[]): Promise<readonly Certificate[] | null> => {
    const last = path.at(-1)!;
    const below = path.length - 1;
    // A signer that is itself among the roots would need no proof at all: a root never signs documents.
    for (const root of roots) if (await hasIssued(root, last, below, trust, budget)) return [...path, root];
    if (path.length === MAX_PATH) return null;
    for (const each of others) {
      spend(budget, 1);
      if (path.includes(each) || !(await hasIssued(each, last, below, trust, budget))) continue;
      const whole = await extend([...path, each]);
      if (whole) return whole;
    }
    return null;
  };
  return extend([signer]);
}

/** `below`: how many other authorities stand between the issuer and the signer (RFC 5280 §4.2.1.9). */
async function hasIssued(
  issuer: Certificate,
  subject: Certificate,
  below: number,
  trust: Trust,
  budget: Budget,
): Promise<boolean> {
  if (!issuer.isAuthority || !issuer.isUnderstood || subject.issuer !== issuer.subject) return false;
  if (issuer.pathLength !== undefined && below > issuer.pathLength) return false;
  if (issuer.usages !== undefined && (issuer.usages & USAGE.keyCertSign) === 0) return false;
  return proved(trust, budget, subject.der, issuer, async () =>
    isSignedWith(issuer.publicKey, subject.algorithm, subject.signedPart, subject.signature),
  );
}

/** A serial number of so many hexadecimal digits, which is drawn at random, is not met twice by chance. */
const UNLIKE = 16;

/**
 * S147: does a certificate that a signature carries, and `path` does not need, say that somebody issued it who did not? Whose
 * issuer is not known here says nothing; what repeats a number of the path without being that certificate is a changed copy.
 */
export async function carriesDamaged(
  carried: readonly Certificate[],
  path: readonly Certificate[],
  others: readonly Certificate[],
  trust: Trust,
  budget: Budget,
): Promise<boolean> {
  const known = new Set([...path, ...carried, ...others]);
  for (const each of carried) {
    if (each.issuer === each.subject || path.some(({ der }) => der.equals(each.der))) continue;
    let isFalse = path.some(({ serial }) => serial === each.serial && serial.length >= UNLIKE);
    for (const issuer of known) {
      spend(budget, 1);
      if (issuer.subject !== each.issuer || !isKeyOf(issuer, each)) continue;
      const ask = async (): Promise<boolean | null> =>
        isSignedWith(issuer.publicKey, each.algorithm, each.signedPart, each.signature);
      isFalse = !(await proved(trust, budget, each.der, issuer, ask)) && (isFalse || (await ask()) === false);
      if (!isFalse) break;
    }
    if (isFalse) return true;
  }
  return false;
}

/** Authorities may have one name and, one after another, several keys. */
const isKeyOf = ({ keyId }: Certificate, { issuerKeyId }: Certificate): boolean =>
  keyId === undefined || issuerKeyId === undefined || keyId === issuerKeyId;

export async function proved(
  trust: Trust,
  budget: Budget,
  what: Buffer,
  by: Certificate,
  ask: () => Promise<boolean | null>,
): Promise<boolean> {
  const name = `${what.toString('latin1')} ${by.der.toString('latin1')}`;
  const known = trust.proofs.get(name);
  if (known) return known;
  spend(budget, PROOF_COST);
  const asked = ask().then((is) => is === true);
  trust.proofs.set(name, asked);
  return asked;
}

/** May this certificate sign documents? */
export function maySign(signer: Certificate): boolean {
  const { usages, purposes } = signer;
  if (signer.isAuthority || !signer.isUnderstood || usages === undefined) return false;
  if ((usages & (USAGE.digitalSignature | USAGE.nonRepudiation)) === 0) return false;
  return purposes === undefined || purposes.ids.some((id) => !FOREIGN_PURPOSES.has(id));
}

const TIME_STAMPING = '2b06010505070308';
/** Servers, code, time-stamps and OCSP answers. */
const FOREIGN_PURPOSES = new Set(['2b06010505070301', '2b06010505070303', TIME_STAMPING, '2b06010505070309']);

/** RFC 3161 §2.3: for time-stamping alone, and critically so. */
export function mayStamp({ isAuthority, isUnderstood, usages, purposes }: Certificate): boolean {
  if (isAuthority || !isUnderstood) return false;
  if (usages !== undefined && (usages & (USAGE.digitalSignature | USAGE.nonRepudiation)) === 0) return false;
  return purposes?.critical === true && purposes.ids.length === 1 && purposes.ids[0] === TIME_STAMPING;
}

export const isValidAt = (path: readonly Certificate[], at: Date): boolean =>
  path.every(({ notBefore, notAfter }) => notBefore <= at && at <= notAfter);
