import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerOcsp, type OcspBehaviour } from './ocsp-responder.ts';
import { answerList, type ListBehaviour } from './revocation-lists.ts';
import { newCredential, type CscCredential, type KeptCredential, type NewCredential } from './csc/credentials.ts';
import { openIssuer } from './csc/issuers.ts';
import { credentialMethods } from './csc/methods.ts';
import { Refused } from './csc/refused.ts';
import { signatureOver } from './csc/signing.ts';
import { createTokens } from './csc/tokens.ts';
import { isTroubled, type Trouble } from './csc/trouble.ts';

// A signing service that speaks the Cloud Signature Consortium's API v2 over real HTTP: a token for its client, credentials with
// keys and certificates of its own authority, PIN and OTP, activation data for one hash and one use. It can be slow and broken.

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
  readonly add: (given: NewCredential) => Promise<CscCredential>;
  /** What it does instead of answering well, for paths that contain this; `null` mends it. */
  break: (how: Trouble | null) => void;
  /** Milliseconds before each answer. */
  delay: number;
  /** Ends every token that it has given. */
  readonly endTokens: () => void;
  /** How the revocation lists of its issuers answer, which their certificates name. */
  lists: ListBehaviour;
  /** How its responder answers, which certificates name that have OCSP only. */
  ocsp: OcspBehaviour;
  /** Answers ECDSA as r‖s instead of DER, as some services do. */
  plainEcdsa: boolean;
};

export const openCscService = async (): Promise<CscService> => {
  const folder = await mkdtemp(join(tmpdir(), 'teken-csc-'));
  const server = createServer((request, response) => {
    const list = /\/lists\/(root|issuing)$/.exec(request.url ?? '')?.[1];
    if (list !== undefined) {
      const { certificate, keys } = list === 'root' ? root : issuing;
      void answerList(response, service.lists, { certificate, key: keys.privateKey }, new Date(), waiting);
      return;
    }
    if (request.url === '/ocsp') {
      const issuer = { certificate: issuing.certificate, key: issuing.keys.privateKey };
      void answerOcsp(request, response, service.ocsp, issuer, new Date(), waiting);
      return;
    }
    handle(request, response).catch(() => response.destroy());
  });
  const waiting = new Set<NodeJS.Timeout>();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const place = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const root = await openIssuer('CN=PSrE Contoh Akar,O=PSrE Contoh (uji)', null);
  const issuing = await openIssuer('CN=PSrE Contoh Penerbit,O=PSrE Contoh (uji)', root, `${place}/lists/root`);
  const foreign = await openIssuer('CN=Bukan PSrE,O=Tak Dikenal (uji)', null);
  const issuers = { root, issuing, foreign };
  const credentials = new Map<string, KeptCredential>();
  const client = { clientId: 'teken-uji', clientSecret: randomUUID() };
  const tokens = createTokens(client);
  let trouble: Trouble | null = null;
  const requests: CscService['requests'] = [];

  const methods = credentialMethods(credentials, (one, hash) =>
    signatureOver(one, hash, { folder, isPlain: service.plainEcdsa }),
  );

  const answer = async (request: IncomingMessage, path: string, text: string): Promise<unknown> => {
    if (path === 'oauth2/token') {
      const form = new URLSearchParams(text);
      requests.push({ path, body: { grant_type: form.get('grant_type'), client_id: form.get('client_id') } });
      return tokens.give(form);
    }
    const body = JSON.parse(text) as Record<string, unknown>;
    requests.push({ path, body });
    if (path === 'info') return infoOf(service.url, Object.keys(methods));
    tokens.check(request.headers.authorization);
    const method = methods[path];
    if (method === undefined) throw new Refused(501, 'invalid_request', 'Unimplemented method');
    return method(body);
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (request.url ?? '').replace(/^\/csc\/v2\//, '');
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    await sleep(service.delay);
    if (isTroubled(trouble, path, request, response)) return;
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
    ...client,
    roots: root.certificate.toString('pem'),
    requests,
    delay: 0,
    lists: 'current',
    ocsp: 'good',
    plainEcdsa: false,
    credential: (credentialId) => {
      const found = credentials.get(credentialId);
      if (found === undefined) throw new Error(`There is no credential ${credentialId}.`);
      return found;
    },
    add: async (given) => {
      const credential = await newCredential(given, { folder, place, issuers });
      credentials.set(credential.credentialId, credential);
      return credential;
    },
    break: (how) => {
      trouble = how === null ? null : { ...how };
    },
    endTokens: tokens.endAll,
    [Symbol.asyncDispose]: async () => {
      for (const timer of waiting) clearInterval(timer);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
  return service;
};

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
