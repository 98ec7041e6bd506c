import { X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { refuse } from '#contract/refusal';
import type { RemoteCredential, RemoteRefusal } from './remote-signer.ts';

// CSC API v2.0.0.2, 11.4 (credentials/list) and 11.5 (credentials/info): what a credential is, by which algorithms it signs, and
// what the person has to enter (8.3: authentication objects, joined by an expression).

const objectType = z.object({
  type: z.string().max(60),
  id: z.string().min(1).max(100),
  label: z.string().max(255).optional(),
  generator: z.string().max(60).optional(),
});

const oids = z.array(z.string().max(100)).max(50);

export const credentialInfo = z.object({
  key: z.object({ status: z.enum(['enabled', 'disabled']), algo: oids, len: z.number().int().max(20_000) }),
  cert: z.object({
    status: z.string().max(40).optional(),
    certificates: z.array(z.base64().max(20_000)).min(1).max(10),
  }),
  auth: z.object({
    mode: z.string().max(40),
    expression: z.string().max(500).optional(),
    objects: z.array(objectType).max(10).optional(),
  }),
});
export type CredentialInfo = z.output<typeof credentialInfo>;

export const credentialList = z.object({ credentialIDs: z.array(z.string().min(1).max(255)).max(100) });

const ECDSA_SHA256 = '1.2.840.10045.4.3.2';
const RSA = '1.2.840.113549.1.1.1';
const RSA_SHA256 = '1.2.840.113549.1.1.11';

/** How it is asked to sign a SHA-256 hash. */
export type SignAlgo = { readonly kind: 'p256' | 'rsa'; readonly oid: string; readonly namesHash: boolean };

/** What the person enters, by the id under which the service asks for it; null: not asked for. */
export type AuthIds = { readonly pin: string | null; readonly otp: string | null; readonly sendsOtp: boolean };

export type UsableCredential = {
  readonly certificates: readonly [Uint8Array, ...Uint8Array[]];
  readonly algo: SignAlgo;
  readonly ids: AuthIds;
};

export const readCredential = ({ key, cert, auth }: CredentialInfo): UsableCredential | RemoteRefusal => {
  if (key.status !== 'enabled' || !['valid', undefined].includes(cert.status)) {
    return refuse('remote-unusable', 'This credential is disabled, expired, suspended or revoked.');
  }
  const [first, ...chain] = cert.certificates.map((text) => new Uint8Array(Buffer.from(text, 'base64')));
  const ids = authIdsOf(auth);
  const algo = first === undefined ? null : algoOf(first, key);
  if (first === undefined || ids === null || algo === null) {
    return refuse('remote-unsupported', 'This credential signs in a way that is not supported here.');
  }
  return { certificates: [first, ...chain], algo, ids };
};

export const offered = (credentialId: string, { certificates, ids }: UsableCredential): RemoteCredential => {
  const [certificate, ...chain] = certificates;
  const needs = { pin: ids.pin !== null, otp: ids.otp !== null, sendsOtp: ids.sendsOtp };
  return { credentialId, certificate, chain, needs };
};

/** The certificate tells what its key is; the service, by which algorithm it lets it sign. */
const algoOf = (certificate: Uint8Array, { algo }: CredentialInfo['key']): SignAlgo | null => {
  let key: X509Certificate['publicKey'];
  try {
    key = new X509Certificate(certificate).publicKey;
  } catch {
    return null;
  }
  const { namedCurve, modulusLength = 0 } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === 'ec' && namedCurve === 'prime256v1') {
    return algo.includes(ECDSA_SHA256) ? { kind: 'p256', oid: ECDSA_SHA256, namesHash: true } : null;
  }
  if (key.asymmetricKeyType !== 'rsa' || modulusLength < 2048 || modulusLength > 4096) return null;
  if (algo.includes(RSA_SHA256)) return { kind: 'rsa', oid: RSA_SHA256, namesHash: true };
  return algo.includes(RSA) ? { kind: 'rsa', oid: RSA, namesHash: false } : null;
};

/** 8.3.1: a PIN is a password; an OTP is one too, if a generator makes it, or the response to a challenge that was sent. */
const authIdsOf = ({ mode, expression = '', objects = [] }: CredentialInfo['auth']): AuthIds | null => {
  // Leaving the house for the service's own page (oauth2code) is no way to sign in the middle of a ceremony.
  if (mode !== 'explicit' || /\bX?OR\b/i.test(expression)) return null;
  const isOtp = ({ type, id, generator }: (typeof objects)[number]): boolean =>
    type === 'ChallengeResponse' || generator !== undefined || /otp/i.test(id);
  const otps = objects.filter(isOtp);
  const pins = objects.filter((each) => !isOtp(each));
  if (otps.length > 1 || pins.length > 1 || objects.some(({ type }) => !IN_BAND.has(type))) return null;
  return {
    pin: pins[0]?.id ?? null,
    otp: otps[0]?.id ?? null,
    sendsOtp: otps[0]?.type === 'ChallengeResponse',
  };
};

const IN_BAND: ReadonlySet<string> = new Set(['Password', 'ChallengeResponse']);
