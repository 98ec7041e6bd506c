import { X509Certificate } from 'node:crypto';
import { checkSeal, sealFault, type BroughtSeal } from './brought-seal.ts';
import { importFor, signWith } from './key-algorithms.ts';
import { readPkcs12, WrongPassphrase, type Pkcs12 } from './pkcs12.ts';

export type SealFile = {
  /** How it is called in sentences. */
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly passphrase: string;
  /** DER or PEM of issuers that the file itself lacks. */
  readonly issuers: readonly Uint8Array[];
};

/** S88: the seal of a PKCS#12 file. Throws a StartFault with a sentence for whatever makes it unusable now. */
export async function openSealP12(seal: SealFile, now: Date): Promise<BroughtSeal> {
  const { keys, certificates } = await contentsOf(seal);
  const [key, ...more] = keys;
  if (!key || more.length > 0) throw sealFault(seal.file, `holds ${keys.length} private keys; a seal has one`);
  const all = [...certificates, ...seal.issuers].map((bytes) => new X509Certificate(bytes));
  const certificate = all.find((each) => each.checkPrivateKey(key));
  if (!certificate) throw sealFault(seal.file, 'holds no certificate of its key');
  const checked = checkSeal(seal.file, certificate, all, now);
  const signing = await importFor(certificate, key);
  return { ...checked, sign: (message) => signWith(signing, message) };
}

async function contentsOf({ file, bytes, passphrase }: SealFile): Promise<Pkcs12> {
  try {
    return await readPkcs12(bytes, passphrase);
  } catch (cause) {
    if (cause instanceof WrongPassphrase)
      throw sealFault(
        file,
        'does not open with the passphrase of SEAL_P12_PASSPHRASE or SEAL_P12_PASSPHRASE_FILE',
        cause,
      );
    const reason = cause instanceof TypeError ? ` (${cause.message})` : '';
    throw sealFault(
      file,
      `cannot be read as PKCS#12${reason}; write it anew with "openssl pkcs12 -export -keypbe AES-256-CBC -certpbe AES-256-CBC"`,
      cause,
    );
  }
}
