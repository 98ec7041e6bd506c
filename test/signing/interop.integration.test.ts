import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  LEVELS,
  makeSamples,
  openSampleMaker,
  type Level,
  type SampleMaker,
  type Samples,
} from '#cli/sign-sample/make-samples';
import { KEYS, type SampleKey } from '#cli/sign-sample/sample-signers';
import { loadTemplate, type LoadedTemplate } from '#documents/template';
import { systemClock } from '#platform/clock';
import { verifyPdf } from '#signing/verify';
import { appended, objectLike } from '#support/revision-forge';
import { sampleFormTemplate, withPlaces } from '#support/sample-form';
import {
  openOutsideValidators,
  signaturesIn,
  type OutsideValidators,
  type OutsideVerdict,
} from '#support/outside-validators';

// S15: what outside validators must say of fresh output. One letter for each signature, the organiser's certification first;
// where a sixth place differs, it is the document timestamp's. None of the others judges DocMDP or FieldMDP, qpdf knows
// structure only, mutool has no trust store, pdfsig and mutool know nothing of time stamps: pdfsig lists a document timestamp
// and does not judge it (?), mutool does not list it. `teken` is the house's own verifier.

type Verdict = OutsideVerdict & { readonly teken: string };

/** Of a good document: the letter of each signature, and of the document timestamp where it has one. */
const GOOD = {
  'B-B': { pdfsig: ['V'], cms: ['V'], ts: ['-'], mutool: ['V'], teken: ['V'] },
  'B-T': { pdfsig: ['V'], cms: ['V'], ts: ['V'], mutool: ['V'], teken: ['V'] },
  'B-LT': { pdfsig: ['V'], cms: ['V'], ts: ['V'], mutool: ['V'], teken: ['V'] },
  'B-LTA': { pdfsig: ['V', '?'], cms: ['V'], ts: ['V', 'V'], mutool: ['V'], teken: ['V', 'V'] },
} as const satisfies Record<Level, Record<Exclude<keyof Verdict, 'qpdf'>, readonly string[]>>;

const LANGUAGES = ['id', 'en', 'id-en'] as const;
const TEMPLATES = ['generated', 'form-field'] as const;
type Case = {
  readonly template: (typeof TEMPLATES)[number];
  readonly level: Level;
  readonly signatures: number;
  readonly key: SampleKey;
  readonly language: (typeof LANGUAGES)[number];
};

const CASES: readonly Case[] = TEMPLATES.flatMap((template) =>
  LEVELS.flatMap((level) =>
    [2, 3, 4].flatMap((signatures) =>
      KEYS.flatMap((key) => LANGUAGES.map((language) => ({ template, level, signatures, key, language }))),
    ),
  ),
);

function expectedOf({ level, signatures }: Case): Verdict {
  const letters = ([each, archive = '']: readonly string[]): string => `${each?.repeat(signatures + 1)}${archive}`;
  const of = GOOD[level];
  return {
    pdfsig: letters(of.pdfsig),
    cms: letters(of.cms),
    ts: letters(of.ts),
    mutool: letters(of.mutool),
    qpdf: 'sound',
    teken: `valid ${level} ${letters(of.teken)}`,
  };
}

let folder: string;
let maker: SampleMaker;
let form: LoadedTemplate;
/** One store of roots, lists included, for all of them: all are below one root. */
let validators: OutsideValidators;
let strangerPem: string;
/** With a root in its store that has nothing to do with us. */
let strangers: OutsideValidators;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'teken-interop-'));
  form = await loadTemplate(
    await sampleFormTemplate(folder, {
      ...withPlaces,
      head: (head) => {
        withPlaces.head?.(head);
        head['languages'] = ['id', 'en'];
      },
    }),
  );
  maker = await openSampleMaker(systemClock);
  const none = { count: 0, level: 'B-B', signatures: 1, key: 'ec', language: 'id' } as const;
  const { rootPem, crls } = await maker.make(none);
  validators = await openOutsideValidators(rootPem, crls.map(pemOf).join(''));
  strangerPem = (await makeSamples(none, systemClock)).rootPem;
  strangers = await openOutsideValidators(strangerPem);
});

