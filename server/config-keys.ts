import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Environment } from './config.ts';

/** What the environment says of keys and certificates. */
export type KeySettings = {
  /** Under which private keys and secrets lie on the disk; null: in the clear. */
  readonly passphrase: string | null;
  /** Of a signatory's certificate. */
  readonly certificateDays: number;
  /** The organiser's seal, if it was brought along. */
  readonly seal: {
    /** PKCS#12, absolute. */
    readonly file: string;
    readonly bytes: Uint8Array;
    readonly passphrase: string;
    /** PEM or DER. */
    readonly issuers: readonly Uint8Array[];
  } | null;
  /** A token with keys of the organiser, in place of files. */
  readonly token: {
    /** PKCS#11 library, absolute. */
    readonly module: string;
    readonly token: string;
    readonly pin: string;
    /** As it is: libraries of tokens have settings of their own in it. */
    readonly environment: Environment;
    /** Label of the seal's key and certificate, and its issuers in PEM or DER. */
    readonly seal: { readonly key: string; readonly issuers: readonly Uint8Array[] } | null;
    /** Label of the issuing authority's key. */
    readonly issuingKey: string | null;
  } | null;
};

export const keySettings = [
  {
    name: 'KEY_PASSPHRASE',
    default: 'none',
    meaning:
      'Passphrase of at least 12 characters under which the keys in DATA_DIR are encrypted; those that lie in the clear are encrypted at the next start.',
  },
  {
    name: 'KEY_PASSPHRASE_FILE',
    default: 'none',
    meaning: 'File whose first line is that passphrase, in place of KEY_PASSPHRASE.',
  },
  {
    name: 'CERTIFICATE_DAYS',
    default: '365',
    meaning: 'For how many days a signatory’s certificate is valid, 1 to 3650.',
  },
  {
    name: 'SEAL_P12',
    default: 'none',
    meaning:
      'PKCS#12 file with the organiser’s own seal (segel elektronik, P-256 or RSA) and its issuers, in place of the one that Teken makes; not in rehearsals.',
  },
  { name: 'SEAL_P12_PASSPHRASE', default: 'none', meaning: 'Passphrase of SEAL_P12.' },
  {
    name: 'SEAL_P12_PASSPHRASE_FILE',
    default: 'none',
    meaning: 'File whose first line is that passphrase, in place of SEAL_P12_PASSPHRASE.',
  },
  {
    name: 'SEAL_CHAIN',
    default: 'none',
    meaning: 'PEM file with issuers of the seal, up to the root, that SEAL_P12 or the token lacks.',
  },
  {
    name: 'PKCS11_MODULE',
    default: 'none',
    meaning:
      'PKCS#11 library of a token or HSM that holds keys of the organiser: the seal, the issuing authority, or both; needs OpenSC’s pkcs11-tool.',
  },
  { name: 'PKCS11_TOKEN', default: 'none', meaning: 'Label of that token.' },
  {
    name: 'PKCS11_KEY',
    default: 'none',
    meaning: 'Label of the seal’s key and certificate on it, in place of SEAL_P12.',
  },
  {
    name: 'PKCS11_ISSUING_KEY',
    default: 'none',
    meaning:
      'Label of the issuing authority’s key on it, from before the first start on; made there if there is none. Not of rehearsals.',
  },
  { name: 'PKCS11_PIN_FILE', default: 'none', meaning: 'File whose first line is the PIN of the token.' },
] as const satisfies readonly { readonly name: string; readonly default: string; readonly meaning: string }[];

type Name = (typeof keySettings)[number]['name'];
type Problems = { readonly length: number; push(problem: string): unknown };

