import { expect, test } from 'vitest';
import type { Acknowledgement } from '#contract/problems';
import { createOutbox, type Envelope } from '#client/connection/outbox.ts';

const envelope = (id: string): Envelope => ({ id, name: 'notice:accept', payload: {} });
const accepted: Acknowledgement = { ok: true, position: 7 };
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const line = () => {
  const sent: string[] = [];
  const state = { connected: true, answer: accepted as Acknowledgement | null };
  const outbox = createOutbox({
    isConnected: () => state.connected,
    sendOnce: async ({ id }) => {
      sent.push(id);
      if (state.answer === null) state.connected = false;
      return state.answer;
    },
  });
  return { sent, state, outbox };
};

test('a command is sent once when it is answered', async () => {
  const { sent, outbox } = line();
  await expect(outbox.put(envelope('a'))).resolves.toEqual(accepted);
  expect(sent).toEqual(['a']);
  outbox.flush();
  expect(sent).toEqual(['a']);
  expect(outbox.waiting()).toBe(0);
});

test('a refusal is an answer, and is not sent again', async () => {
  const { sent, state, outbox } = line();
  state.answer = { ok: false, problem: { code: 'wrong-phase', detail: '' } };
  await expect(outbox.put(envelope('a'))).resolves.toEqual(state.answer);
  outbox.flush();
  expect(sent).toEqual(['a']);
});

test('what the line lost is sent again under the same id, in order, once the line stands', async () => {
  const { sent, state, outbox } = line();
  state.answer = null;
  const first = outbox.put(envelope('a'));
  const second = outbox.put(envelope('b'));
  await turn();
  expect(outbox.waiting()).toBe(2);
  state.connected = true;
  state.answer = accepted;
  outbox.flush();
  outbox.flush();
  await expect(Promise.all([first, second])).resolves.toEqual([accepted, accepted]);
  // `b` was given while the line was down: it went out for the first time with the flush.
  expect(sent).toEqual(['a', 'a', 'b']);
});

test('given without a line, it waits', async () => {
  const { sent, state, outbox } = line();
  state.connected = false;
  void outbox.put(envelope('a'));
  await turn();
  expect(sent).toEqual([]);
  expect(outbox.waiting()).toBe(1);
});
