import { StartFault } from '#platform/start-fault';
import type { Vault } from '#platform/vault';
import type { PublicKeyType, X509Certificate } from '@peculiar/x509';
import {
  makeIssuing,
  makeRoot,
  makeSigning,
  makeTiming,
  REHEARSAL_MARK,
  type Issuer,
  type Subject,
} from './certificate-profile.ts';
import { makeOnToken, readIssuing } from './issuing-place.ts';
import type { IssuingToken } from './issuing-token.ts';
import { DAY, RENEW_BEFORE_DAYS } from './certificate-ends.ts';
import { keyHere, type SigningKey } from './key-algorithms.ts';
import { makePair, openKeyFolder, readCertificate, readFileIn, readPair, type KeyFolder } from './key-folder.ts';

// The keys of one authority on the disk: root, issuing authority, and the house's own three.

export type AuthorityPlace = {
  /** Where the keys lie; made when missing. */
  readonly folder: string;
  readonly organiser: string;
  readonly now: Date;
  /** Address of the revocation list that every certificate names. */
  readonly crlUrl: string;
  readonly randomBytes: (length: number) => Uint8Array;
  /** What seals the private keys; null or nothing: they lie in the clear. */
  readonly vault?: Vault | null;
  /** S115: where the key of the issuing authority is; nothing: in the folder. Of rehearsals it always is. */
  readonly issuingToken?: IssuingToken | null;
};

export type Issuers = {
  readonly folder: KeyFolder;
  readonly root: X509Certificate;
  /** Null once it was taken offline, or for a root that was never here (S84). */
  readonly rootKey: SigningKey | null;
  /** What the root left behind when its key went: its own revocation list, DER. */
  readonly rootList: Uint8Array | null;
  readonly issuing: Issuer;
};

const AUTHORITY_DAYS = 3653;
const OWN_DAYS = 365;
/** A list in place of the root's key; the sign that the key is away on purpose. */
export const ROOT_LIST = 'root.crl';

/** `rehearsal`: of the authority for rehearsals, which lies beside the real one (S20). */
export const placeOf = <Place extends Pick<AuthorityPlace, 'folder' | 'crlUrl'>>(
  real: Place,
  rehearsal: boolean,
): Place =>
  rehearsal
    ? { ...real, folder: `${real.folder}/rehearsal`, crlUrl: new URL('rehearsal/crl', real.crlUrl).href }
    : real;

const isRehearsal = ({ folder }: AuthorityPlace): boolean => /[\\/]rehearsal$/.test(folder);

export const markOf = (place: AuthorityPlace): { unit?: string } =>
  isRehearsal(place) ? { unit: REHEARSAL_MARK } : {};

/** Root and issuing authority, made at first start. Throws a sentence when a key is missing, damaged or sealed otherwise. */
export async function openIssuers(place: AuthorityPlace): Promise<Issuers> {
  const folder = await openKeyFolder(place.folder, place.vault ?? null);
  const token = isRehearsal(place) ? null : (place.issuingToken ?? null);
  const old = await readRoot(folder);
  // Asked before a root is made that nothing could stand below.
  if (old === null) await token?.certificate();
  const root = old ?? {
    list: null,
    ...(await makePair(folder, 'root', (keys) =>
      makeRoot(
        {
          notBefore: startOf(place.now),
          notAfter: daysAfter(place.now, AUTHORITY_DAYS),
          serial: serialOf(place),
          subject: subjectOf(place, 'Root'),
          publicKey: keys.publicKey,
        },
        keyHere(keys.privateKey),
      ),
    )),
  };
  const known = await readIssuing(folder, token);
  if (known) return { folder, root: root.certificate, rootKey: root.key, rootList: root.list, issuing: known };
  const { certificate, key } = root;
  requireUnended(certificate, 'The root', place.now);
  if (!key)
    throw new StartFault(
      `The issuing authority is missing from ${place.folder}, and the root's key, which would make it, is not here; restore it from a backup.`,
    );
  const make = (publicKey: PublicKeyType): Promise<X509Certificate> =>
    makeIssuing(
      {
        notBefore: startOf(place.now),
        notAfter: certificate.notAfter,
        serial: serialOf(place),
        subject: issuingSubject(place),
        publicKey,
      },
      { certificate, key },
      new URL('root-crl', place.crlUrl).href,
    );
  const issuing =
    token === null
      ? await makePair(folder, 'issuing', (keys) => make(keys.publicKey))
      : await makeOnToken(folder, token, place.randomBytes, certificate, make);
  return { folder, root: certificate, rootKey: key, rootList: root.list, issuing };
}

