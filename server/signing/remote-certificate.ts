import { createHash, X509Certificate } from 'node:crypto';
import { refuse, type Refusal } from '#contract/refusal';
import type { RemoteCredential } from './remote-signer.ts';
import { checkPath, parsedOf } from './verify-path.ts';

export type RemoteCertificate = {
  /** SHA-256 of the DER, hex. */
  readonly sha256: string;
  /** As the certificate names its holder, and its issuer. */
  readonly name: string;
  readonly issuer: string;
  readonly notAfter: Date;
  /** DER of what leads to the root, without it. */
  readonly chain: readonly Uint8Array[];
};

/** More than any issuer's path needs; all of it goes into every signature. */
const MOST_BYTES = 16_384;

/** S103: what the certificate says, once it leads to one of the `roots` (PEM), is valid `now` and is for signing. */
export const readRemoteCertificate = async (
  { certificate, chain }: Pick<RemoteCredential, 'certificate' | 'chain'>,
  roots: readonly string[],
  now: Date,
): Promise<RemoteCertificate | Refusal<'remote-untrusted' | 'remote-unusable'>> => {
  try {
    const own = new X509Certificate(certificate);
    const others = chain.map((each) => new X509Certificate(each));
    const trusted = roots.map((root) => new X509Certificate(root));
    const trust = { roots: trusted, crls: [], now, pool: new Map() };
    const { problems } = await checkPath(own, others, now, trust);
    if (problems.some((problem) => problem.startsWith('certificate-'))) {
      return refuse('remote-unusable', 'The certificate is not valid now.');
    }
    if (problems.length > 0) return untrusted;
    const between = others.filter((each) => !trusted.some(({ raw }) => raw.equals(each.raw)));
    const [name] = parsedOf(own).subjectName.getField('CN');
    const issuerName = parsedOf(own).issuerName;
    const [issuer] = [...issuerName.getField('O'), ...issuerName.getField('CN')];
    const bytes = [own, ...between].reduce((sum, { raw }) => sum + raw.length, 0);
    if (name === undefined || issuer === undefined || bytes > MOST_BYTES) return untrusted;
    return {
      sha256: createHash('sha256').update(certificate).digest('hex'),
      name: name.slice(0, 200),
      issuer: issuer.slice(0, 200),
      notAfter: own.validToDate,
      chain: between.map(({ raw }) => new Uint8Array(raw)),
    };
  } catch {
    // Whatever cannot be read proves nothing.
    return untrusted;
  }
};

const untrusted = refuse('remote-untrusted', 'This certificate does not lead to the recognised issuer.');