export const readKeySettings = (env: Environment, problems: Problems): KeySettings => {
  const passphrase = readPassphrase(env, 'KEY_PASSPHRASE', problems);
  // Nothing in a file was told where it was read.
  if (passphrase !== null && passphrase !== '' && passphrase.length < 12)
    problems.push('The passphrase of KEY_PASSPHRASE or KEY_PASSPHRASE_FILE must have at least 12 characters.');
  const days = env['CERTIFICATE_DAYS']?.trim() || '365';
  const certificateDays = /^\d{1,4}$/.test(days) ? Number(days) : 0;
  if (certificateDays < 1 || certificateDays > 3650)
    problems.push(`CERTIFICATE_DAYS must be a whole number from 1 to 3650, not "${days}".`);
  const issuers = readIssuers(env, problems);
  const seal = readSeal(env, issuers, problems);
  const token = readToken(env, issuers, problems);
  if (seal && token?.seal) problems.push('SEAL_P12 and PKCS11_KEY are both given; there is one seal.');
  return { passphrase, certificateDays, seal, token };
};

const readSeal = (env: Environment, issuers: readonly Uint8Array[], problems: Problems): KeySettings['seal'] => {
  const file = env['SEAL_P12']?.trim();
  const passphrase = readPassphrase(env, 'SEAL_P12_PASSPHRASE', problems);
  if (!file) {
    if (passphrase !== null) problems.push('A passphrase of a seal is given without SEAL_P12.');
    return null;
  }
  return { file: resolve(file), bytes: readNamed('SEAL_P12', file, problems), passphrase: passphrase ?? '', issuers };
};

const readToken = (env: Environment, issuers: readonly Uint8Array[], problems: Problems): KeySettings['token'] => {
  const names = ['PKCS11_MODULE', 'PKCS11_TOKEN', 'PKCS11_PIN_FILE', 'PKCS11_KEY', 'PKCS11_ISSUING_KEY'] as const;
  const [module, token, pinFile, key, issuingKey] = names.map((name) => env[name]?.trim() || undefined);
  if (!module && !token && !pinFile && !key && !issuingKey) return null;
  if (!module || !token || !pinFile || !(key ?? issuingKey)) {
    problems.push(
      'PKCS11_MODULE, PKCS11_TOKEN, PKCS11_PIN_FILE are given together, with PKCS11_KEY or PKCS11_ISSUING_KEY or both, or none is.',
    );
    return null;
  }
  if (key === issuingKey) problems.push('PKCS11_KEY and PKCS11_ISSUING_KEY are the same; each is a key of its own.');
  readNamed('PKCS11_MODULE', module, problems);
  const pin = firstLine('PKCS11_PIN_FILE', pinFile, problems);
  const seal = key === undefined ? null : { key, issuers };
  return { module: resolve(module), token, pin, environment: env, seal, issuingKey: issuingKey ?? null };
};

const readIssuers = (env: Environment, problems: Problems): readonly Uint8Array[] => {
  const chain = env['SEAL_CHAIN']?.trim();
  if (!chain) return [];
  const issuers = certificatesIn(readNamed('SEAL_CHAIN', chain, problems));
  if (issuers.length === 0) problems.push(`SEAL_CHAIN names ${chain}, which holds no certificate in PEM.`);
  return issuers;
};

const certificatesIn = (bytes: Uint8Array): readonly Uint8Array[] =>
  (
    Buffer.from(bytes)
      .toString('latin1')
      .match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  ).map((pem) => Buffer.from(pem));

/** The bytes of a file that a setting names; none after a problem. */
const readNamed = (name: Name, file: string, problems: Problems): Uint8Array => {
  try {
    return readFileSync(file);
  } catch {
    problems.push(`${name} names ${file}, which is missing or cannot be read.`);
    return new Uint8Array();
  }
};

const readPassphrase = (
  env: Environment,
  name: 'KEY_PASSPHRASE' | 'SEAL_P12_PASSPHRASE',
  problems: Problems,
): string | null => {
  const inFile = `${name}_FILE` as const;
  const file = env[inFile]?.trim();
  // As it is: a passphrase may begin or end with a blank.
  const given = env[name] || null;
  if (!file) return given;
  if (given !== null) problems.push(`${name} and ${inFile} are both given; give one of them.`);
  return firstLine(inFile, file, problems);
};

const firstLine = (name: Name, file: string, problems: Problems): string => {
  const told = problems.length;
  const [line = ''] = Buffer.from(readNamed(name, file, problems))
    .toString('utf8')
    .split(/\r?\n/);
  if (line === '' && problems.length === told) problems.push(`${name} names ${file}, whose first line is empty.`);
  return line;
};
