import type { ServerResponse } from 'node:http';
import { randomBytes } from 'node:crypto';
import { Extension, X509CrlGenerator, type X509Certificate } from '@peculiar/x509';
import { makeCrl, type RevokedEntry } from '#signing/crl';
import { keyHere } from '#signing/key-algorithms';

/** An authority of the tests, with a key that signs lists. */
export type ListIssuer = { readonly certificate: X509Certificate; readonly key: CryptoKey };

/** How the address of a list answers. */
export type ListBehaviour =
  | 'current'
  | 'partial'
  | 'ended'
  | 'wrong-signer'
  | 'another-issuer'
  | 'nonsense'
  | 'endless'
  | 'away'
  | 'slow'
  | 'hangs-up'
  | 'moved'
  | 'moved-to-file'
  | 'moved-for-ever';

const DAY = 86_400_000;

/** The issuer's list, DER: one that counts now, or one that has ended. */
export const listOf = (
  issuer: ListIssuer,
  now: Date,
  more: { readonly hasEnded?: boolean; readonly revoked?: readonly RevokedEntry[]; readonly goodFor?: number } = {},
): Promise<Uint8Array> =>
  makeCrl(
    { certificate: issuer.certificate, key: keyHere(issuer.key) },
    {
      revoked: more.revoked ?? [],
      now: more.hasEnded === true ? new Date(now.getTime() - 10 * DAY) : now,
      number: now.getTime(),
      ...(more.goodFor === undefined ? {} : { goodFor: more.goodFor }),
    },
  );

/** Of people's certificates only, as issuers with many of them cut their lists (RFC 5280 §5.2.5). */
const partialList = async (issuer: ListIssuer, now: Date): Promise<Uint8Array> => {
  const list = await X509CrlGenerator.create({
    issuer: issuer.certificate.subject,
    thisUpdate: now,
    nextUpdate: new Date(now.getTime() + DAY),
    signingKey: issuer.key,
    signingAlgorithm: { ...issuer.key.algorithm, hash: 'SHA-256' },
    extensions: [new Extension('2.5.29.28', true, Uint8Array.from([0x30, 0x03, 0x81, 0x01, 0xff]))],
  });
  return new Uint8Array(list.rawData);
};

/** Answers one request for the list as it is told to. */
export const answerList = async (
  response: ServerResponse,
  behaviour: ListBehaviour,
  issuer: ListIssuer,
  now: Date,
  waiting: Set<NodeJS.Timeout>,
): Promise<void> => {
  const give = (body: Uint8Array): void =>
    void response.writeHead(200, { 'content-type': 'application/pkix-crl' }).end(body);
  const moveTo = (location: string): void => void response.writeHead(302, { location }).end();
  switch (behaviour) {
    case 'current':
      return give(await listOf(issuer, now));
    case 'partial':
      return give(await partialList(issuer, now));
    case 'ended':
      return give(await listOf(issuer, now, { hasEnded: true }));
    case 'wrong-signer': {
      const algorithm = { ...issuer.key.algorithm, hash: 'SHA-256' };
      const { privateKey: key } = (await crypto.subtle.generateKey(algorithm, true, [
        'sign',
        'verify',
      ])) as CryptoKeyPair;
      return give(await listOf({ ...issuer, key }, now));
    }
    case 'another-issuer': {
      const bytes = Buffer.from(await listOf(issuer, now));
      const at = bytes.indexOf(Buffer.from(issuer.certificate.subjectName.toArrayBuffer()));
      // The last letter of the name.
      const end = at + issuer.certificate.subjectName.toArrayBuffer().byteLength - 1;
      bytes[end] = bytes[end]! ^ 1;
      return give(bytes);
    }
    case 'nonsense':
      return give(randomBytes(400));
    case 'endless':
      response.writeHead(200);
      waiting.add(setInterval(() => response.write(Buffer.alloc(200_000)), 2));
      return;
    case 'away':
      return void response.writeHead(503).end('busy');
    case 'slow':
      waiting.add(setTimeout(() => void listOf(issuer, now).then(give), 2_000));
      return;
    case 'hangs-up':
      response.socket?.destroy();
      return;
    case 'moved':
      return moveTo('/moved/list');
    case 'moved-to-file':
      return moveTo('file:///etc/hostname');
    case 'moved-for-ever':
      return moveTo('/list');
  }
};