const subjectOf = (place: AuthorityPlace, kind: 'Root' | 'Issuing'): Subject => ({
  commonName: isRehearsal(place) ? `${REHEARSAL_MARK} ${kind}` : `Teken ${place.organiser} ${kind}`,
  organisation: place.organiser,
  ...markOf(place),
});

export const issuingSubject = (place: AuthorityPlace): Subject => subjectOf(place, 'Issuing');

type Root = {
  readonly certificate: X509Certificate;
  readonly key: SigningKey | null;
  readonly list: Uint8Array | null;
};

async function readRoot(folder: KeyFolder): Promise<Root | null> {
  const list = await readFileIn(folder, ROOT_LIST);
  if (list === null) {
    const pair = await readPair(folder, 'root');
    return pair && { ...pair, list };
  }
  const certificate = await readCertificate(folder, 'root');
  return certificate && { certificate, key: null, list };
}

const OWN = {
  certification: { role: 'Pengesahan naskah / Certification', make: makeSigning },
  seal: { role: 'Penyelenggara / Organiser', make: makeSigning },
  time: { role: 'Penanda waktu / Time stamps', make: makeTiming },
} as const;
export type OwnName = keyof typeof OWN;

/** One of the house's own: renewed before it expires. */
export async function openOwn(place: AuthorityPlace, issuers: Issuers, name: OwnName): Promise<Issuer> {
  const old = await readPair(issuers.folder, name);
  if (old === null) return renewOwn(place, issuers, name);
  const { notAfter } = old.certificate;
  const isGood = notAfter.getTime() > place.now.getTime() + RENEW_BEFORE_DAYS * DAY;
  // S142: a new one would end no later, or would be none. The house starts all the same, and says what ends.
  return isGood || notAfter >= endOf(issuers) || hasEnded(issuers, place.now) ? old : renewOwn(place, issuers, name);
}

/** A new key with a new certificate. Throws a sentence when the authority above it has ended. */
export async function renewOwn(place: AuthorityPlace, issuers: Issuers, name: OwnName): Promise<Issuer> {
  requireAuthority(issuers, place.now);
  const { role, make } = OWN[name];
  const { folder, issuing } = issuers;
  return makePair(folder, name, (keys) =>
    make(
      {
        notBefore: startOf(place.now),
        notAfter: endWithin(issuers, daysAfter(place.now, OWN_DAYS)),
        serial: serialOf(place),
        subject: { commonName: place.organiser, organisation: place.organiser, role, ...markOf(place) },
        publicKey: keys.publicKey,
      },
      issuing,
      place.crlUrl,
    ),
  );
}

/** Whole seconds, as certificates count; a minute early, because clocks differ. */
export const startOf = (now: Date): Date => new Date(Math.floor(now.getTime() / 1000) * 1000 - 60_000);

export const daysAfter = (now: Date, days: number): Date => new Date(now.getTime() + days * DAY);

type Above = Pick<Issuers, 'root' | 'issuing'>;

/** The issuing authority counts no longer than its root. */
const endOf = ({ root, issuing }: Above): Date =>
  issuing.certificate.notAfter < root.notAfter ? issuing.certificate.notAfter : root.notAfter;

const hasEnded = (issuers: Above, now: Date): boolean => now > endOf(issuers);

/** S138: nothing outlives its issuer, nor the root above it. */
export const endWithin = (issuers: Above, end: Date): Date => (end < endOf(issuers) ? end : endOf(issuers));

/** S142: throws a sentence when the issuing authority or its root has ended. */
export function requireAuthority({ root, issuing }: Above, now: Date): void {
  requireUnended(root, 'The root', now);
  requireUnended(issuing.certificate, 'The issuing authority', now);
}

function requireUnended({ notAfter }: X509Certificate, what: string, now: Date): void {
  if (now <= notAfter) return;
  throw new StartFault(
    `${what} ended on ${notAfter.toISOString()} and certifies nothing any more. A new data folder gets a new authority at its first start.`,
  );
}

/** Positive and without a leading zero byte, so that every reader spells it alike. */
export function serialOf({ randomBytes }: Pick<AuthorityPlace, 'randomBytes'>): string {
  const bytes = Buffer.from(randomBytes(16));
  bytes[0] = (bytes[0]! & 0x3f) | 0x40;
  return bytes.toString('hex');
}
