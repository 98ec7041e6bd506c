import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { adoptAuthority, type Brought } from '#signing/adopt';
import type { AuthorityPlace } from '#signing/authority-keys';
import { requestIssuing } from '#signing/issuing-request';
import { AskedWrongly } from '../command-line.ts';
import { writeOut } from '../out-place.ts';
import { passphraseIn, readNamed } from './root.ts';

/** I69: a request for a root that is kept elsewhere, by the key on the token. */
export const request = async (place: AuthorityPlace, out: string): Promise<0> => {
  const file = resolve(out);
  if (existsSync(file)) throw new AskedWrongly(`${file} exists already. Nothing was overwritten; name another file.`);
  const pem = await requestIssuing(place);
  writeOut(file, pem, { flag: 'wx' });
  console.log(
    `The request is in ${file}. Its certificate must say CA, with path length 0, for certificates and revocation lists;\n` +
      "take it along with adopt, together with the root's certificate and revocation list.",
  );
  return 0;
};

type Named = {
  readonly certificate?: string | undefined;
  readonly key?: string | undefined;
  readonly 'key-passphrase-file'?: string | undefined;
  readonly root: string;
  readonly rootList: string;
};

/** I48, I68: an issuing authority from elsewhere, its key in a file or on the token. */
export const adopt = async (place: AuthorityPlace, named: Named): Promise<0> => {
  const issuing = await adoptAuthority(place, broughtBy(place, named));
  console.log(`Certificates are issued by "${issuing.subject}" until ${issuing.notAfter.toISOString()}.`);
  return 0;
};

const broughtBy = ({ issuingToken: token }: AuthorityPlace, named: Named): Brought => {
  const { certificate, key, 'key-passphrase-file': passphraseFile } = named;
  const above = { root: readNamed(named.root), rootList: readNamed(named.rootList) };
  if (token) {
    if (key !== undefined)
      throw new AskedWrongly('The key is on the token that PKCS11_ISSUING_KEY names; leave out --key.');
    return { ...above, token, certificate: certificate === undefined ? null : readNamed(certificate) };
  }
  if (certificate === undefined || key === undefined)
    throw new AskedWrongly('Name --certificate and --key, or the key on a token with PKCS11_ISSUING_KEY.');
  return {
    ...above,
    certificate: readNamed(certificate),
    key: readNamed(key),
    keyPassphrase: passphraseFile === undefined ? null : passphraseIn(passphraseFile),
  };
};
