import type { X509Certificate } from '@peculiar/x509';
import { KeyObject } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { certifiedKey, type Issuer } from './issuers.ts';

export type CscCredential = {
  readonly credentialId: string;
  readonly userId: string;
  readonly kind: 'ec' | 'rsa';
  readonly certificate: X509Certificate;
  readonly keyFile: string;
  pin: string | null;
  otp: string | null;
  sendsOtp: boolean;
  disabled: boolean;
  status: string;
  algo: string[];
  mode: string;
  failures: number;
};

/** As the service keeps it. */
export type KeptCredential = CscCredential & { readonly chain: readonly X509Certificate[] };

export type NewCredential = {
  readonly credentialId: string;
  readonly userId: string;
  readonly name: string;
  readonly kind?: 'ec' | 'rsa';
  readonly isForeign?: boolean;
  readonly isExpired?: boolean;
  /** Its issuer answers by OCSP and has no list. */
  readonly hasOcspOnly?: boolean;
};

export type Issuers = { readonly root: Issuer; readonly issuing: Issuer; readonly foreign: Issuer };

/** A key in `folder` with its certificate, by the service's own issuer or one that nobody knows; `place`: the service's address. */
export const newCredential = async (
  { credentialId, userId, name, kind = 'ec', isForeign = false, isExpired = false, hasOcspOnly = false }: NewCredential,
  { folder, place, issuers }: { readonly folder: string; readonly place: string; readonly issuers: Issuers },
): Promise<KeptCredential> => {
  const { root, issuing, foreign } = issuers;
  const status = hasOcspOnly ? { ocsp: `${place}/ocsp` } : { list: `${place}/lists/issuing` };
  const issuer = isForeign ? foreign : issuing;
  const { keys, certificate } = await certifiedKey(issuer, { kind, name, isExpired, status });
  const keyFile = join(folder, `${credentialId}.pem`);
  const pem = KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' });
  await writeFile(keyFile, pem, { mode: 0o600 });
  const chain = isForeign ? [foreign.certificate] : [issuing.certificate, root.certificate];
  const algo = kind === 'ec' ? ['1.2.840.10045.4.3.2'] : ['1.2.840.113549.1.1.11', '1.2.840.113549.1.1.1'];
  const given = { credentialId, userId, kind, certificate, keyFile, chain, algo };
  const state = { pin: '314159', otp: null, sendsOtp: false, disabled: false, status: 'valid' };
  return { ...given, ...state, mode: 'explicit', failures: 0 };
};

/** How it is authorised, in the words of the standard. */
export const expressionOf = (one: CscCredential): string =>
  [...(one.pin === null ? [] : ['PIN']), ...(one.otp !== null || one.sendsOtp ? ['OTP'] : [])].join(' AND ');

export const objectsOf = (one: CscCredential): object[] => [
  ...(one.pin === null ? [] : [{ type: 'Password', id: 'PIN', format: 'N', label: 'PIN' }]),
  ...(one.sendsOtp ? [{ type: 'ChallengeResponse', id: 'OTP', label: 'OTP' }] : []),
  ...(one.otp === null || one.sendsOtp
    ? []
    : [{ type: 'Password', id: 'OTP', format: 'N', generator: 'totp', label: 'OTP' }]),
];
