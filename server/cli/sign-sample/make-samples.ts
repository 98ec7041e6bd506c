import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AgreementFacts } from '#contract/agreement-facts';
import { loadTemplate, type LoadedTemplate } from '#documents/template';
import type { Clock } from '#platform/clock';
import { randomBytes, randomId } from '#platform/random';
import { appendDocumentTimestamp } from '#signing/document-timestamp';
import { appendValidationData } from '#signing/long-term';
import { createOwnTimeStamper } from '#signing/time-stamp-own';
import { openSampleHouse, type SampleHouse, type SampleKey } from './sample-signers.ts';
import { factsFor, placesOf, signSampleAgreement } from './sign-sample-agreement.ts';

export const LEVELS = ['B-B', 'B-T', 'B-LT', 'B-LTA'] as const;
export type Level = (typeof LEVELS)[number];

export type SampleOrder = {
  readonly count: number;
  /** 1 to 4: two parties, then the seal, with four also a witness. The organiser's certification comes before them. */
  readonly signatures: number;
  readonly level: Level;
  readonly key: SampleKey;
  readonly language: AgreementFacts['language'];
  /** The partnership agreement where it is not given; Indonesian only where that has nothing else. */
  readonly template?: LoadedTemplate;
};

export type Samples = {
  readonly documents: readonly Uint8Array[];
  readonly rootPem: string;
  /** DER: the list of the authority that issued the certificates, and the root's own. */
  readonly crls: readonly [Uint8Array, Uint8Array];
};

const TEMPLATE = new URL('../../../templates/partnership-agreement', import.meta.url);

export type SampleMaker = AsyncDisposable & { readonly make: (order: SampleOrder) => Promise<Samples> };

/**
 * S50: agreements of invented parties, made and signed by the server's own code, below one authority. Its keys lie in a
 * temporary folder and are gone with it.
 */
export async function openSampleMaker(clock: Clock): Promise<SampleMaker> {
  const usual = await loadTemplate(fileURLToPath(TEMPLATE));
  const folder = await mkdtemp(join(tmpdir(), 'teken-sign-sample-'));
  const { organiser } = usual.sample.ceremony;
  const house = await openSampleHouse({ folder: join(folder, 'keys'), organiser, now: clock.now() });
  return {
    make: (order) => makeBy(house, order.template ?? usual, order, clock),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

/** One order, with an authority of its own. */
export async function makeSamples(order: SampleOrder, clock: Clock): Promise<Samples> {
  await using maker = await openSampleMaker(clock);
  return await maker.make(order);
}

async function makeBy(
  { authority, signersFor }: SampleHouse,
  template: LoadedTemplate,
  { count, level, signatures, key, language }: SampleOrder,
  clock: Clock,
): Promise<Samples> {
  const facts = factsFor({ ...template.sample, language, sample: true, rehearsal: false }, signatures);
  const by = await signersFor(placesOf(facts, signatures), key);
  const own = createOwnTimeStamper({ signer: authority.timeSigner, now: () => clock.now(), randomBytes });
  const stamper = level === 'B-B' ? null : own;
  const signed: Uint8Array[] = [];
  for (let index = 1; index <= count; index += 1) {
    const number = numberOf(index);
    const verifyUrl = `https://teken.example/v/${randomId(16)}`;
    const agreement = { ...facts, agreementId: `contoh-${number}`, number, verifyUrl };
    signed.push(await signSampleAgreement({ facts: agreement, template, by, stamper, now: clock.now() }));
  }
  // After the last signature, so that the lists tell of all of them.
  const now = clock.now();
  const crls = [await authority.crl(now, [], now), await authority.rootCrl(now)] as const;
  const data = { certificates: [authority.root, ...authority.chain], crls };
  const documents: Uint8Array[] = [];
  for (const document of signed) {
    const isLongTerm = level === 'B-LT' || level === 'B-LTA';
    const longTerm = isLongTerm ? appended(document, appendValidationData(document, data)) : document;
    const isArchival = level === 'B-LTA';
    documents.push(
      isArchival ? appended(longTerm, await appendDocumentTimestamp(longTerm, { stamper: own })) : longTerm,
    );
  }
  return { documents, rootPem: authority.rootPem, crls };
}

/** 001, 002, … as agreements of a ceremony are numbered. */
export const numberOf = (index: number): string => String(index).padStart(3, '0');

const appended = (document: Uint8Array, { segment }: { readonly segment: Uint8Array }): Uint8Array =>
  Buffer.concat([document, segment]);
