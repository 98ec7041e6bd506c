import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { delegateOf, idIn, idOf, ocspAnswer, refusal } from './ocsp-answers.ts';
import type { ListIssuer } from './revocation-lists.ts';

/** How a responder answers: as it should, or one of the ways in which they fail or are imitated. */
export type OcspBehaviour =
  | 'good'
  | 'without-end'
  | 'delegated'
  | 'named-by-key'
  | 'revoked'
  | 'unknown'
  | 'another-serial'
  | 'another-issuer'
  | 'no-purpose'
  | 'past-delegate'
  | 'needs-check'
  | 'critical'
  | 'ended'
  | 'future'
  | 'bad-signature'
  | 'nonsense'
  | 'troubled'
  | 'unauthorised'
  | 'endless'
  | 'away'
  | 'slow'
  | 'hangs-up'
  | 'moved'
  | 'moved-to-file';

const HOUR = 3_600_000;

/** What it says to this question. */
const answerTo = async (question: Buffer, behaviour: OcspBehaviour, issuer: ListIssuer, now: Date): Promise<Buffer> => {
  const good = { id: idIn(question), at: now, by: issuer };
  const delegated = async (...how: Parameters<typeof delegateOf>): Promise<Buffer> => {
    const by = await delegateOf(...how);
    return ocspAnswer({ ...good, by, carries: [by] });
  };
  switch (behaviour) {
    case 'without-end':
      return ocspAnswer({ ...good, nextUpdate: null });
    case 'delegated':
      return delegated(issuer, now);
    case 'named-by-key':
      return ocspAnswer({ ...good, byKey: true });
    case 'revoked':
      return ocspAnswer({ ...good, status: { at: new Date(now.getTime() - HOUR), reason: 1 } });
    case 'unknown':
      return ocspAnswer({ ...good, status: 'unknown' });
    case 'another-serial':
      return ocspAnswer({ ...good, id: idOf(issuer, '4711') });
    case 'another-issuer': {
      const algorithm = { ...issuer.key.algorithm, hash: 'SHA-256' };
      const made = (await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as CryptoKeyPair;
      // Of the same name, as a certificate says whatever its maker wants.
      return delegated({ ...issuer, key: made.privateKey }, now);
    }
    case 'no-purpose':
      return delegated(issuer, now, { purpose: null });
    case 'past-delegate':
      return delegated(issuer, now, { days: -1 });
    case 'needs-check':
      return delegated(issuer, now, { isUnchecked: false });
    case 'critical':
      return ocspAnswer({ ...good, extensions: Buffer.from('3010300e06032a03040101ff0404deadbeef', 'hex') });
    case 'ended':
      return ocspAnswer({ ...good, at: new Date(now.getTime() - 48 * HOUR) });
    case 'future':
      return ocspAnswer({ ...good, at: new Date(now.getTime() + HOUR) });
    case 'bad-signature': {
      const bytes = await ocspAnswer(good);
      bytes[bytes.length - 3] = bytes[bytes.length - 3]! ^ 1;
      return bytes;
    }
    case 'nonsense':
      return randomBytes(400);
    case 'troubled':
      return refusal(3);
    case 'unauthorised':
      return refusal(6);
    case 'good':
    case 'moved':
    case 'moved-to-file':
    case 'endless':
    case 'away':
    case 'slow':
    case 'hangs-up':
      return ocspAnswer(good);
  }
};

/** Answers one request as it is told to; gives the question. */
export const answerOcsp = async (
  request: IncomingMessage,
  response: ServerResponse,
  behaviour: OcspBehaviour,
  issuer: ListIssuer,
  now: Date,
  waiting: Set<NodeJS.Timeout>,
): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const question = Buffer.concat(parts);
  const give = (body: Uint8Array): void =>
    void response.writeHead(200, { 'content-type': 'application/ocsp-response' }).end(body);
  if (request.method !== 'POST' || request.headers['content-type'] !== 'application/ocsp-request') {
    response.writeHead(415).end();
  } else if (behaviour === 'endless') {
    response.writeHead(200);
    waiting.add(setInterval(() => response.write(Buffer.alloc(20_000)), 2));
  } else if (behaviour === 'away') response.writeHead(503).end('busy');
  else if (behaviour === 'slow') waiting.add(setTimeout(() => response.writeHead(503).end(), 2_000));
  else if (behaviour === 'hangs-up') response.socket?.destroy();
  else if (behaviour === 'moved' && request.url !== '/moved') response.writeHead(307, { location: '/moved' }).end();
  else if (behaviour === 'moved-to-file') response.writeHead(302, { location: 'file:///etc/hostname' }).end();
  else give(await answerTo(question, behaviour, issuer, now));
  return question;
};

export type OcspResponder = AsyncDisposable & {
  readonly url: string;
  behaviour: OcspBehaviour;
  /** The questions that came. */
  readonly questions: Buffer[];
};

/** A responder of that issuer on loopback (RFC 6960 over HTTP). */
export const openOcspResponder = async (issuer: ListIssuer, now: () => Date): Promise<OcspResponder> => {
  const waiting = new Set<NodeJS.Timeout>();
  const server = createServer((request, response) => {
    answerOcsp(request, response, responder.behaviour, issuer, now(), waiting)
      .then((question) => responder.questions.push(question))
      .catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const responder: OcspResponder = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/ocsp`,
    behaviour: 'good',
    questions: [],
    [Symbol.asyncDispose]: async () => {
      for (const timer of waiting) clearInterval(timer);
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return responder;
};
