import 'reflect-metadata';
import { createHash, type webcrypto } from 'node:crypto';
import { join } from 'node:path';
import { isRefusal } from '#contract/refusal';
import {
  makeIssuing,
  makeRoot,
  makeSigning,
  makeTiming,
  P256,
  REHEARSAL_MARK,
  type Issuer,
} from './certificate-profile.ts';
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
  /** The house's own time stamps, and nothing else (S80). */
  readonly timeSigner: LocalSigner;
  /** A signed list of these revoked certificates, DER; good for seven days. Its number grows from list to list. */
  readonly crl: (now: Date, revoked: readonly RevokedEntry[]) => Promise<Uint8Array>;
  /** What the root says of its issuing authority: nothing is revoked. DER. */
  readonly rootCrl: (now: Date) => Promise<Uint8Array>;
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
const OWN_DAYS = 365;
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
  /** One of the house's own: renewed before it expires. */
  const ownPair = async (name: 'seal' | 'time', role: string, make: typeof makeSigning): Promise<Issuer> => {
    const old = await readPair(folder, name);
    if (old && old.certificate.notAfter.getTime() > now.getTime() + RENEW_BEFORE_DAYS * DAY) return old;
    return writePair(folder, name, (keys) =>
      make(
        {
          notBefore: startOf(now),
          notAfter: new Date(now.getTime() + OWN_DAYS * DAY),
          serial: serial(),
          subject: { commonName: organiser, organisation: organiser, role, ...marked },
          publicKey: keys.publicKey,
        },
        issuing,
        crlUrl,
      ),
    );
  };
  const seal = await ownPair('seal', 'Penyelenggara / Organiser', makeSigning);
  const time = await ownPair('time', 'Penanda waktu / Time stamps', makeTiming);
  const chain = [derOf(issuing)];
  const signerOf = (pair: Issuer): LocalSigner => ({
    certificate: derOf(pair),
    chain,
    sign: (message) => signWith(pair.key, message),
  });
  let lists = 0;
  // By the clock, so that it grows over restarts too, and by one within a millisecond or when the clock goes back.
  const nextNumber = (at: Date): number => (lists = Math.max(at.getTime(), lists + 1));
  return {
    name: commonNameOf(root),
    rootPem: root.certificate.toString('pem'),
    root: derOf(root),
    chain,
    sealSigner: signerOf(seal),
    timeSigner: signerOf(time),
    crl: (at, revoked) => makeCrl(issuing, { revoked, now: at, number: nextNumber(at) }),
    rootCrl: (at) => makeCrl(root, { revoked: [], now: at, number: nextNumber(at) }),
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
