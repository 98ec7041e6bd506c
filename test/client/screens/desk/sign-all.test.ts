import { expect, test } from 'vitest';
import { forgetGesture, keepGesture, keptGesture } from '#client/screens/desk/gesture-memory.ts';
import { readBundle } from '#client/screens/desk/read-bundle.ts';
import type { SigningOutcome } from '#client/screens/desk/sign-agreement.ts';
import { signAll, type Line } from '#client/screens/desk/sign-all.ts';
import { bundle } from '#flow/segment-bundle';

const problem = (code: 'too-fast' | 'session-closed'): SigningOutcome => ({
  outcome: 'problem',
  problem: { code, detail: code },
});

test('[W50] one gesture has a result for each, and what fails for one hinders no other', async () => {
  const answers: { readonly [id: string]: SigningOutcome | 'throws' } = {
    a1: { outcome: 'signed' },
    a2: { outcome: 'refused', detail: 'another text' },
    a3: problem('session-closed'),
    a4: 'throws',
    a5: { outcome: 'signed' },
  };
  const lines = new Map<string, Line>();
  const order: string[] = [];
  await signAll(
    Object.keys(answers),
    async (agreementId, onStep) => {
      order.push(agreementId);
      onStep('preparing');
      const answer = answers[agreementId];
      if (answer === undefined || answer === 'throws') throw new Error('lost');
      return answer;
    },
    (agreementId, line) => lines.set(agreementId, line),
  );
  expect(order).toEqual(['a1', 'a2', 'a3', 'a4', 'a5']);
  expect([...lines.values()].map(({ at }) => at)).toEqual(['signed', 'refused', 'problem', 'problem', 'signed']);
});

test('[W50] a house that asks for a pause gets one, and nothing is lost', async () => {
  let asked = 0;
  const lines: Line[] = [];
  await signAll(
    ['a1'],
    async () => {
      asked += 1;
      return asked < 4 ? problem('too-fast') : { outcome: 'signed' };
    },
    (_, line) => lines.push(line),
    1,
  );
  expect(asked).toBe(4);
  expect(lines.map(({ at }) => at)).toEqual(['waiting', 'signed']);
});

test('[W51] a gesture is kept for its person until it is through, and not for long', () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  } as unknown as Storage;
  const ani = { ceremonyId: 'small', personId: 'ani' };
  const gesture = { kind: 'agreements', consented: { a1: 'x' } } as const;
  keepGesture(storage, ani, gesture, 0);
  expect(keptGesture(storage, ani, 60_000)).toEqual(gesture);
  expect(keptGesture(storage, { ...ani, personId: 'budi' }, 60_000)).toBeNull();
  expect(keptGesture(storage, ani, 11 * 60_000)).toBeNull();
  forgetGesture(storage, ani);
  expect(keptGesture(storage, ani, 0)).toBeNull();
  kept.set('teken.gesture.small.ani', '{damaged');
  expect(keptGesture(storage, ani, 0)).toBeNull();
});

test('[W52] what was prepared for a wave is read as the server writes it, and nothing else is', () => {
  const revisions = [
    { agreementId: 'a1', segment: new Uint8Array([1, 2, 3]) },
    { agreementId: 'a2', segment: new Uint8Array([4]) },
  ];
  const bytes = new Uint8Array(bundle(revisions));
  expect(readBundle(bytes)).toEqual(revisions);
  for (const damaged of [bytes.slice(0, 3), bytes.slice(0, -1), new Uint8Array([...bytes, 0]), new Uint8Array(40)]) {
    expect(readBundle(damaged)).toBeNull();
  }
});
