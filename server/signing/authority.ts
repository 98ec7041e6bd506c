import 'reflect-metadata';
import { createHash } from 'node:crypto';
import type { X509Certificate } from '@peculiar/x509';
import { isRefusal, refuse } from '#contract/refusal';
import {
  daysAfter,
  endWithin,
  markOf,
  openIssuers,
  openOwn,
  placeOf,
  serialOf,
  startOf,
  type AuthorityPlace,
} from './authority-keys.ts';
import { datesOf, endsToTell, isWithin, validityOfAll, type CertificateEnd } from './certificate-ends.ts';
import { makeSigning, type Issuer } from './certificate-profile.ts';
import { requestedKey, type RequestRefusal } from './certificate-request.ts';
import type { LocalSigner } from './certify.ts';
import { makeCrl, type RevokedEntry } from './crl.ts';
import { readOwnRevocations } from './own-revocations.ts';
import type { BroughtSeal } from './brought-seal.ts';

export type IssueRequest = {
  /** PKCS#10, DER. */
  readonly csr: Uint8Array;
  readonly name: string;
  readonly role: string;
  readonly organisation: string;
  readonly personId: string;
  readonly deviceId: string;
  readonly now: Date;
};

export type IssuedCertificate = {
  /** DER. */
  readonly certificate: Uint8Array;
  /** DER of its issuers, without the root. */
  readonly chain: readonly Uint8Array[];
  /** Hex. */
  readonly serialNumber: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
};

/** One certification authority of the house. */
export type OneAuthority = {
  /** As its root certificate names it. */
  readonly name: string;
  readonly rootPem: string;
  readonly root: Uint8Array;
  /** DER: the root, and the one that a seal from elsewhere leads to. */
  readonly roots: readonly Uint8Array[];
  /** DER of the issuers of every certificate, without the root. */
  readonly chain: readonly Uint8Array[];
  readonly issue: (request: IssueRequest) => Promise<IssuedCertificate | RequestRefusal>;
  /** S110: the organiser's key that certifies agreements, and signs nothing else. Always the house's own. */
  readonly certificationSigner: LocalSigner;
  /** The organiser's seal: of agreements that everyone has signed, and of what the organiser draws up alone. */
  readonly sealSigner: LocalSigner;
  /** The house's own time stamps, and nothing else (S80). */
  readonly timeSigner: LocalSigner;
  /** A signed list of these revoked certificates and of the organiser's own, DER; good for seven days. Its number grows from list to list. `after`: it is not dated before this. */
  readonly crl: (now: Date, revoked: readonly RevokedEntry[], after?: Date) => Promise<Uint8Array>;
  /** What the root says of its issuing authority: nothing is revoked. DER; a root that is offline left its list behind. */
  readonly rootCrl: (now: Date) => Promise<Uint8Array>;
  /** S141: which of its certificates end soon or have ended, the first to end first. */
  readonly ends: (now: Date) => readonly CertificateEnd[];
};

/**
 * Teken's own certification authority: uncertified signatures only (S7). Beside it stands another one for rehearsals, with
 * keys, names and a revocation list of its own (S20).
 */
export type Authority = OneAuthority & { readonly rehearsal: OneAuthority };

export type AuthorityOptions = AuthorityPlace & {
  /** Of a signatory's certificate, 1 to 3650; 365 unless told. */
  readonly certificateDays?: number;
  /** The organiser's seal, if it was brought along: for real ceremonies only (S88). Certification stays with the house (S111). */
  readonly seal?: BroughtSeal | null;
};

const SIGNATORY_DAYS = 365;

/** Opens the authority, or makes it at first start. Throws with a sentence when a key is missing or damaged. */
export async function openAuthority(options: AuthorityOptions): Promise<Authority> {
  const real = await openOne(options);
  return { ...real, rehearsal: await openOne({ ...placeOf(options, true), seal: null }) };
}

async function openOne(options: AuthorityOptions): Promise<OneAuthority> {
  const issuers = await openIssuers(options);
  const { issuing, root, rootKey, rootList } = issuers;
  const chain = [derOf(issuing.certificate)];
  const rootDer = derOf(root);
  const above = validityOfAll([...chain, rootDer]);
  const signerOf = ({ certificate, key }: Issuer) => ({
    certificate: derOf(certificate),
    chain,
    root: rootDer,
    sign: key.sign,
  });
  const seal = options.seal ?? signerOf(await openOwn(options, issuers, 'seal'));
  const certification = signerOf(await openOwn(options, issuers, 'certification'));
  const time = signerOf(await openOwn(options, issuers, 'time'));
  const certificateDays = options.certificateDays ?? SIGNATORY_DAYS;
  const revokedHere = await readOwnRevocations(issuers.folder);
  let lists = 0;
  // By the clock, so that it grows over restarts too, and by one within a millisecond or when the clock goes back.
  const nextNumber = (at: Date): number => (lists = Math.max(at.getTime(), lists + 1));
  return {
    name: root.subjectName.getField('CN')[0] ?? '',
    rootPem: root.toString('pem'),
    root: rootDer,
    roots: [rootDer, ...(options.seal ? [options.seal.root] : [])],
    chain,
    certificationSigner: certification,
    sealSigner: seal,
    timeSigner: time,
    crl: (at, revoked, after) =>
      makeCrl(issuing, { revoked: [...revokedHere, ...revoked], now: at, number: nextNumber(at), after }),
    rootCrl: rootListOf(root, rootKey, rootList, nextNumber),
    ends: (now) =>
      endsToTell(
        {
          root: rootDer,
          issuing: derOf(issuing.certificate),
          own: { certification, seal, time },
          isSealBrought: Boolean(options.seal),
          certificateDays,
        },
        now,
      ),
    issue: async (request) => {
      // S138: it would be worth nothing from its first second.
      if (!isWithin(above, request.now)) {
        return refuse('certificate-not-valid', `The certificate of the issuing authority is ${datesOf(above)}.`);
      }
      const wanted = await requestedKey(request.csr);
      if (isRefusal(wanted)) return wanted;
      const made = await makeSigning(
        {
          notBefore: startOf(request.now),
          notAfter: endWithin(issuers, daysAfter(request.now, certificateDays)),
          serial: serialOf(options),
          subject: {
            commonName: request.name,
            organisation: request.organisation,
            role: request.role,
            ...markOf(options),
            serialNumber: pseudonym(request.personId, request.deviceId),
          },
          publicKey: wanted.publicKey,
        },
        issuing,
        options.crlUrl,
      );
      return {
        certificate: new Uint8Array(made.rawData),
        chain,
        serialNumber: made.serialNumber,
        notBefore: made.notBefore,
        notAfter: made.notAfter,
      };
    },
  };
}

/** Without the root's key, the list that the root left behind (S84). */
function rootListOf(
  certificate: X509Certificate,
  key: Issuer['key'] | null,
  left: Uint8Array | null,
  nextNumber: (at: Date) => number,
): OneAuthority['rootCrl'] {
  return async (now) => {
    if (key) return makeCrl({ certificate, key }, { revoked: [], now, number: nextNumber(now), after: now });
    if (left) return left;
    throw new Error('The root has neither a key nor a list.');
  };
}

const derOf = (certificate: X509Certificate): Uint8Array => new Uint8Array(certificate.rawData);

/** Tells certificates of one name apart without showing the person's identifier. */
const pseudonym = (personId: string, deviceId: string): string =>
  `TKN-${shortHash(`person ${personId}`, 16)}-${shortHash(`device ${deviceId}`, 8)}`;

const shortHash = (text: string, length: number): string =>
  createHash('sha256').update(text).digest('hex').slice(0, length);
