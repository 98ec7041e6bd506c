import { X509Certificate } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isSealed } from '#platform/vault';
import { noteOf, TOKEN_NOTE } from '#signing/issuing-place';
import { rootListEnds } from '#signing/root-key';
import { AskedWrongly } from '../command-line.ts';
import { certificateRow, rowText, type CertificateRow } from './certificate-row.ts';
import { broughtText, type Brought } from './show-brought.ts';

/** What stands in the folder of one authority. Needs no passphrase: certificates are for everybody. */
export type Shown = {
  readonly certificates: readonly CertificateRow[];
  /** Until when the list counts that the root left behind; null: its key is here. */
  readonly rootListUntil: string | null;
  /** Labels of the token with the issuing authority's key and of that key; null: it is on none. */
  readonly token: { readonly token: string; readonly key: string } | null;
  /** What the settings name in place of the house's own. */
  readonly brought: Brought;
};

const NAMES = ['root', 'issuing', 'certification', 'seal', 'time'] as const;

/** Throws an AskedWrongly when there is no authority. */
export const readShown = (folder: string, brought: Brought): Shown => {
  if (!existsSync(join(folder, 'issuing.pem')))
    throw new AskedWrongly(`There is no authority in ${folder} yet; the first start makes it.`);
  const list = join(folder, 'root.crl');
  const ends = existsSync(list) ? rootListEnds(new Uint8Array(readFileSync(list))) : null;
  return {
    certificates: NAMES.flatMap((name) => {
      const file = join(folder, `${name}.pem`);
      if (!existsSync(file)) return [];
      const isOnToken = name === 'issuing' && existsSync(join(folder, TOKEN_NOTE));
      const where = keyIs(join(folder, `${name}.key.pem`), isOnToken);
      return certificateRow(name, new X509Certificate(readFileSync(file)), where);
    }),
    rootListUntil: ends?.toISOString() ?? null,
    token: tokenIn(folder),
    brought,
  };
};

export const showText = ({ certificates, rootListUntil, token, brought }: Shown): string =>
  [
    ...certificates.map(rowText),
    ...broughtText(brought),
    ...(token === null ? [] : [`The issuing authority's key is on the token "${token.token}" as "${token.key}".`]),
    rootListUntil === null
      ? "The root's key is on this machine. Take it offline with export-root and remove-root-key."
      : `The root's key is offline; the revocation list that it left counts until ${rootListUntil}. Renew it with renew-crl.`,
  ].join('\n');

/** Of the secrets in a folder of keys and below it, how many lie encrypted and how many in the clear. */
export const countSecrets = (keys: string): { readonly encrypted: number; readonly clear: number } => {
  const names = existsSync(keys) ? readdirSync(keys, { recursive: true, encoding: 'utf8' }) : [];
  const secrets = names.filter((name) => /\.key(\.pem)?$|self-signed\.pem$/.test(name));
  const encrypted = secrets.filter((name) => isSealed(readFileSync(join(keys, name)))).length;
  return { encrypted, clear: secrets.length - encrypted };
};

const tokenIn = (folder: string): Shown['token'] => {
  const file = join(folder, TOKEN_NOTE);
  if (!existsSync(file)) return null;
  const [token, key] = noteOf(readFileSync(file));
  return { token, key };
};

const keyIs = (file: string, isOnToken: boolean): 'encrypted' | 'in the clear' | 'on a token' | 'not here' => {
  if (!existsSync(file)) return isOnToken ? 'on a token' : 'not here';
  return isSealed(readFileSync(file)) ? 'encrypted' : 'in the clear';
};
