import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeSamples, type Level, type SampleOrder, type Samples } from '#cli/sign-sample/make-samples';
import { loadTemplate } from '#documents/template';
import { systemClock } from '#platform/clock';
import { verifyPdf } from '#signing/verify';
import { sampleFormTemplate, withPlaces } from '#support/sample-form';
import {
  openOutsideValidators,
  signaturesIn,
  type OutsideValidators,
  type OutsideVerdict,
} from '#support/outside-validators';

// S15: what outside validators must say. The first letter is the organiser's certification, then one for each signature. In
// pdfsig's column a document timestamp follows, which it lists but does not judge (?); mutool does not list it at all.
// None of them judges DocMDP or FieldMDP, mutool has no trust store, pdfsig and mutool know nothing of time stamps: `teken`, the
// house's own verifier with the signatures and then the document timestamp, is never weaker than any of them.

const VALID: { readonly [signatures: number]: string } = { 2: 'VVV', 3: 'VVVV', 4: 'VVVVV' };

type Good = Omit<SampleOrder, 'count'>;

/** Every level with 2, 3 and 4 signatures; every level with ECDSA and RSA, in Indonesian and English. */
const GOOD: readonly Good[] = [
  { level: 'B-B', signatures: 2, key: 'ec', language: 'id' },
  { level: 'B-B', signatures: 3, key: 'rsa', language: 'en' },
  { level: 'B-B', signatures: 4, key: 'mixed', language: 'id' },
  { level: 'B-T', signatures: 2, key: 'rsa', language: 'en' },
  { level: 'B-T', signatures: 3, key: 'ec', language: 'id' },
  { level: 'B-T', signatures: 4, key: 'ec', language: 'en' },
  { level: 'B-LT', signatures: 2, key: 'ec', language: 'id-en' },
  { level: 'B-LT', signatures: 3, key: 'rsa', language: 'id' },
  { level: 'B-LT', signatures: 4, key: 'ec', language: 'en' },
  { level: 'B-LTA', signatures: 2, key: 'rsa', language: 'en' },
  { level: 'B-LTA', signatures: 3, key: 'mixed', language: 'id-en' },
  { level: 'B-LTA', signatures: 4, key: 'ec', language: 'id' },
  { level: 'B-LTA', signatures: 4, key: 'rsa', language: 'en' },
];

type Verdict = OutsideVerdict & { readonly teken: string };

function expectedOf({ level, signatures }: Good): Verdict {
  const valid = VALID[signatures]!;
  const isArchival = level === 'B-LTA';
  return {
    pdfsig: isArchival ? `${valid}?` : valid,
    cms: valid,
    ts: level === 'B-B' ? '-'.repeat(valid.length) : isArchival ? `${valid}V` : valid,
    mutool: valid,
    qpdf: 'sound',
    teken: `valid ${isArchival ? `${valid}V` : valid}`,
  };
}

async function teken(pdf: Uint8Array, samples: Samples): Promise<string> {
  const report = await verifyPdf(pdf, { roots: [samples.rootPem], crls: samples.crls, now: systemClock.now() });
  if ('unreadable' in report) return report.problem;
  const letters = [
    ...report.signatures.map(({ valid }) => valid),
    ...report.timestamps.map((each) => each.problems.length === 0),
  ];
  return `${report.verdict} ${letters.map((valid) => (valid ? 'V' : 'x')).join('')}`;
}

const isLong = (level: Level): boolean => level === 'B-LT' || level === 'B-LTA';

const pemOf = (crl: Uint8Array): string =>
  `-----BEGIN X509 CRL-----\n${Buffer.from(crl).toString('base64')}\n-----END X509 CRL-----\n`;

const validatorsFor = (samples: Samples, withLists: boolean): Promise<OutsideValidators> =>
  openOutsideValidators(samples.rootPem, withLists ? samples.crls.map(pemOf).join('') : null);

test.each(GOOD)('[S15] [S50] good: $level, $signatures signatures, $key, $language', async (order) => {
  const samples = await makeSamples({ ...order, count: 1 }, systemClock);
  await using validators = await validatorsFor(samples, isLong(order.level));
  const [document] = samples.documents as [Uint8Array];
  const found = { ...(await validators.ask('good', document)), teken: await teken(document, samples) };
  expect(found).toEqual(expectedOf(order));
});

/** Somebody's own form, signed by two and with the seal: other objects, another order, the same revisions. */
const FORMS: readonly Good[] = [
  { level: 'B-LTA', signatures: 2, key: 'ec', language: 'id' },
  { level: 'B-LTA', signatures: 3, key: 'rsa', language: 'id' },
  { level: 'B-LTA', signatures: 3, key: 'ec', language: 'id' },
  { level: 'B-LTA', signatures: 2, key: 'rsa', language: 'id' },
];

