import 'reflect-metadata';
import { createHash, type webcrypto } from 'node:crypto';
import { join } from 'node:path';
import { isRefusal } from '#contract/refusal';
import { makeIssuing, makeRoot, makeSigning, P256, REHEARSAL_MARK, type Issuer } from './certificate-profile.ts';
import { requestedKey, type RequestRefusal } from './certificate-request.ts';
import type { LocalSigner } from './certify.ts';
import { makeCrl, type RevokedEntry } from './crl.ts';
import { openKeyFolder, readPair, writePair } from './key-folder.ts';

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
  /** DER of the issuers of every certificate, without the root. */
  readonly chain: readonly Uint8Array[];
  readonly issue: (request: IssueRequest) => Promise<IssuedCertificate | RequestRefusal>;
  /** The organiser's key, which certifies documents. */
  readonly sealSigner: LocalSigner;
  /** A signed list of these revoked certificates, DER; good for seven days. Its number grows from list to list. */
  readonly crl: (now: Date, revoked: readonly RevokedEntry[]) => Promise<Uint8Array>;
};

/**
 * Teken's own certification authority: uncertified signatures only (S7). Beside it stands another one for rehearsals, with
 * keys, names and a revocation list of its own (S20).
 */
export type Authority = OneAuthority & { readonly rehearsal: OneAuthority };

export type AuthorityOptions = {
  /** Where the keys lie; made when missing. */
  readonly folder: string;
  readonly organiser: string;
  readonly now: Date;
  /** Address of the revocation list that every certificate names. */
  readonly crlUrl: string;
  readonly randomBytes: (length: number) => Uint8Array;
};

const DAY = 86_400_000;
const AUTHORITY_DAYS = 3653;
const SEAL_DAYS = 365;
const SIGNATORY_DAYS = 365;
const RENEW_BEFORE_DAYS = 30;

/** Opens the authority, or makes it at first start. Throws with a sentence when a key is missing or damaged. */
export async function openAuthority(options: AuthorityOptions): Promise<Authority> {
  const real = await openOne(options, null);
  const beside = { folder: join(options.folder, 'rehearsal'), crlUrl: new URL('rehearsal/crl', options.crlUrl).href };
  return { ...real, rehearsal: await openOne({ ...options, ...beside }, REHEARSAL_MARK) };
}

/** `mark`: what everything that it issues says of itself besides, if anything. */
async function openOne(options: AuthorityOptions, mark: string | null): Promise<OneAuthority> {
  const { folder, organiser, now, crlUrl } = options;
  await openKeyFolder(folder);
  const serial = (): string => serialFrom(options.randomBytes(16));
  const long = { notBefore: startOf(now), notAfter: new Date(now.getTime() + AUTHORITY_DAYS * DAY) };
  const marked = mark === null ? {} : { unit: mark };
  const caName = (kind: string): { commonName: string; organisation: string; unit?: string } => ({
    commonName: mark === null ? `Teken ${organiser} ${kind}` : `${mark} ${kind}`,
    organisation: organiser,
    ...marked,
  });
  const root =
    (await readPair(folder, 'root')) ??
    (await writePair(folder, 'root', (keys) =>
      makeRoot({ ...long, serial: serial(), subject: caName('Root'), publicKey: keys.publicKey }, keys.privateKey),
    ));
  const issuing =
    (await readPair(folder, 'issuing')) ??
    (await writePair(folder, 'issuing', (keys) =>
      makeIssuing(
        {
          notBefore: long.notBefore,
          notAfter: root.certificate.notAfter,
          serial: serial(),
          subject: caName('Issuing'),
          publicKey: keys.publicKey,
        },
        root,
      ),
    ));
  const oldSeal = await readPair(folder, 'seal');
  const isGood = oldSeal && oldSeal.certificate.notAfter.getTime() > now.getTime() + RENEW_BEFORE_DAYS * DAY;
  const seal = isGood
    ? oldSeal
    : await writePair(folder, 'seal', (keys) =>
        makeSigning(
          {
            notBefore: startOf(now),
            notAfter: new Date(now.getTime() + SEAL_DAYS * DAY),
            serial: serial(),
            subject: {
              commonName: organiser,
              organisation: organiser,
              role: 'Penyelenggara / Organiser',
              ...marked,
            },
            publicKey: keys.publicKey,
          },
          issuing,
          crlUrl,
        ),
      );
  const chain = [derOf(issuing)];
  let lists = 0;
  return {
    name: commonNameOf(root),
    rootPem: root.certificate.toString('pem'),
    root: derOf(root),
    chain,
    sealSigner: { certificate: derOf(seal), chain, sign: (message) => signWith(seal.key, message) },
    crl: (at, revoked) => {
      // By the clock, so that it grows over restarts too, and by one within a millisecond or when the clock goes back.
      lists = Math.max(at.getTime(), lists + 1);
      return makeCrl(issuing, { revoked, now: at, number: lists });
    },
    issue: async (request) => {
      const wanted = await requestedKey(request.csr);
      if (isRefusal(wanted)) return wanted;
      const made = await makeSigning(
        {
          notBefore: startOf(request.now),
          notAfter: new Date(request.now.getTime() + SIGNATORY_DAYS * DAY),
          serial: serial(),
          subject: {
            commonName: request.name,
            organisation: request.organisation,
            role: request.role,
            ...marked,
            serialNumber: pseudonym(request.personId, request.deviceId),
          },
          publicKey: wanted.publicKey,
        },
        issuing,
        crlUrl,
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

const commonNameOf = ({ certificate }: Issuer): string => certificate.subjectName.getField('CN')[0] ?? '';

const derOf = (pair: Issuer): Uint8Array => new Uint8Array(pair.certificate.rawData);

/** Whole seconds, as certificates count; a minute early, because clocks differ. */
const startOf = (now: Date): Date => new Date(Math.floor(now.getTime() / 1000) * 1000 - 60_000);

/** Positive and without a leading zero byte, so that every reader spells it alike. */
function serialFrom(random: Uint8Array): string {
  const bytes = Buffer.from(random);
  bytes[0] = (bytes[0]! & 0x3f) | 0x40;
  return bytes.toString('hex');
}

/** Tells certificates of one name apart without showing the person's identifier. */
const pseudonym = (personId: string, deviceId: string): string =>
  `TKN-${shortHash(`person ${personId}`, 16)}-${shortHash(`device ${deviceId}`, 8)}`;

const shortHash = (text: string, length: number): string =>
  createHash('sha256').update(text).digest('hex').slice(0, length);

async function signWith(key: webcrypto.CryptoKey, message: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.sign(P256, key, Uint8Array.from(message)));
}
