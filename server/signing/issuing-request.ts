import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PemConverter } from '@peculiar/x509';
import { StartFault } from '#platform/start-fault';
import { issuingSubject, type AuthorityPlace } from './authority-keys.ts';
import { nameOf } from './certificate-profile.ts';
import { der } from './der.ts';
import { signedBy } from './signed-structure.ts';

/**
 * S117: a request (PKCS#10, PEM) for a root that is kept elsewhere, signed by the issuing key on the token, which is made
 * there if need be. The certificate then comes with `adopt`. Throws a sentence where an authority is already.
 */
export async function requestIssuing(place: AuthorityPlace): Promise<string> {
  const token = place.issuingToken ?? null;
  if (token === null)
    throw new StartFault(
      'A request is for a key on a token: name it with PKCS11_MODULE, PKCS11_TOKEN, PKCS11_PIN_FILE and PKCS11_ISSUING_KEY.',
    );
  if (existsSync(join(place.folder, 'issuing.pem')))
    throw new StartFault(`An authority is in ${place.folder} already; ask for another one in a new data folder.`);
  const { key, publicKey } = await token.make(place.randomBytes);
  const body = der(
    0x30,
    // Version 1; no attributes (RFC 2986 §4.1).
    der(0x02, Buffer.from([0])),
    new Uint8Array(nameOf(issuingSubject(place)).toArrayBuffer()),
    new Uint8Array(publicKey.rawData),
    der(0xa0),
  );
  return `${PemConverter.encode(await signedBy(key, body), PemConverter.CertificateRequestTag)}\n`;
}
