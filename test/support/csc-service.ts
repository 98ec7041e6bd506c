import 'reflect-metadata';
import { execFile } from 'node:child_process';
import { KeyObject, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import {
  AuthorityInfoAccessExtension,
  BasicConstraintsExtension,
  CRLDistributionPointsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  X509CertificateGenerator,
  type X509Certificate,
} from '@peculiar/x509';

import { answerList, type ListBehaviour } from './revocation-lists.ts';

// A signing service that speaks the Cloud Signature Consortium's API v2 over real HTTP: a token for its client, credentials with
// keys and certificates of its own authority, PIN and OTP, activation data for one hash and one use. It can be slow and broken.

const run = promisify(execFile);
const EC = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const RSA = {
  name: 'RSASSA-PKCS1-v1_5',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
  hash: 'SHA-256',
} as const;

type Issuer = { readonly certificate: X509Certificate; readonly keys: CryptoKeyPair };

const SHA256 = '2.16.840.1.101.3.4.2.1';

export type CscCredential = {
  readonly credentialId: string;
  readonly userId: string;
  readonly kind: 'ec' | 'rsa';
  readonly certificate: X509Certificate;
  readonly keyFile: string;
  pin: string | null;
  otp: string | null;
  sendsOtp: boolean;
  disabled: boolean;
  status: string;
  algo: string[];
  mode: string;
  failures: number;
};

export type CscService = AsyncDisposable & {
  /** As in CSC_URL. */
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** PEM of its root, as in CSC_ROOTS. */
  readonly roots: string;
  /** Every request to the API, in order: its path and what it said. */
  readonly requests: { readonly path: string; readonly body: Record<string, unknown> }[];
  readonly credential: (credentialId: string) => CscCredential;
  readonly add: (given: {
    readonly credentialId: string;
    readonly userId: string;
    readonly name: string;
    readonly kind?: 'ec' | 'rsa';
    readonly isForeign?: boolean;
    readonly isExpired?: boolean;
    /** Its issuer answers by OCSP and has no list. */
    readonly hasOcspOnly?: boolean;
  }) => Promise<CscCredential>;
  /** What it does instead of answering well, for paths that contain this; `null` mends it. */
  break: (
    how: {
      readonly path: string;
      readonly with: 'silence' | 'hang-up' | 'busy' | 'nonsense' | 'flood';
      times?: number;
    } | null,
  ) => void;
  /** Milliseconds before each answer. */
  delay: number;
  /** Ends every token that it has given. */
  readonly endTokens: () => void;
  /** How the revocation lists of its issuers answer, which their certificates name. */
  lists: ListBehaviour;
  /** Answers ECDSA as r‖s instead of DER, as some services do. */
  plainEcdsa: boolean;
};

class Refused extends Error {
  readonly status: number;
  readonly error: string;
  constructor(status: number, error: string, words: string) {
    super(words);
    this.status = status;
    this.error = error;
  }
}

const LOCKED_AFTER = 3;

export const openCscService = async (): Promise<CscService> => {
  const folder = await mkdtemp(join(tmpdir(), 'teken-csc-'));
  const server = createServer((request, response) => {
    const list = /\/lists\/(root|issuing)$/.exec(request.url ?? '')?.[1];
    if (list !== undefined) {
      const { certificate, keys } = list === 'root' ? root : issuing;
      void answerList(response, service.lists, { certificate, key: keys.privateKey }, new Date(), waiting);
      return;
    }
    handle(request, response).catch(() => response.destroy());
  });
  const waiting = new Set<NodeJS.Timeout>();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const place = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const root = await authority('CN=PSrE Contoh Akar,O=PSrE Contoh (uji)', null);
  const issuing = await authority('CN=PSrE Contoh Penerbit,O=PSrE Contoh (uji)', root, `${place}/lists/root`);
  const foreign = await authority('CN=Bukan PSrE,O=Tak Dikenal (uji)', null);
  const credentials = new Map<string, CscCredential & { readonly chain: readonly X509Certificate[] }>();
  const tokens = new Set<string>();
  const sads = new Map<string, { readonly credentialId: string; readonly hashes: string; readonly expires: number }>();
  let trouble: Parameters<CscService['break']>[0] = null;
  const requests: CscService['requests'] = [];

  const known = (body: Record<string, unknown>) => {
    if (typeof body['credentialID'] !== 'string') {
      throw new Refused(400, 'invalid_request', 'Missing (or invalid type) string parameter credentialID');
    }
    const found = credentials.get(body['credentialID']);
    if (found === undefined) throw new Refused(400, 'invalid_request', 'Invalid parameter credentialID');
    return found;
  };

  const methods: Record<string, (body: Record<string, unknown>) => unknown> = {
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

  /** Signs the hash as it is, as a key behind such a service does. */
  const signatureOver = async (one: CscCredential, hash: Buffer): Promise<string> => {
    if (hash.length !== 32) throw new Refused(400, 'invalid_request', 'Invalid digest value length');
    const [input, output] = [join(folder, randomUUID()), join(folder, randomUUID())];
    await writeFile(input, hash);
    const asked = [
      'pkeyutl',
      '-sign',
      '-inkey',
      one.keyFile,
      '-in',
      input,
      '-out',
      output,
      '-pkeyopt',
      'digest:sha256',
    ];
    await run('openssl', asked);
    const { stdout } = await run('base64', ['-w0', output]);
    if (one.kind === 'rsa' || !service.plainEcdsa) return stdout;
    const value = Buffer.from(stdout, 'base64');
    const rLength = value[3] ?? 0;
    return Buffer.concat([half(value.subarray(4, 4 + rLength)), half(value.subarray(6 + rLength))]).toString('base64');
  };

  const answer = async (request: IncomingMessage, path: string, text: string): Promise<unknown> => {
    if (path === 'oauth2/token') {
      const form = new URLSearchParams(text);
      requests.push({ path, body: { grant_type: form.get('grant_type'), client_id: form.get('client_id') } });
      if (form.get('grant_type') !== 'client_credentials') {
        throw new Refused(400, 'invalid_request', 'Invalid parameter grant_type');
      }
      if (form.get('client_id') !== service.clientId || form.get('client_secret') !== service.clientSecret) {
        throw new Refused(400, 'invalid_request', 'Invalid parameter client_secret');
      }
      const token = randomUUID();
      tokens.add(token);
      return { access_token: token, token_type: 'Bearer', expires_in: 3600 };
    }
    const body = JSON.parse(text) as Record<string, unknown>;
    requests.push({ path, body });
    if (path === 'info') return infoOf(service.url, Object.keys(methods));
    const [, bearer = ''] = /^Bearer (.+)$/.exec(request.headers.authorization ?? '') ?? [];
    if (!tokens.has(bearer)) throw new Refused(401, 'invalid_token', 'The access token is not valid');
    const method = methods[path];
    if (method === undefined) throw new Refused(501, 'invalid_request', 'Unimplemented method');
    return method(body);
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (request.url ?? '').replace(/^\/csc\/v2\//, '');
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    await sleep(service.delay);
    const isBroken = trouble !== null && path.includes(trouble.path) && (trouble.times ?? 1) > 0;
    if (isBroken && trouble !== null) {
      if (trouble.times !== undefined) trouble.times -= 1;
      if (trouble.with === 'silence') return;
      if (trouble.with === 'hang-up') return void request.socket.destroy();
      if (trouble.with === 'busy') return void response.writeHead(503).end('<html>busy</html>');
      if (trouble.with === 'nonsense') return void response.writeHead(200).end('{"SAD": 7, "surprise": true}');
      return void response.writeHead(200).end('x'.repeat(1_000_000));
    }
    try {
      const value = await answer(request, path, Buffer.concat(parts).toString('utf8'));
      if (value === null) return void response.writeHead(204).end();
      response.writeHead(200, { 'content-type': 'application/json;charset=UTF-8' }).end(JSON.stringify(value));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      response
        .writeHead(error.status, { 'content-type': 'application/json;charset=UTF-8' })
        .end(JSON.stringify({ error: error.error, error_description: error.message }));
    }
  };

  const service: CscService = {
    url: `${place}/csc/v2`,
    clientId: 'teken-uji',
    clientSecret: randomUUID(),
    roots: root.certificate.toString('pem'),
    requests,
    delay: 0,
    lists: 'current',
    plainEcdsa: false,
    credential: (credentialId) => {
      const found = credentials.get(credentialId);
      if (found === undefined) throw new Error(`There is no credential ${credentialId}.`);
      return found;
    },
    add: async ({
      credentialId,
      userId,
      name,
      kind = 'ec',
      isForeign = false,
      isExpired = false,
      hasOcspOnly = false,
    }) => {
      const keys = await crypto.subtle.generateKey(kind === 'ec' ? EC : RSA, true, ['sign', 'verify']);
      const keyFile = join(folder, `${credentialId}.pem`);
      const pem = KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' });
      await writeFile(keyFile, pem, { mode: 0o600 });
      const issuer = isForeign ? foreign : issuing;
      const certificate = await X509CertificateGenerator.create({
        serialNumber: randomBytes(12).toString('hex').replace(/^./, '4'),
        subject: [{ CN: [name] }, { C: ['ID'] }],
        issuer: issuer.certificate.subjectName,
        notBefore: new Date('2020-01-01T00:00:00Z'),
        notAfter: new Date(isExpired ? '2020-06-01T00:00:00Z' : '2040-01-01T00:00:00Z'),
        publicKey: keys.publicKey,
        signingKey: issuer.keys.privateKey,
        signingAlgorithm: EC,
        extensions: [
          new BasicConstraintsExtension(false, undefined, true),
          new KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation, true),
          hasOcspOnly
            ? new AuthorityInfoAccessExtension({ ocsp: `${place}/ocsp` })
            : new CRLDistributionPointsExtension([`${place}/lists/issuing`]),
        ],
      });
      const chain = isForeign ? [foreign.certificate] : [issuing.certificate, root.certificate];
      const algo = kind === 'ec' ? ['1.2.840.10045.4.3.2'] : ['1.2.840.113549.1.1.11', '1.2.840.113549.1.1.1'];
      const given = { credentialId, userId, kind, certificate, keyFile, chain, algo };
      const state = { pin: '314159', otp: null, sendsOtp: false, disabled: false, status: 'valid' };
      const credential = { ...given, ...state, mode: 'explicit', failures: 0 };
      credentials.set(credentialId, credential);
      return credential;
    },
    break: (how) => {
      trouble = how === null ? null : { ...how };
    },
    endTokens: () => tokens.clear(),
    [Symbol.asyncDispose]: async () => {
      for (const timer of waiting) clearInterval(timer);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
  return service;
};

const half = (bytes: Buffer): Buffer => {
  const trimmed = bytes.subarray(Math.max(0, bytes.length - 32));
  return Buffer.concat([Buffer.alloc(32 - trimmed.length), trimmed]);
};

const expressionOf = (one: CscCredential): string =>
  [...(one.pin === null ? [] : ['PIN']), ...(one.otp !== null || one.sendsOtp ? ['OTP'] : [])].join(' AND ');

const objectsOf = (one: CscCredential): object[] => [
  ...(one.pin === null ? [] : [{ type: 'Password', id: 'PIN', format: 'N', label: 'PIN' }]),
  ...(one.sendsOtp ? [{ type: 'ChallengeResponse', id: 'OTP', label: 'OTP' }] : []),
  ...(one.otp === null || one.sendsOtp
    ? []
    : [{ type: 'Password', id: 'OTP', format: 'N', generator: 'totp', label: 'OTP' }]),
];

const infoOf = (url: string, methods: readonly string[]): object => ({
  specs: '2.0.0.2',
  name: 'PSrE Contoh (uji)',
  logo: `${url}/logo.png`,
  region: 'ID',
  lang: 'id-ID',
  description: 'Layanan tanda tangan untuk pengujian',
  authType: ['oauth2client'],
  oauth2: url,
  methods: ['info', ...methods],
  signAlgorithms: { algos: ['1.2.840.10045.4.3.2', '1.2.840.113549.1.1.11'] },
  signature_formats: { formats: ['P'], envelope_properties: [['Revision']] },
  conformance_levels: ['AdES-B-B'],
});

const authority = async (subject: string, parent: Issuer | null, listUrl?: string): Promise<Issuer> => {
  const keys = await crypto.subtle.generateKey(EC, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.create({
    serialNumber: randomBytes(12).toString('hex').replace(/^./, '5'),
    subject,
    issuer: parent === null ? subject : parent.certificate.subjectName,
    notBefore: new Date('2019-01-01T00:00:00Z'),
    notAfter: new Date('2044-01-01T00:00:00Z'),
    publicKey: keys.publicKey,
    signingKey: (parent?.keys ?? keys).privateKey,
    signingAlgorithm: EC,
    extensions: [
      new BasicConstraintsExtension(true, parent === null ? 1 : 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      ...(listUrl === undefined ? [] : [new CRLDistributionPointsExtension([listUrl])]),
    ],
  });
  return { certificate, keys };
};
