import { createServer, type Server } from 'node:http';
import { createPrivateKey, sign } from 'node:crypto';
import { once } from 'node:events';
import 'reflect-metadata';
import {
  AuthorityKeyIdentifierExtension,
  AuthorityInfoAccessExtension,
  BasicConstraintsExtension,
  CRLDistributionPointsExtension,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { P256, RSA_2048 } from '#signing/certificate-profile';
import type { LocalSigner } from '#signing/certify';
import { createOwnTimeStamper } from '#signing/time-stamp-own';
import { randomBytes } from '#platform/random';
import { answerList, type ListBehaviour, type ListIssuer } from './revocation-lists.ts';

const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';

/** A key that is here, and the root that its certificate leads to, PEM. */
export type TestSigner = LocalSigner & {
  readonly rootPem: string;
  readonly root: Uint8Array;
  readonly issuer: ListIssuer;
};

/** What a certificate says of revocation: where the list stands, where OCSP is answered. */
export type SaysOfRevocation = {
  readonly listUrl?: string;
  readonly ocspUrl?: string;
  /** Instead of the one address. */
  readonly points?: CRLDistributionPointsExtension;
  /** The root that issues it, of the same kind of key; a new one unless told. */
  readonly issuer?: ListIssuer;
  /** Hex. */
  readonly serial?: string;
};

/** A certificate of a root of its own; `purpose`: the extended key usage, time-stamping alone if nothing is said. */
export async function testSigner(
  kind: 'ec' | 'rsa',
  at: Date,
  purpose = TIME_STAMPING,
  { listUrl, ocspUrl, issuer, points, serial = '42' }: SaysOfRevocation = {},
): Promise<TestSigner> {
  const algorithm = kind === 'ec' ? P256 : RSA_2048;
  const [rootKeys, keys] = await Promise.all(
    [0, 1].map(async () => crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])),
  );
  const valid = { notBefore: new Date(at.getTime() - 86_400_000), notAfter: new Date(at.getTime() + 86_400_000_000) };
  const made = await X509CertificateGenerator.createSelfSigned({
    ...valid,
    serialNumber: '41',
    name: `CN=Contoh Akar ${kind}`,
    keys: rootKeys!,
    signingAlgorithm: algorithm,
    extensions: [
      new BasicConstraintsExtension(true, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    ],
  });
  const { certificate: root, key: rootKey } = issuer ?? { certificate: made, key: rootKeys!.privateKey };
  const certificate = await X509CertificateGenerator.create({
    ...valid,
    serialNumber: serial,
    subject: `CN=Contoh ${kind}`,
    issuer: root.subjectName,
    publicKey: keys!.publicKey,
    signingKey: rootKey,
    signingAlgorithm: algorithm,
    extensions: [
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([purpose], true),
      await AuthorityKeyIdentifierExtension.create(root.publicKey),
      ...(listUrl === undefined ? [] : [new CRLDistributionPointsExtension([listUrl])]),
      ...(points === undefined ? [] : [points]),
      ...(ocspUrl === undefined ? [] : [new AuthorityInfoAccessExtension({ ocsp: ocspUrl })]),
    ],
  });
  const pkcs8 = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys!.privateKey));
  const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  return {
    certificate: new Uint8Array(certificate.rawData),
    chain: [],
    rootPem: root.toString('pem'),
    root: new Uint8Array(root.rawData),
    issuer: { certificate: root, key: rootKey },
    sign: async (message) => new Uint8Array(sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' })),
  };
}

/** How it answers: as it should, or one of the ways in which authorities fail. */
export type Behaviour =
  | 'well'
  | 'slow'
  | 'error'
  | 'refuses'
  | 'nonsense'
  | 'another-hash'
  | 'another-nonce'
  | 'bad-signature'
  | 'endless'
  | 'hangs-up';

export type TestTimeStampAuthority = AsyncDisposable & {
  readonly url: string;
  readonly rootPem: string;
  behaviour: Behaviour;
  /** Where the list of its root stands, and who signs that. */
  readonly listUrl: string;
  readonly issuer: ListIssuer;
  /** How many questions came. */
  asked: number;
  /** How the address of its root's revocation list answers, which its certificate names. */
  list: ListBehaviour;
  listsAsked: number;
};

/** A conforming authority on loopback (RFC 3161 over HTTP) that can also be slow, broken or wrong. */
export async function openTimeStampAuthority(
  kind: 'ec' | 'rsa',
  now: () => Date,
  signer?: TestSigner,
): Promise<TestTimeStampAuthority> {
  const waiting = new Set<NodeJS.Timeout>();
  const server: Server = createServer((request, response) => {
    if (request.url !== '/tsa') {
      authority.listsAsked += 1;
      const behaviour = request.url === '/moved/list' ? 'current' : authority.list;
      void answerList(response, behaviour, own.issuer, now(), waiting);
      return;
    }
    authority.asked += 1;
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    const reply = (status: number, body: Uint8Array): void => {
      response.writeHead(status, { 'content-type': 'application/timestamp-reply' }).end(body);
    };
    request.on('end', () => {
      const asked = Buffer.concat(parts);
      const isQuery = request.method === 'POST' && request.headers['content-type'] === 'application/timestamp-query';
      if (!isQuery) return reply(415, Buffer.alloc(0));
      switch (authority.behaviour) {
        case 'well':
          void stamper.answer(asked).then((answer) => reply(200, answer));
          return;
        case 'slow':
          waiting.add(setTimeout(() => void stamper.answer(asked).then((answer) => reply(200, answer)), 2000));
          return;
        case 'error':
          return reply(503, Buffer.from('busy'));
        case 'refuses':
          void stamper.answer(Buffer.from('3000', 'hex')).then((answer) => reply(200, answer));
          return;
        case 'nonsense':
          return reply(200, Buffer.from('<html>Welcome</html>'));
        case 'another-hash':
          // The hash is the 32 bytes after its algorithm.
          void stamper.answer(flipped(asked, asked.indexOf('0420', 0, 'hex') + 2)).then((answer) => reply(200, answer));
          return;
        case 'another-nonce':
          // The nonce ends before BOOLEAN TRUE.
          void stamper.answer(flipped(asked, asked.length - 4)).then((answer) => reply(200, answer));
          return;
        case 'bad-signature':
          void stamper.answer(asked).then((answer) => reply(200, flipped(Buffer.from(answer), answer.length - 3)));
          return;
        case 'endless':
          response.writeHead(200);
          waiting.add(setInterval(() => response.write(Buffer.alloc(40_000)), 5));
          return;
        case 'hangs-up':
          request.socket.destroy();
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The authority listens nowhere');
  const listUrl = `http://127.0.0.1:${address.port}/list`;
  const own = signer ?? (await testSigner(kind, now(), TIME_STAMPING, { listUrl }));
  const stamper = createOwnTimeStamper({ signer: own, now, randomBytes });
  const authority: TestTimeStampAuthority = {
    url: `http://127.0.0.1:${address.port}/tsa`,
    rootPem: own.rootPem,
    listUrl,
    issuer: own.issuer,
    behaviour: 'well',
    asked: 0,
    list: 'current',
    listsAsked: 0,
    [Symbol.asyncDispose]: async () => {
      for (const timer of waiting) clearInterval(timer);
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return authority;
}

function flipped(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[at] = changed[at]! ^ 1;
  return changed;
}
