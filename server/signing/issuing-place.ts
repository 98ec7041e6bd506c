import { StartFault } from '#platform/start-fault';
import type { PublicKey, X509Certificate } from '@peculiar/x509';
import type { Issuer } from './certificate-profile.ts';
import type { IssuingToken } from './issuing-token.ts';
import { hasKey, keepFile, readCertificate, readFileIn, readPair, type KeyFolder } from './key-folder.ts';

// Where the key of the issuing authority is: a file of the folder, or a token that a note in the folder names.

const NAME = 'issuing';
/** Two lines: labels of the token and of the key. */
export const TOKEN_NOTE = 'issuing.token';

/** Labels of the token and of the key, as the note has them. */
export const noteOf = (bytes: Uint8Array): readonly [string, string] => {
  const [token = '', label = ''] = Buffer.from(bytes).toString('utf8').split('\n');
  return [token, label];
};

/**
 * The issuing authority of a folder, or null when it has none yet. Throws a sentence when its key is elsewhere than the
 * settings say: an authority that has begun stays where its key is.
 */
export async function readIssuing(folder: KeyFolder, token: IssuingToken | null): Promise<Issuer | null> {
  const note = await readFileIn(folder, TOKEN_NOTE);
  const isFile = await hasKey(folder, NAME);
  if (token === null) {
    if (note === null || isFile) return readPair(folder, NAME);
    if ((await readCertificate(folder, NAME)) === null) return null;
    const [there, label] = noteOf(note);
    throw new StartFault(
      `The key of the issuing authority is on the token "${there}" as "${label}"; name it with PKCS11_MODULE, PKCS11_TOKEN, PKCS11_PIN_FILE and PKCS11_ISSUING_KEY.`,
    );
  }
  if (isFile)
    throw new StartFault(
      `The key of the issuing authority is a file in ${folder.path}, where it has issued certificates; PKCS11_ISSUING_KEY is for a new data folder.`,
    );
  const certificate = await readCertificate(folder, NAME);
  return certificate && { certificate, key: await token.open(certificate) };
}

/** An issuing authority on the token below this root, which `certify` makes a certificate for; what was cut short is gone on with. */
export async function makeOnToken(
  folder: KeyFolder,
  token: IssuingToken,
  randomBytes: (length: number) => Uint8Array,
  root: X509Certificate,
  certify: (publicKey: PublicKey) => Promise<X509Certificate>,
): Promise<Issuer> {
  const there = await token.certificate();
  if (there && !(await isIssuedBy(there, root)))
    throw new StartFault(
      `"${token.label}" on the token "${token.token}" has a certificate of another root: take it along with "npm run -s authority -- adopt", or name a new key with PKCS11_ISSUING_KEY.`,
    );
  const issuing = there
    ? { certificate: there, key: await token.open(there) }
    : await made(token, randomBytes, certify);
  await keepOnToken(folder, token, issuing.certificate);
  return issuing;
}

async function made(
  token: IssuingToken,
  randomBytes: (length: number) => Uint8Array,
  certify: (publicKey: PublicKey) => Promise<X509Certificate>,
): Promise<Issuer> {
  const { key, publicKey } = await token.make(randomBytes);
  return { key, certificate: await certify(publicKey) };
}

/** Last in the folder: as long as the certificate is not there, there is no authority. */
export async function keepOnToken(folder: KeyFolder, token: IssuingToken, certificate: X509Certificate): Promise<void> {
  await token.keep(certificate);
  await keepFile(folder, TOKEN_NOTE, Buffer.from(`${token.token}\n${token.label}\n`));
  await keepFile(folder, `${NAME}.pem`, Buffer.from(`${certificate.toString('pem')}\n`));
}

const isIssuedBy = async (certificate: X509Certificate, root: X509Certificate): Promise<boolean> =>
  certificate.issuer === root.subject && (await certificate.verify({ publicKey: root, signatureOnly: true }));
