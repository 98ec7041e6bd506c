// A process full of people who sign: real sockets and downloads over loopback, and keys of their own.
import 'reflect-metadata';
import { createHash, type webcrypto } from 'node:crypto';
import { Agent, get, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pkcs10CertificateRequestGenerator } from '@peculiar/x509';
import { MOST_AT_ONCE } from '#contract/constants';
import type { Acknowledgement } from '#contract/problems';
import { randomUuid } from '#platform/random';
import { signedAttributes } from '#signing/signed-attributes';
import { unbundle } from '#flow/segment-bundle';
import { answerParent } from './child.ts';
import { come, type Guest } from './guest-socket.ts';
import { rangeDigest } from './range-digest.ts';
import { drive } from './row.ts';
import type { SignersAnswer, SignersAsk } from './wave-talk.ts';

const P256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const AT_ONCE = 48;
/** How long somebody waits who was told to go slower. */
const PATIENCE_MS = 250;

type Person = Guest & { key: webcrypto.CryptoKey | null };
type Certificates = Extract<SignersAsk, { ask: 'sign' }>['certificates'];

const people = new Map<string, Person>();
const personOf = (personId: string): Person => {
  const person = people.get(personId);
  if (person === undefined) throw new Error(`${personId} is not here.`);
  return person;
};

const must = async ({ socket }: Person, name: string, payload: unknown): Promise<Acknowledgement & { ok: true }> => {
  const envelope = { id: randomUuid(), name, payload };
  for (;;) {
    const answer = (await socket.timeout(60_000).emitWithAck('command', envelope)) as Acknowledgement;
    if (answer.ok) return answer;
    if (answer.problem.code !== 'too-fast') throw new Error(`${name}: ${answer.problem.detail}`);
    await sleep(PATIENCE_MS);
  }
};

/** The browsers share the machine with what is measured: they do no more than they must. */
const agent = new Agent({ keepAlive: true });

const answerTo = (address: string, headers: Person['headers']): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    get(address, { agent, headers }, resolve).once('error', reject);
  });

const fetched = async ({ address, headers }: Person, path: string): Promise<Buffer> => {
  const response = await answerTo(`${address}/${path}`, headers);
  const body = await buffer(response);
  if (response.statusCode !== 200) throw new Error(`${path}: ${body.toString()}`);
  return body;
};

const enrol = async (officer: Person, personId: string): Promise<void> => {
  const person = personOf(personId);
  const { reply } = await must(officer, 'identity:issue-code', { personId });
  await must(person, 'identity:enter-code', { code: reply?.code ?? '' });
  const keys = await crypto.subtle.generateKey(P256, false, ['sign', 'verify']);
  const csr = await Pkcs10CertificateRequestGenerator.create({ keys, signingAlgorithm: P256, name: 'CN=Teken' });
  await must(person, 'signing:enrol', { csr: Buffer.from(csr.rawData).toString('base64') });
  person.key = keys.privateKey;
};

const certificateIn = (certificates: Certificates, personId: string): Buffer =>
  Buffer.from(certificates[personId] ?? '', 'base64');

/** What a browser makes of the document as it stands and of what was prepared. */
const signatureOver = async (person: Person, certificate: Buffer, document: Buffer, segment: Uint8Array) => {
  if (person.key === null) throw new Error('Somebody has no key.');
  const attributes = signedAttributes(rangeDigest(document, segment), certificate);
  const signature = await crypto.subtle.sign(P256, person.key, new Uint8Array(attributes));
  return {
    preparedSha256: createHash('sha256').update(document).update(segment).digest('hex'),
    signature: Buffer.from(signature).toString('base64'),
  };
};

const signOne = async (certificates: Certificates, personId: string, agreementId: string): Promise<void> => {
  const person = personOf(personId);
  await must(person, 'signing:prepare', { agreementId });
  const [document, segment] = await Promise.all([
    fetched(person, `agreements/${agreementId}/document`),
    fetched(person, `agreements/${agreementId}/prepared`),
  ]);
  const certificate = certificateIn(certificates, personId);
  const signed = await signatureOver(person, certificate, document, segment);
  await must(person, 'signing:complete', { agreementId, ...signed });
};

/** Until nothing of the wave waits for this witness; answers with how many were signed. */
const signWave = async (certificates: Certificates, personId: string, wave: number): Promise<number> => {
  const person = personOf(personId);
  const certificate = certificateIn(certificates, personId);
  let count = 0;
  for (;;) {
    const envelope = { id: randomUuid(), name: 'signing:prepare-wave', payload: { wave } };
    const answer = (await person.socket.timeout(60_000).emitWithAck('command', envelope)) as Acknowledgement;
    if (!answer.ok) {
      if (answer.problem.code === 'nothing-to-sign') return count;
      if (answer.problem.code !== 'too-fast') throw new Error(answer.problem.detail);
      await sleep(PATIENCE_MS);
      continue;
    }
    const revisions = unbundle(await fetched(person, `waves/${wave}/prepared`));
    const signatures = await Promise.all(
      revisions.map(async ({ agreementId, segment }) => {
        const document = await fetched(person, `agreements/${agreementId}/document`);
        return { agreementId, ...(await signatureOver(person, certificate, document, segment)) };
      }),
    );
    await must(person, 'signing:complete-wave', { wave, signatures });
    count += signatures.length;
    // Fewer than one command may hold: these were the last.
    if (signatures.length < MOST_AT_ONCE) return count;
  }
};

const officerAt = (officers: readonly string[], index: number): Person =>
  personOf(officers[index % officers.length] ?? '');

const answer = async (ask: SignersAsk): Promise<SignersAnswer> => {
  switch (ask.ask) {
    case 'come':
      await drive(AT_ONCE, ask.people.length, async (index) => {
        const { personId, link } = ask.people[index] ?? { personId: '', link: '' };
        // Addresses of their own, after those of the guests.
        people.set(personId, { ...(await come(ask.url, link, 10_000 + index)), key: null });
      });
      return { signatures: 0 };
    case 'enrol':
      await drive(AT_ONCE, ask.people.length, (index) =>
        enrol(officerAt(ask.officers, index), ask.people[index] ?? ''),
      );
      return { signatures: 0 };
    case 'draw':
      await drive(AT_ONCE, ask.agreements.length, (index) =>
        must(officerAt(ask.officers, index), ask.name, { agreementId: ask.agreements[index] }),
      );
      return { signatures: 0 };
    case 'consent':
      await drive(AT_ONCE, ask.documents.length, async (index) => {
        const { personId, pages, ...shown } = ask.documents[index] ?? { personId: '', pages: 0 };
        const pagesSeen = Array.from({ length: pages }, (_, page) => page + 1);
        await must(personOf(personId), 'agreement:consent', { ...shown, pagesSeen });
      });
      return { signatures: 0 };
    case 'consent-wave':
      await must(personOf(ask.personId), 'agreement:consent-wave', { wave: ask.wave, documents: ask.documents });
      return { signatures: 0 };
    case 'sign': {
      let signatures = 0;
      await drive(AT_ONCE, ask.agreements.length, async (index) => {
        const { agreementId, signers } = ask.agreements[index] ?? { agreementId: '', signers: [] };
        for (const personId of signers) {
          await signOne(ask.certificates, personId, agreementId);
          signatures += 1;
        }
      });
      return { signatures };
    }
    case 'sign-wave': {
      const counts = await Promise.all(ask.witnesses.map((one) => signWave(ask.certificates, one, ask.wave)));
      return { signatures: counts.reduce((sum, count) => sum + count, 0) };
    }
  }
};

answerParent(answer);
