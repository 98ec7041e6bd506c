import { beforeAll, expect, test } from 'vitest';
import { signWave, type WaveDesk, type Witnessed } from '#client/screens/desk/sign-wave.ts';
import { hashOf } from '#client/pdf/hash.ts';
import type { Acknowledgement, ProblemCode } from '#contract/problems';
import { bundle } from '#flow/segment-bundle';
import { certifiedPdf, openSigningKit, prepared, type Signatory } from '#support/signing-kit';

type Bytes = Uint8Array<ArrayBuffer>;
let document: Bytes;
let segment: Bytes;
let minister: Signatory;
let consented: string;

beforeAll(async () => {
  await using kit = await openSigningKit();
  minister = await kit.signatory('Menteri');
  document = new Uint8Array(await certifiedPdf(kit));
  segment = new Uint8Array(prepared(document, 'witness-1', 'Menteri').segment);
  consented = await hashOf(document);
});

const refusal = (code: ProblemCode): Acknowledgement => ({ ok: false, problem: { code, detail: code } });
const listed = (ids: readonly string[], sha256 = consented): ReadonlyMap<string, Witnessed> =>
  new Map(
    ids.map((agreementId) => [
      agreementId,
      { agreementId, consented: sha256, field: 'witness-1', otherFields: ['party-1', 'party-2'] },
    ]),
  );

/** A house in which so many agreements wait, all of one text, of which a command takes `atOnce`. */
const wave = (count: number, atOnce = 40, lies: Partial<WaveDesk> = {}) => {
  const waiting = new Set(Array.from({ length: count }, (_, index) => `a${index + 1}`));
  let taken: readonly string[] = [];
  const completed: string[] = [];
  const desk: WaveDesk = {
    prepare: async () => {
      taken = [...waiting].slice(0, atOnce);
      return taken.length === 0 ? refusal('nothing-to-sign') : { ok: true, position: 1 };
    },
    fetchBundle: async () => ({
      ok: true,
      value: new Uint8Array(bundle(taken.map((agreementId) => ({ agreementId, segment })))),
    }),
    fetchDocument: async () => ({ ok: true, value: document }),
    complete: async (signatures) => {
      for (const { agreementId } of signatures) {
        waiting.delete(agreementId);
        completed.push(agreementId);
      }
      return { ok: true, position: 2 };
    },
    ...lies,
  };
  return { desk, completed, waiting };
};
const keys = (): { key: CryptoKey; certificate: Uint8Array } => ({
  key: minister.key,
  certificate: minister.certificate,
});

test('[W52] one tap signs a wave in as many commands as it takes, and tells how far it is', async () => {
  const { desk, completed } = wave(9, 4);
  const told: number[] = [];
  const outcome = await signWave(desk, listed(completedIds(9)), keys(), ({ signed }) => told.push(signed));
  expect(outcome).toMatchObject({ signed: 9, problem: null });
  expect(outcome.failed.size).toBe(0);
  expect(completed).toHaveLength(9);
  expect(told).toEqual([4, 8, 9]);
});
const completedIds = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `a${index + 1}`);

test('[W52] what was not on the list, or is another text, is not signed; the others are', async () => {
  const { desk, completed } = wave(3);
  const outcome = await signWave(desk, listed(['a1', 'a2']), keys(), () => undefined);
  expect(completed).toEqual(['a1', 'a2']);
  expect([...outcome.failed]).toEqual([['a3', { refused: 'It was not on the list' }]]);

  const other = wave(1);
  const refused = await signWave(other.desk, listed(['a1'], 'f'.repeat(64)), keys(), () => undefined);
  expect(other.completed).toEqual([]);
  expect([...refused.failed.keys()]).toEqual(['a1']);

  const lying = wave(1, 40, {
    fetchBundle: async () => ({
      ok: true,
      value: new Uint8Array(
        bundle([{ agreementId: 'a1', segment: segment.map((byte, at) => (at === 40 ? byte ^ 1 : byte)) }]),
      ),
    }),
  });
  await signWave(lying.desk, listed(['a1']), keys(), () => undefined);
  expect(lying.completed).toEqual([]);
});

test('[W52] a base that moved is prepared again silently, a pause is kept, and a session that closed ends it', async () => {
  const { desk, completed } = wave(2);
  const answers = [refusal('base-moved')];
  const pauses = [refusal('too-fast')];
  const patient: WaveDesk = {
    ...desk,
    prepare: async () => pauses.shift() ?? desk.prepare(),
    complete: async (signatures) => answers.shift() ?? desk.complete(signatures),
  };
  expect(await signWave(patient, listed(['a1', 'a2']), keys(), () => undefined, 1)).toMatchObject({ signed: 2 });
  expect(completed).toHaveLength(2);
  const closed: WaveDesk = { ...wave(2).desk, complete: async () => refusal('session-closed') };
  const outcome = await signWave(closed, listed(['a1', 'a2']), keys(), () => undefined);
  expect(outcome).toMatchObject({ signed: 0, problem: { code: 'session-closed' } });
});
