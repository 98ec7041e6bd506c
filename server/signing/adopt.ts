import { createPrivateKey, X509Certificate as NodeCertificate, type KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import 'reflect-metadata';
import { BasicConstraintsExtension, KeyUsageFlags, KeyUsagesExtension, X509Certificate } from '@peculiar/x509';
import { StartFault } from '#platform/start-fault';
import { ROOT_LIST, type AuthorityPlace } from './authority-keys.ts';
import { keepOnToken } from './issuing-place.ts';
import type { IssuingToken } from './issuing-token.ts';
import { algorithmOf } from './key-algorithms.ts';
import { keepFile, keepPair, openKeyFolder } from './key-folder.ts';
import { checkedRootList } from './root-key.ts';

/** An issuing authority below somebody else's root; PEM or DER. */
export type Brought = {
  readonly root: Uint8Array;
  /** The root's revocation list. */
  readonly rootList: Uint8Array;
} & (
  | {
      readonly certificate: Uint8Array;
      /** PEM. */
      readonly key: Uint8Array;
      readonly keyPassphrase: string | null;
    }
  /** S116: the key stays where it is; without a certificate the one beside it counts. */
  | { readonly certificate: Uint8Array | null; readonly token: IssuingToken }
);
type BroughtFile = Extract<Brought, { readonly key: unknown }>;

/**
 * S85: takes an issuing authority as the house's own, before there is any. Throws a sentence when it cannot issue
 * certificates now, or when an authority is here already; nothing is written then.
 */
export async function adoptAuthority(place: AuthorityPlace, brought: Brought): Promise<X509Certificate> {
  if (['root.key.pem', 'issuing.pem'].some((name) => existsSync(join(place.folder, name))))
    throw new StartFault(
      `An authority is in ${place.folder} already, and has issued certificates; bring another one into a new data folder.`,
    );
  const issuing = await issuingIn(brought);
  const root = certificateIn(brought.root, 'The certificate of the root');
  checkAuthority(issuing, 'The issuing authority', KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, place.now);
  checkAuthority(root, 'The root', KeyUsageFlags.keyCertSign, place.now);
  const [issuingNode, rootNode] = [nodeOf(issuing), nodeOf(root)];
  if (!isIssuedBy(rootNode, rootNode)) throw new StartFault('The root is not its own issuer; name the root itself.');
  if (!isIssuedBy(issuingNode, rootNode))
    throw new StartFault('The certificate of the issuing authority was not issued by this root.');
  const key = 'token' in brought ? null : ownKey(issuingNode, brought);
  if ('token' in brought) await brought.token.open(issuing);
  const list = await checkedRootList(root, issuing, brought.rootList, place.now);
  const folder = await openKeyFolder(place.folder, place.vault ?? null);
  await keepFile(folder, ROOT_LIST, list);
  await keepFile(folder, 'root.pem', Buffer.from(`${root.toString('pem')}\n`));
  // Last: as long as it is not there, nothing is adopted.
  if ('token' in brought) await keepOnToken(folder, brought.token, issuing);
  if (key) await keepPair(folder, 'issuing', issuing, key.export({ format: 'pem', type: 'pkcs8' }).toString());
  return issuing;
}

async function issuingIn(brought: Brought): Promise<X509Certificate> {
  if (brought.certificate) return certificateIn(brought.certificate, 'The certificate of the issuing authority');
  const there = 'token' in brought ? await brought.token.certificate() : null;
  if (there) return there;
  throw new StartFault(
    'No certificate of the issuing authority is beside its key on the token; name one with --certificate.',
  );
}

function ownKey(certificate: NodeCertificate, brought: BroughtFile): KeyObject {
  const key = keyIn(brought);
  if (!algorithmOf(key))
    throw new StartFault(
      'The key of the issuing authority is of another kind than P-256, P-384 or RSA with 2048 to 4096 bits.',
    );
  if (!certificate.checkPrivateKey(key)) throw new StartFault('The key is not the key of this issuing authority.');
  return key;
}

function certificateIn(bytes: Uint8Array, what: string): X509Certificate {
  try {
    return new X509Certificate(new NodeCertificate(bytes).raw);
  } catch (cause) {
    throw new StartFault(`${what} cannot be read as PEM or DER.`, { cause });
  }
}

function keyIn({ key, keyPassphrase }: BroughtFile): KeyObject {
  try {
    const passphrase = keyPassphrase === null ? {} : { passphrase: keyPassphrase };
    return createPrivateKey({ key: Buffer.from(key), format: 'pem', ...passphrase });
  } catch (cause) {
    throw new StartFault('The key of the issuing authority cannot be read as PEM, or not with this passphrase.', {
      cause,
    });
  }
}

function checkAuthority(certificate: X509Certificate, what: string, uses: number, now: Date): void {
  const usages = certificate.getExtension(KeyUsagesExtension)?.usages ?? 0;
  if (certificate.getExtension(BasicConstraintsExtension)?.ca !== true)
    throw new StartFault(`${what} is no authority: its certificate does not say CA.`);
  if ((usages & uses) !== uses)
    throw new StartFault(`${what} may not sign certificates and revocation lists: its key usage lacks it.`);
  if (certificate.notBefore > now || certificate.notAfter < now)
    throw new StartFault(
      `${what} is valid from ${certificate.notBefore.toISOString()} to ${certificate.notAfter.toISOString()}, not now.`,
    );
}

const nodeOf = (certificate: X509Certificate): NodeCertificate => new NodeCertificate(Buffer.from(certificate.rawData));

const isIssuedBy = (subject: NodeCertificate, issuer: NodeCertificate): boolean => {
  try {
    return subject.checkIssued(issuer) && subject.verify(issuer.publicKey);
  } catch {
    // An algorithm that does not fit the key.
    return false;
  }
};