afterAll(async () => {
  await validators[Symbol.asyncDispose]();
  await strangers[Symbol.asyncDispose]();
  await maker[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const pemOf = (crl: Uint8Array): string =>
  `-----BEGIN X509 CRL-----\n${Buffer.from(crl).toString('base64')}\n-----END X509 CRL-----\n`;

const make = ({ template, ...order }: Case): Promise<Samples> =>
  maker.make({ ...order, count: 1, ...(template === 'generated' ? {} : { template: form }) });

/** With the root alone: what it needs besides must be in the file. Lists come with a file that holds none. */
async function teken(pdf: Uint8Array, rootPem: string, crls: readonly Uint8Array[]): Promise<string> {
  const report = await verifyPdf(pdf, { roots: [rootPem], crls, now: systemClock.now() });
  if ('unreadable' in report) return report.problem;
  const letters = [
    ...report.signatures.map(({ valid }) => valid),
    ...report.timestamps.map((each) => each.problems.length === 0),
  ];
  const level = report.verdict === 'valid' ? ` ${report.level}` : '';
  return `${report.verdict}${level} ${letters.map((valid) => (valid ? 'V' : 'x')).join('')}`;
}

/** Where our verifier calls valid what another tool, of what it judges, does not. */
function weakerThan({ teken: own, qpdf, ...others }: Verdict): readonly string[] {
  const letters = own.split(' ').at(-1) ?? '';
  const tools = Object.entries(others).filter(([, found]) =>
    letters.split('').some((letter, index) => letter === 'V' && found[index] === 'x'),
  );
  return [...tools.map(([tool]) => tool), ...(own.startsWith('valid') && qpdf !== 'sound' ? ['qpdf'] : [])];
}

describe.concurrent('good', () => {
  test.each(CASES)(
    '[S15] [S50] [S112] $template: $level, $signatures signatures, $key, $language',
    { timeout: 60_000 },
    async (given) => {
      const { documents, rootPem, crls } = await make(given);
      const [document] = documents as [Uint8Array];
      const holdsLists = given.level === 'B-LT' || given.level === 'B-LTA';
      const found = {
        ...(await validators.ask('good', document)),
        teken: await teken(document, rootPem, holdsLists ? [] : crls),
      };
      expect(found).toEqual(expectedOf(given));
      expect(weakerThan(found)).toEqual([]);
    },
  );
});

/** Of four signatures in an archive: where one bit is flipped, and what each tool makes of it; qpdf finds all sound. */
const BAD: readonly (readonly [string, (file: Found) => number, Omit<Verdict, 'qpdf'>])[] = [
  [
    'in the rendered document',
    ({ find }) => find('(D:20', 0) + 4,
    { pdfsig: 'xxxxx?', cms: 'xxxxx', ts: 'VVVVVx', mutool: 'xxxxx', teken: 'invalid xxxxxx' },
  ],
  [
    'after Contents of the certification',
    ({ find, placeOf }) => find('/M (D:20', placeOf(0)[1]) + 7,
    { pdfsig: 'xxxxx?', cms: 'xxxxx', ts: 'VVVVVx', mutool: 'xxxxx', teken: 'invalid xxxxxx' },
  ],
  [
    'after Contents of party-1',
    ({ find, placeOf }) => find('/M (D:20', placeOf(1)[1]) + 7,
    { pdfsig: 'Vxxxx?', cms: 'Vxxxx', ts: 'VVVVVx', mutool: 'Vxxxx', teken: 'invalid Vxxxxx' },
  ],
  [
    'before Contents of party-2',
    ({ file, placeOf }) => file.lastIndexOf('/F 132', placeOf(2)[0]) + 5,
    { pdfsig: 'VVxxx?', cms: 'VVxxx', ts: 'VVVVVx', mutool: 'VVxxx', teken: 'invalid VVxxxx' },
  ],
  [
    'after Contents of the seal',
    ({ find, placeOf }) => find('/M (D:20', placeOf(4)[1]) + 7,
    { pdfsig: 'VVVVx?', cms: 'VVVVx', ts: 'VVVVVx', mutool: 'VVVVx', teken: 'invalid VVVVxx' },
  ],
  [
    'in the token of witness-1: its own signature does not cover it',
    ({ timeInToken }) => timeInToken(3),
    { pdfsig: 'VVVVx?', cms: 'VVVVx', ts: 'VVVxVx', mutool: 'VVVVx', teken: 'invalid VVVxxx' },
  ],
  [
    'in the validation data',
    ({ find, placeOf }) => find('endstream', find('/Type /DSS', placeOf(4)[1])) - 12,
    { pdfsig: 'VVVVV?', cms: 'VVVVV', ts: 'VVVVVx', mutool: 'VVVVV', teken: 'invalid VVVVVx' },
  ],
  [
    'in the document timestamp',
    ({ timeInToken }) => timeInToken(5),
    { pdfsig: 'VVVVV?', cms: 'VVVVV', ts: 'VVVVVx', mutool: 'VVVVV', teken: 'invalid VVVVVx' },
  ],
  [
    'before Contents of the document timestamp',
    ({ file, placeOf }) => file.lastIndexOf('/F 132', placeOf(5)[0]) + 5,
    { pdfsig: 'VVVVV?', cms: 'VVVVV', ts: 'VVVVVx', mutool: 'VVVVV', teken: 'invalid VVVVVx' },
  ],
];

type Found = {
  readonly file: Buffer;
  readonly find: (text: string, from: number) => number;
  /** Where signature `index` begins and ends in the file; 5 is the document timestamp. */
  readonly placeOf: (index: number) => readonly [start: number, end: number];
  /** Of a token in the Contents of signature `index`: a digit of its time. */
  readonly timeInToken: (index: number) => number;
};

function foundIn(file: Buffer): Found {
  const all = signaturesIn(file);
  const find = (text: string, from: number): number => {
    const at = file.indexOf(text, from);
    if (at < 0) throw new Error(`No ${text} after ${from}`);
    return at;
  };
  const placeOf = (index: number): readonly [number, number] => [all[index]!.ranges[1], all[index]!.ranges[2]];
  // GeneralizedTime of 15 bytes that begins with 20.
  return { file, find, placeOf, timeInToken: (index) => find('180f3230', placeOf(index)[0]) + 9 };
}

const SPOILT: readonly Case[] = [
  { template: 'generated', level: 'B-LTA', signatures: 4, key: 'ec', language: 'id' },
  { template: 'generated', level: 'B-LTA', signatures: 4, key: 'rsa', language: 'id-en' },
  { template: 'form-field', level: 'B-LTA', signatures: 4, key: 'mixed', language: 'en' },
];

describe.each(SPOILT)('bad: $template, $key, $language', (given) => {
  let samples: Samples;
  beforeAll(async () => {
    samples = await make(given);
  });

  const ask = async (name: string, bad: Buffer): Promise<Verdict> => ({
    ...(await validators.ask(name, bad)),
    teken: await teken(bad, samples.rootPem, samples.crls),
  });

  test.each(BAD)('[S15] [S112] one bit flipped %s', async (name, at, expected) => {
    const bad = Buffer.from(samples.documents[0]!);
    const place = at(foundIn(bad));
    bad[place] = bad[place]! ^ 1;
    const found = await ask(name, bad);
    expect(found).toEqual({ ...expected, qpdf: 'sound' });
    expect(weakerThan(found)).toEqual([]);
  });

  test('[S15] [S112] cut off within the last revision: qpdf and ours see it, the others what came before', async () => {
    const [good] = samples.documents as [Uint8Array];
    const found = await ask('cut', Buffer.from(good.subarray(0, good.length - 40)));
    const qpdf = expect.stringContaining('file is damaged');
    const [others, ts] = ['VVVVV', 'VVVVVx'];
    expect(found).toEqual({ pdfsig: others, cms: others, ts, mutool: others, qpdf, teken: 'invalid VVVVV' });
    expect(weakerThan(found)).toEqual([]);
  });

  test('[S15] [S112] a page turned by one more revision: each signature stands, and only ours says what was done after', async () => {
    const good = Buffer.from(samples.documents[0]!);
    const like = /\/Type ?\/Page\b/;
    const { number, body } = objectLike(good, like);
    const found = await ask('turned', appended(good, [{ number, body: body.replace(like, '$& /Rotate 180') }]));
    const stand = { pdfsig: 'VVVVV?', cms: 'VVVVV', ts: 'VVVVVV', mutool: 'VVVVV', qpdf: 'sound' };
    expect(found).toEqual({ ...stand, teken: 'invalid VVVVVV' });
    expect(weakerThan(found)).toEqual([]);
  });

  test("[S15] [S112] with somebody else's root in the stores: nobody trusts it but mutool, which has no store", async () => {
    const [good] = samples.documents as [Uint8Array];
    const own = await teken(good, strangerPem, samples.crls);
    const found = { ...(await strangers.ask('unknown', good)), teken: own };
    const untrusted = { pdfsig: 'xxxxx?', cms: 'xxxxx', ts: 'xxxxxx', mutool: 'VVVVV', qpdf: 'sound' };
    expect(found).toEqual({ ...untrusted, teken: 'indeterminate xxxxxx' });
    expect(weakerThan(found)).toEqual([]);
  });
});

// What no signature covers: the last signature itself, and the certificates and tokens in it. Others believe a part of it each.
test.each([
  ['B-B', 'ec', 0x01],
  ['B-T', 'ec', 0x01],
  ['B-T', 'rsa', 0x20],
  ['B-LTA', 'rsa', 0x01],
] as const)(
  '[S15] [S112] [S146] [S147] %s, %s: whichever byte of the last Contents is changed, ours finds nothing good that others find bad',
  { timeout: 60_000 },
  async (level, key, mask) => {
    const { documents, rootPem, crls } = await make({
      template: 'generated',
      level,
      signatures: 1,
      key,
      language: 'id',
    });
    const good = Buffer.from(documents[0]!);
    const { contents, ranges } = signaturesIn(good).at(-1)!;
    const weaker: string[] = [];
    for (let at = 0; at < contents.length; at += 23) {
      const bad = Buffer.from(good);
      bad.write((contents[at]! ^ mask).toString(16).padStart(2, '0'), ranges[1] + 1 + 2 * at, 'latin1');
      const own = await teken(bad, rootPem, crls);
      // Most are invalid; what is not is put to the others.
      if (!own.startsWith('valid') && !own.endsWith('V')) continue;
      const found = { ...(await validators.ask('outside', bad)), teken: own };
      weaker.push(...weakerThan(found).map((tool) => `${at}: ${tool}`));
    }
    expect(weaker).toEqual([]);
  },
);
