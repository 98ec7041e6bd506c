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
  { name: 'SEAL_CHAIN', default: 'none', meaning: 'PEM file with issuers of the seal that SEAL_P12 lacks.' },
] as const satisfies readonly { readonly name: string; readonly default: string; readonly meaning: string }[];

type Name = (typeof keySettings)[number]['name'];
type Problems = { push(problem: string): unknown };

export const readKeySettings = (env: Environment, problems: Problems): KeySettings => {
  const passphrase = readPassphrase(env, 'KEY_PASSPHRASE', problems);
  if (passphrase !== null && passphrase.length < 12)
    problems.push('The passphrase of KEY_PASSPHRASE or KEY_PASSPHRASE_FILE must have at least 12 characters.');
  const days = env['CERTIFICATE_DAYS']?.trim() || '365';
  const certificateDays = /^\d{1,4}$/.test(days) ? Number(days) : 0;
  if (certificateDays < 1 || certificateDays > 3650)
    problems.push(`CERTIFICATE_DAYS must be a whole number from 1 to 3650, not "${days}".`);
  return { passphrase, certificateDays, seal: readSeal(env, problems) };
};

const readSeal = (env: Environment, problems: Problems): KeySettings['seal'] => {
  const file = env['SEAL_P12']?.trim();
  const passphrase = readPassphrase(env, 'SEAL_P12_PASSPHRASE', problems);
  const chain = env['SEAL_CHAIN']?.trim();
  if (!file) {
    if (passphrase !== null || chain) problems.push('A passphrase or a chain of a seal is given without SEAL_P12.');
    return null;
  }
  const bytes = readNamed('SEAL_P12', file, problems);
  const issuers = chain ? certificatesIn(readNamed('SEAL_CHAIN', chain, problems)) : [];
  if (chain && issuers.length === 0) problems.push(`SEAL_CHAIN names ${chain}, which holds no certificate in PEM.`);
  return { file: resolve(file), bytes, passphrase: passphrase ?? '', issuers };
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
  const [line = ''] = Buffer.from(readNamed(inFile, file, problems))
    .toString('utf8')
    .split(/\r?\n/);
  if (line === '') problems.push(`${inFile} names ${file}, whose first line is empty.`);
  return line;
};