test.each(FORMS)('[S15] [D68] good, of a form: $level, $signatures signatures, $key', async (order) => {
  const place = await mkdtemp(join(tmpdir(), 'teken-interop-form-'));
  try {
    const template = await loadTemplate(await sampleFormTemplate(place, withPlaces));
    const samples = await makeSamples({ ...order, count: 1, template }, systemClock);
    await using validators = await validatorsFor(samples, true);
    const [document] = samples.documents as [Uint8Array];
    const found = { ...(await validators.ask('form', document)), teken: await teken(document, samples) };
    expect(found).toEqual(expectedOf(order));
  } finally {
    await rm(place, { recursive: true });
  }
});

describe('with one byte flipped, of four signatures in an archive', () => {
  let samples: Samples;
  let validators: OutsideValidators;
  let good: Buffer;

  beforeAll(async () => {
    const order = { count: 1, level: 'B-LTA', signatures: 4, key: 'ec', language: 'id' } as const;
    samples = await makeSamples(order, systemClock);
    validators = await validatorsFor(samples, true);
    good = Buffer.from(samples.documents[0]!);
  });

  afterAll(() => validators[Symbol.asyncDispose]());

  /** Where signature `index` begins and ends in the file; 5 is the document timestamp. */
  const placeOf = (index: number): readonly [start: number, end: number] => {
    const all = signaturesIn(good);
    return [all[index]!.ranges[1], all[index]!.ranges[2]];
  };
  const find = (text: string | Buffer, from: number): number => {
    const at = good.indexOf(text, from);
    if (at < 0) throw new Error(`No ${text.toString('hex')} after ${from}`);
    return at;
  };
  /** Of a token in the Contents of signature `index`: a digit of its time. */
  const timeInToken = (index: number): number => {
    const [start] = placeOf(index);
    // GeneralizedTime of 15 bytes that begins with 20.
    return find('180f3230', start) + 9;
  };

  test.each<[string, () => number, Omit<Verdict, 'qpdf'>]>([
    [
      'in the rendered document',
      () => find('(D:20', 0) + 4,
      { pdfsig: 'xxxxx?', cms: 'xxxxx', ts: 'VVVVVx', mutool: 'xxxxx', teken: 'invalid xxxxxx' },
    ],
    [
      'after Contents of the certification',
      () => find('/M (D:20', placeOf(0)[1]) + 7,
      { pdfsig: 'xxxxx?', cms: 'xxxxx', ts: 'VVVVVx', mutool: 'xxxxx', teken: 'invalid xxxxxx' },
    ],
    [
      'after Contents of party-1',
      () => find('/M (D:20', placeOf(1)[1]) + 7,
      { pdfsig: 'Vxxxx?', cms: 'Vxxxx', ts: 'VVVVVx', mutool: 'Vxxxx', teken: 'invalid Vxxxxx' },
    ],
    [
      'before Contents of party-2',
      () => good.lastIndexOf('/F 132', placeOf(2)[0]) + 5,
      { pdfsig: 'VVxxx?', cms: 'VVxxx', ts: 'VVVVVx', mutool: 'VVxxx', teken: 'invalid VVxxxx' },
    ],
    [
      'after Contents of the seal',
      () => find('/M (D:20', placeOf(4)[1]) + 7,
      { pdfsig: 'VVVVx?', cms: 'VVVVx', ts: 'VVVVVx', mutool: 'VVVVx', teken: 'invalid VVVVxx' },
    ],
    [
      'in the token of witness-1: its own signature does not cover it',
      () => timeInToken(3),
      { pdfsig: 'VVVVx?', cms: 'VVVVx', ts: 'VVVxVx', mutool: 'VVVVx', teken: 'invalid VVVxxx' },
    ],
    [
      'in the validation data',
      () => find('endstream', find('/Type /DSS', placeOf(4)[1])) - 12,
      { pdfsig: 'VVVVV?', cms: 'VVVVV', ts: 'VVVVVx', mutool: 'VVVVV', teken: 'invalid VVVVVx' },
    ],
    [
      'in the document timestamp',
      () => timeInToken(5),
      { pdfsig: 'VVVVV?', cms: 'VVVVV', ts: 'VVVVVx', mutool: 'VVVVV', teken: 'invalid VVVVVx' },
    ],
    [
      'before Contents of the document timestamp',
      () => good.lastIndexOf('/F 132', placeOf(5)[0]) + 5,
      { pdfsig: 'VVVVV?', cms: 'VVVVV', ts: 'VVVVVx', mutool: 'VVVVV', teken: 'invalid VVVVVx' },
    ],
  ])('[S15] %s', async (name, at, expected) => {
    const bad = Buffer.from(good);
    const place = at();
    bad[place] = bad[place]! ^ 1;
    const found = { ...(await validators.ask(name, bad)), teken: await teken(bad, samples) };
    expect(found).toEqual({ ...expected, qpdf: 'sound' });
  });
});
