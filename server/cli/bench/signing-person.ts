import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { Pkcs10CertificateRequestGenerator } from '@peculiar/x509';
import { agreementStream } from '#projections/live-ceremony';
import type { Turn } from '#platform/turns';
import { certificateOf } from '#projections/people-data';
import { signedAttributes } from '#signing/signed-attributes';
import type { BenchHouse, BenchPerson } from './bench-house.ts';
import { rangeDigest } from './range-digest.ts';

const P256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** A person whose browser has a key, and does with it what the client's own code does. */
export type SigningPerson = BenchPerson & {
  consent(agreementId: string): Promise<void>;
  sign(agreementId: string): Promise<void>;
};

/** Comes, is identified by a code of the officer, and gets a certificate for a key that is made here. */
export const comeToSign = async (
  house: BenchHouse,
  officer: BenchPerson,
  personId: string,
  turn: Turn,
): Promise<SigningPerson> => {
  const { live, store } = house;
  const person = await house.come(personId);
  const reply = await officer.must('identity:issue-code', { personId });
  await person.must('identity:enter-code', { code: reply?.code ?? '' });
  const keys = await crypto.subtle.generateKey(P256, false, ['sign', 'verify']);
  const csr = await Pkcs10CertificateRequestGenerator.create({ keys, signingAlgorithm: P256, name: 'CN=Teken' });
  await person.must('signing:enrol', { csr: Buffer.from(csr.rawData).toString('base64') });
  const certificate = Buffer.from(certificateOf(live, personId) ?? '', 'base64');

  const shown = async (agreementId: string): Promise<Uint8Array> =>
    (await store.readDocument(live.ceremonyId, agreementStream(agreementId))) ?? new Uint8Array();

  return {
    ...person,
    consent: async (agreementId) => {
      const state = live.agreements.get(agreementId);
      const pages = state !== undefined && 'document' in state ? state.document.pages : 0;
      const sha256 = createHash('sha256')
        .update(await shown(agreementId))
        .digest('hex');
      const pagesSeen = Array.from({ length: pages }, (_, index) => index + 1);
      await person.must('agreement:consent', { agreementId, sha256, pagesSeen });
    },
    sign: async (agreementId) => {
      await person.must('signing:prepare', { agreementId });
      const document = await shown(agreementId);
      const segment = await store.readPrepared(live.ceremonyId, agreementStream(agreementId), personId);
      if (segment === null) throw new Error(`Nothing is prepared for ${personId}.`);
      // A browser works on a machine of its own: what it does here in its place must not come in one heap.
      const { preparedSha256, signature } = await turn(async () => {
        const attributes = signedAttributes(rangeDigest(document, segment), certificate);
        return {
          preparedSha256: createHash('sha256').update(document).update(segment).digest('hex'),
          signature: await crypto.subtle.sign(P256, keys.privateKey, new Uint8Array(attributes)),
        };
      });
      await person.must('signing:complete', {
        agreementId,
        preparedSha256,
        signature: Buffer.from(signature).toString('base64'),
      });
    },
  };
};
