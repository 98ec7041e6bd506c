import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Environment } from './config.ts';

/** A file with a secret in its first line that others than its owner may read. */
export type OpenSecret = {
  readonly setting: string;
  /** Absolute. */
  readonly file: string;
};

const SECRETS = [
  'KEY_PASSPHRASE_FILE',
  'SEAL_P12_PASSPHRASE_FILE',
  'PKCS11_PIN_FILE',
  'CSC_CLIENT_SECRET_FILE',
] as const;
const READ_BY_OTHERS = 0o044;

/** S124: those among the files of secrets that group or others may read. What cannot be looked at is told elsewhere. */
export const readOpenSecrets = (env: Environment): readonly OpenSecret[] =>
  SECRETS.flatMap((setting) => {
    const file = env[setting]?.trim();
    return file && isReadByOthers(file) ? [{ setting, file: resolve(file) }] : [];
  });

const isReadByOthers = (file: string): boolean => {
  try {
    return (statSync(file).mode & READ_BY_OTHERS) !== 0;
  } catch {
    return false;
  }
};
