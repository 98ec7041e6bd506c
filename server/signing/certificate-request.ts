import 'reflect-metadata';
import { Pkcs10CertificateRequest, type PublicKey } from '@peculiar/x509';
import { refuse, type Refusal } from '#contract/refusal';
import { readDer } from './der.ts';

export type RequestRefusal = Refusal<'bad-csr' | 'not-p256' | 'bad-proof' | 'certificate-not-valid'>;

const MAX_CSR_BYTES = 4096;

/** The public key of a PKCS#10 request (DER), once it is a P-256 key whose holder signed the request (S7). Names in it count for nothing. */
export async function requestedKey(csr: Uint8Array): Promise<{ readonly publicKey: PublicKey } | RequestRefusal> {
  const malformed = refuse('bad-csr', 'The certificate request cannot be read');
  if (csr.length > MAX_CSR_BYTES) return malformed;
  // The library reads over what follows a request: nothing may.
  if (readDer(Buffer.from(csr))?.whole.length !== csr.length) return malformed;
  let request: Pkcs10CertificateRequest;
  try {
    request = new Pkcs10CertificateRequest(Uint8Array.from(csr));
  } catch {
    return malformed;
  }
  const algorithm: object = request.publicKey.algorithm;
  if (!('namedCurve' in algorithm) || algorithm.namedCurve !== 'P-256') {
    return refuse('not-p256', 'The key is not a P-256 key');
  }
  try {
    if (await request.verify()) return { publicKey: request.publicKey };
  } catch {
    // A point that is not on the curve, an algorithm that does not fit: no proof either.
  }
  return refuse('bad-proof', 'The certificate request is not signed with its own key');
}
