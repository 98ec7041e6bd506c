import 'reflect-metadata';
import { Pkcs10CertificateRequestGenerator } from '@peculiar/x509';
import type { webcrypto } from 'node:crypto';
import { isRefusal } from '#contract/refusal';
import { randomBytes } from '#platform/random';
import { openAuthority, type Authority } from '#signing/authority';
import { openIssuers, serialOf, type AuthorityPlace, type Issuers } from '#signing/authority-keys';
import { makeSigning, P256, RSA_2048 } from '#signing/certificate-profile';
import type { LocalSigner } from '#signing/certify';
import { signWith } from '#signing/key-algorithms';

export const KEYS = ['ec', 'rsa', 'mixed'] as const;
export type SampleKey = (typeof KEYS)[number];

const DAY = 86_400_000;

/** Where somebody signs, and who. */
export type SigningPlace = {
  readonly field: string;
  readonly name: string;
  readonly role: string;
  readonly organisation: string;
};

export type SampleSigner = LocalSigner & SigningPlace;

/** Who signs one order's agreements. */
export type SampleSigners = {
  /** Who certifies: the house's own key, or one that an organiser brings along (RSA). */
  readonly organiser: LocalSigner;
  /** Another key and certificate for each of them, in their order. */
  readonly signers: readonly SampleSigner[];
};

export type SampleHouse = {
  readonly authority: Authority;
  /** Certificates for these people: of P-256 keys by request, of RSA keys as somebody's own. */
  readonly signersFor: (places: readonly SigningPlace[], key: SampleKey) => Promise<SampleSigners>;
};

type Name = Omit<SigningPlace, 'field'>;

/** An authority in this folder. An RSA key is slow to make: whoever comes again in the same place has the same one. */
export async function openSampleHouse(options: {
  readonly folder: string;
  readonly organiser: string;
  readonly now: Date;
}): Promise<SampleHouse> {
  const { now, organiser } = options;
  const place = { folder: options.folder, organiser, now, crlUrl: 'http://localhost:3000/authority/crl', randomBytes };
  const authority = await openAuthority(place);
  const issuers = await openIssuers(place);
  const own = { name: organiser, role: 'Penyelenggara / Organiser', organisation: organiser };
  const made = new Map<string, Promise<webcrypto.CryptoKeyPair>>();
  const rsaOf = async (field: string, who: Name): Promise<LocalSigner> => {
    const keys = made.get(field) ?? crypto.subtle.generateKey(RSA_2048, false, ['sign', 'verify']);
    made.set(field, keys);
    return withRsa(place, issuers, who, await keys);
  };
  return {
    authority,
    signersFor: async (places, key) => ({
      organiser: key === 'rsa' ? await rsaOf('certification', own) : authority.certificationSigner,
      signers: await Promise.all(
        places.map(async (who, index) => ({
          ...who,
          ...(key === 'rsa' || (key === 'mixed' && index % 2 === 0)
            ? await rsaOf(who.field, who)
            : await withP256(authority, who, index, now)),
        })),
      ),
    }),
  };
}

/** As a browser does: a key of its own, and a request for a certificate. */
async function withP256(authority: Authority, who: Name, index: number, now: Date): Promise<LocalSigner> {
  const keys = await crypto.subtle.generateKey(P256, false, ['sign', 'verify']);
  const csr = await Pkcs10CertificateRequestGenerator.create({ keys, signingAlgorithm: P256, name: 'CN=Teken' });
  const ids = { personId: `contoh-${index + 1}`, deviceId: 'contoh' };
  const { name, role, organisation } = who;
  const issued = await authority.issue({ csr: new Uint8Array(csr.rawData), name, role, organisation, ...ids, now });
  if (isRefusal(issued)) throw new Error(issued.refused.detail);
  return { certificate: issued.certificate, chain: issued.chain, sign: signerWith(keys.privateKey) };
}

async function withRsa(
  place: AuthorityPlace,
  issuers: Issuers,
  { name, role, organisation }: Name,
  keys: webcrypto.CryptoKeyPair,
): Promise<LocalSigner> {
  const { now } = place;
  const profile = {
    notBefore: new Date(now.getTime() - DAY),
    notAfter: new Date(now.getTime() + 365 * DAY),
    serial: serialOf(place),
    subject: { commonName: name, organisation, role },
    publicKey: keys.publicKey,
  };
  const certificate = await makeSigning(profile, issuers.issuing, place.crlUrl);
  return {
    certificate: new Uint8Array(certificate.rawData),
    chain: [new Uint8Array(issuers.issuing.certificate.rawData)],
    sign: signerWith(keys.privateKey),
  };
}

const signerWith =
  (key: webcrypto.CryptoKey): LocalSigner['sign'] =>
  (message) =>
    signWith(key, message);
