import { beforeAll, expect, test } from 'vitest';
import { consentedPart, onlySignaturesAdded } from '#client/screens/desk/added-signatures.ts';
import { signAgreement, type SigningDesk, type ToSign } from '#client/screens/desk/sign-agreement.ts';
import { hashOf } from '#client/pdf/hash.ts';
import type { Acknowledgement, ProblemCode } from '#contract/problems';
import { completeSignature } from '#signing/complete';
import { certifiedPdf, openSigningKit, prepared, unrefused, type Signatory } from '#support/signing-kit';

type Bytes = Uint8Array<ArrayBuffer>;
let read: Bytes;
let grown: Bytes;
let segment: Bytes;
let ayu: Signatory;

const copyOf = (bytes: Uint8Array): Bytes => new Uint8Array(bytes);

beforeAll(async () => {
  await using kit = await openSigningKit();
  ayu = await kit.signatory('Ayu');
  read = copyOf(await certifiedPdf(kit));
  const first = prepared(read, 'party-1', 'Ayu').segment;
  const { signRevision } = await import('#client/signing/sign-revision.ts');
  const { signature } = unrefused(
    await signRevision({
      shown: read,
      shownSha256: await hashOf(read),
      segment: first,
      field: 'party-1',
      key: ayu.key,
      certificate: ayu.certificate,
    }),
  );
  const { certificate, chain } = ayu;
  const done = unrefused(completeSignature({ document: read, prepared: first, certificate, chain, signature }));
  grown = copyOf(Buffer.concat([read, done.segment]));
  segment = copyOf(prepared(grown, 'party-2', 'Ayu').segment);
});

const accepted: Acknowledgement = { ok: true, position: 1 };
const refusal = (code: ProblemCode): Acknowledgement => ({ ok: false, problem: { code, detail: code } });
const sign = async (): Promise<ToSign> => ({
  consented: await hashOf(read),
  field: 'party-2',
  otherFields: ['party-1', 'witness-1'],
  key: ayu.key,
  certificate: ayu.certificate,
});
const desk = (changes: Partial<SigningDesk> = {}): SigningDesk => ({
  prepare: async () => accepted,
  fetchDocument: async () => ({ ok: true, value: grown }),
  fetchPrepared: async () => ({ ok: true, value: segment }),
  complete: async () => accepted,
  ...changes,
});

test('what was consented to is found again in a document that others have signed since', async () => {
  expect(await consentedPart(grown, await hashOf(read))).toEqual(read);
  expect(await onlySignaturesAdded(read, grown, ['party-1', 'witness-1'])).toBeNull();
});

test('a signature in a field of nobody is no signature', async () => {
  expect(await onlySignaturesAdded(read, grown, ['witness-1'])).toMatchObject({ refused: 'not-an-extension' });
});

test('another byte, or a word more, is not a signature', async () => {
  const other = copyOf(grown);
  other[200] = (other[200] ?? 0) ^ 1;
  expect(await onlySignaturesAdded(read, other, ['party-1'])).not.toBeNull();
  const longer = copyOf(Buffer.concat([grown, Buffer.from('1 0 obj\n<< >>\nendobj\n%%EOF\n')]));
  expect(await onlySignaturesAdded(read, longer, ['party-1'])).not.toBeNull();
});

test('the gesture signs what extends the consent', async () => {
  const steps: string[] = [];
  expect(await signAgreement(desk(), await sign(), (step) => steps.push(step))).toEqual({ outcome: 'signed' });
  expect(steps).toEqual(['preparing', 'checking', 'completing']);
});

test('a base that moved, or nothing prepared, is prepared again silently, and not for ever', async () => {
  const answers: Acknowledgement[] = [refusal('base-moved'), refusal('nothing-prepared'), accepted];
  const complete = async (): Promise<Acknowledgement> => answers.shift() ?? accepted;
  expect(await signAgreement(desk({ complete }), await sign())).toEqual({ outcome: 'signed' });
  expect(answers).toEqual([]);
  const never = await signAgreement(desk({ complete: async () => refusal('base-moved') }), await sign());
  expect(never).toMatchObject({ outcome: 'problem', problem: { code: 'base-moved' } });
});

test('an earlier attempt that arrived after all counts', async () => {
  const outcome = await signAgreement(desk({ complete: async () => refusal('already-signed') }), await sign());
  expect(outcome).toEqual({ outcome: 'signed' });
});

test('another document, or another revision, is refused and never completed', async () => {
  let completed = 0;
  const complete = async (): Promise<Acknowledgement> => {
    completed += 1;
    return accepted;
  };
  const foreign = copyOf(grown);
  foreign[200] = (foreign[200] ?? 0) ^ 1;
  const lies: Partial<SigningDesk>[] = [
    { fetchDocument: async () => ({ ok: true, value: foreign }) },
    {
      fetchPrepared: async () => ({
        ok: true,
        value: copyOf(segment.map((byte, at) => (at === 40 ? byte ^ 1 : byte))),
      }),
    },
  ];
  for (const lie of lies) {
    expect(await signAgreement(desk({ ...lie, complete }), await sign())).toMatchObject({ outcome: 'refused' });
  }
  expect(completed).toBe(0);
});
