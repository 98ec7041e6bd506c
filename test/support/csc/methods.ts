import { randomBytes, randomUUID } from 'node:crypto';
import { Refused } from './refused.ts';
import { expressionOf, objectsOf, type CscCredential, type KeptCredential } from './credentials.ts';

export type Methods = { readonly [path: string]: (body: Record<string, unknown>) => unknown };

const SHA256 = '2.16.840.1.101.3.4.2.1';
const LOCKED_AFTER = 3;

/** What the API does for the credentials of this map, by the methods' own names. */
export const credentialMethods = (
  credentials: ReadonlyMap<string, KeptCredential>,
  signatureOver: (one: CscCredential, hash: Buffer) => Promise<string>,
): Methods => {
  const sads = new Map<string, { readonly credentialId: string; readonly hashes: string; readonly expires: number }>();

  const known = (body: Record<string, unknown>) => {
    if (typeof body['credentialID'] !== 'string') {
      throw new Refused(400, 'invalid_request', 'Missing (or invalid type) string parameter credentialID');
    }
    const found = credentials.get(body['credentialID']);
    if (found === undefined) throw new Refused(400, 'invalid_request', 'Invalid parameter credentialID');
    return found;
  };

  return {
    'credentials/list': ({ userID }) => {
      if (typeof userID !== 'string') throw new Refused(400, 'invalid_request', 'Invalid parameter userID');
      const own = [...credentials.values()].filter(({ userId }) => userId === userID);
      if (own.length === 0) throw new Refused(400, 'invalid_request', 'Invalid parameter userID');
      return { credentialIDs: own.map(({ credentialId }) => credentialId) };
    },
    'credentials/info': (body) => {
      const one = known(body);
      const shown = body['certificates'] === 'chain' ? [one.certificate, ...one.chain] : [one.certificate];
      return {
        description: 'Kredensial uji',
        key: {
          status: one.disabled ? 'disabled' : 'enabled',
          algo: one.algo,
          len: one.kind === 'ec' ? 256 : 2048,
          ...(one.kind === 'ec' ? { curve: '1.2.840.10045.3.1.7' } : {}),
        },
        cert: {
          status: one.status,
          certificates: shown.map((each) => Buffer.from(each.rawData).toString('base64')),
        },
        auth: { mode: one.mode, expression: expressionOf(one), objects: objectsOf(one) },
        SCAL: '2',
        multisign: 1,
      };
    },
    'credentials/getChallenge': (body) => {
      const one = known(body);
      if (body['authObjectID'] !== 'OTP' || !one.sendsOtp) {
        throw new Refused(400, 'invalid_request', 'Invalid parameter authObjectID');
      }
      one.otp = String(randomBytes(4).readUInt32BE() % 1_000_000).padStart(6, '0');
      return null;
    },
    'credentials/authorize': (body) => {
      const one = known(body);
      if (one.disabled) {
        throw new Refused(400, 'invalid_request', 'The credential identified by credentialID is disabled');
      }
      if (body['numSignatures'] !== 1) throw new Refused(400, 'invalid_request', 'Numbers of signatures is too high');
      if (body['hashAlgorithmOID'] !== SHA256) {
        throw new Refused(400, 'invalid_request', 'Invalid parameter hashAlgorithmOID');
      }
      if (one.failures >= LOCKED_AFTER) throw new Refused(400, 'invalid_request', 'Credential locked');
      const given = new Map((body['authData'] as { id: string; value?: string }[]).map(({ id, value }) => [id, value]));
      const isRight =
        (one.pin === null || given.get('PIN') === one.pin) &&
        (one.otp === null ? !one.sendsOtp : given.get('OTP') === one.otp);
      if (!isRight) {
        one.failures += 1;
        // Says more than it should, to see that it goes no further.
        const words = `The authentication data is invalid: ${JSON.stringify([...given])}`;
        throw new Refused(400, 'invalid_authentication_data', words);
      }
      one.failures = 0;
      // Once.
      if (one.sendsOtp) one.otp = null;
      const SAD = randomUUID();
      sads.set(SAD, {
        credentialId: one.credentialId,
        hashes: JSON.stringify(body['hashes']),
        expires: Date.now() + 60_000,
      });
      return { SAD, expiresIn: 60 };
    },
    'signatures/signHash': async (body) => {
      const one = known(body);
      const sad = sads.get(String(body['SAD']));
      sads.delete(String(body['SAD']));
      if (sad?.credentialId !== one.credentialId) throw new Refused(400, 'invalid_request', 'Invalid parameter SAD');
      if (sad.expires < Date.now()) throw new Refused(400, 'invalid_request', 'SAD expired');
      if (sad.hashes !== JSON.stringify(body['hashes'])) {
        throw new Refused(400, 'invalid_request', 'Hash is not authorized by the SAD');
      }
      const algo = String(body['signAlgo']);
      if (!one.algo.includes(algo)) throw new Refused(400, 'invalid_request', 'Invalid parameter signAlgo');
      if (algo === '1.2.840.113549.1.1.1' && body['hashAlgorithmOID'] !== SHA256) {
        throw new Refused(400, 'invalid_request', 'Missing (or invalid type) string parameter hashAlgorithmOID');
      }
      if (one.status === 'expired') throw new Refused(400, 'invalid_request', 'Signing certificate is expired');
      const [hash] = body['hashes'] as [string];
      return { signatures: [await signatureOver(one, Buffer.from(hash, 'base64'))] };
    },
  };
};
