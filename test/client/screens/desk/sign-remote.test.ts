import { beforeAll, expect, test } from 'vitest';
import { checkRemote, signRemote, type RemoteDesk } from '#client/screens/desk/sign-remote.ts';
import { hashOf } from '#client/pdf/hash.ts';
import type { Acknowledgement, ProblemCode } from '#contract/problems';
import { certifiedPdf, openSigningKit, prepared } from '#support/signing-kit';

type Bytes = Uint8Array<ArrayBuffer>;
const copyOf = (bytes: Uint8Array): Bytes => new Uint8Array(bytes);
const accepted: Acknowledgement = { ok: true, position: 1 };
const refusal = (code: ProblemCode): Acknowledgement => ({ ok: false, problem: { code, detail: code } });

let read: Bytes;
let segment: Bytes;
beforeAll(async () => {
  await using kit = await openSigningKit();
  read = copyOf(await certifiedPdf(kit));
  segment = copyOf(prepared(read, 'party-1', 'Ayu').segment);
});

const asked = async () => ({ consented: await hashOf(read), field: 'party-1', otherFields: ['party-2', 'witness-1'] });
const desk = (changes: Partial<RemoteDesk> = {}): RemoteDesk => ({
  prepare: async () => accepted,
  fetchDocument: async () => ({ ok: true, value: read }),
  fetchPrepared: async () => ({ ok: true, value: segment }),
  complete: async () => accepted,
  ...changes,
});

test('[C225] what was prepared is checked before anything is entered, and its hash is what is completed', async () => {
  const whole = copyOf(Buffer.concat([read, segment]));
  const checked = await checkRemote(desk(), await asked());
  expect(checked).toEqual({ outcome: 'checked', preparedSha256: await hashOf(whole) });
  if (checked.outcome !== 'checked') return;
  const sent: object[] = [];
  const complete: RemoteDesk['complete'] = async (given) => {
    sent.push(given);
    return accepted;
  };
  expect(await signRemote(desk({ complete }), await asked(), checked, { pin: '1' })).toEqual({ outcome: 'signed' });
  expect(sent).toEqual([{ preparedSha256: checked.preparedSha256, pin: '1' }]);
});

const refused = async (changes: Partial<RemoteDesk>, field = 'party-1') =>
  (await checkRemote(desk(changes), { ...(await asked()), field })).outcome;

test('[S18] the browser refuses another document, another field and another revision', async () => {
  const other = copyOf(read);
  other[200] = (other[200] ?? 0) ^ 1;
  expect(await refused({ fetchDocument: async () => ({ ok: true, value: other }) })).toBe('refused');
  expect(await refused({}, 'party-2')).toBe('refused');
  const longer = copyOf(Buffer.concat([segment, Buffer.from('\n')]));
  expect(await refused({ fetchPrepared: async () => ({ ok: true, value: longer }) })).toBe('refused');
});

test('[A52] a base that moved is prepared and checked again with what was entered; a wrong PIN is not tried again', async () => {
  const checked = await checkRemote(desk(), await asked());
  if (checked.outcome !== 'checked') throw new Error('not checked');
  const answers: Acknowledgement[] = [refusal('base-moved'), accepted];
  let completed = 0;
  const complete: RemoteDesk['complete'] = async () => {
    completed += 1;
    return answers.shift() ?? refusal('remote-wrong-authorisation');
  };
  expect(await signRemote(desk({ complete }), await asked(), checked, {})).toEqual({ outcome: 'signed' });
  expect(completed).toBe(2);
  expect(await signRemote(desk({ complete }), await asked(), checked, {})).toMatchObject({
    outcome: 'problem',
    problem: { code: 'remote-wrong-authorisation' },
  });
  expect(completed).toBe(3);
  const always = desk({ complete: async () => refusal('base-moved') });
  expect(await signRemote(always, await asked(), checked, {})).toMatchObject({ outcome: 'problem' });
});
