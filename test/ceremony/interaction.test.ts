import { expect, test } from 'vitest';
import { interactionEvents } from '#ceremony/interaction/events';
import { interactionCommands } from '#contract/commands/interaction';
import { ceremonyStory, hashOf } from '#support/ceremony-story';

const ask = (questionId: string, personId = 'ani') =>
  ({ name: 'ask-question', questionId, personId, commitment: hashOf(questionId) }) as const;
const to = (verb: 'approve' | 'answer' | 'hide', questionId: string) =>
  ({ name: `${verb}-question`, questionId }) as const;

test('[C106] 300 characters at most, five waiting at most, and no words in the ledger', () => {
  const question = interactionCommands['question:ask'];
  expect(question.safeParse({ text: 'a'.repeat(300) }).success).toBe(true);
  for (const text of ['a'.repeat(301), '  ', 'a\u202Eb']) expect(question.safeParse({ text }).success).toBe(false);
  expect(Object.keys(interactionEvents['question-asked'].shape)).toEqual(['questionId', 'personId', 'commitment']);
  const { tell } = ceremonyStory();
  for (const questionId of ['q1', 'q2', 'q3', 'q4', 'q5']) expect(tell(ask(questionId))).toEqual(['question-asked']);
  expect(tell(ask('q6'))).toBe('too-many-questions');
  expect(tell(ask('q7', 'budi'))).toEqual(['question-asked']);
  tell(to('hide', 'q1'));
  expect(tell(ask('q6'))).toEqual(['question-asked']);
});

test('[C107] asked, approved, answered; hidden from anywhere', () => {
  const { tell, state } = ceremonyStory();
  expect(tell(to('approve', 'q1'))).toBe('unknown-question');
  tell(ask('q1'));
  expect(tell(to('approve', 'q1'))).toEqual(['question-approved']);
  expect(tell(to('approve', 'q1'))).toEqual([]);
  expect(tell(to('answer', 'q1'))).toEqual(['question-answered']);
  expect(tell(to('approve', 'q1'))).toBe('question-decided');
  expect(tell(to('hide', 'q1'))).toEqual(['question-hidden']);
  expect(tell(to('answer', 'q1'))).toBe('question-decided');
  expect(state.questions.get('q1')?.state).toBe('hidden');
});

test('[C108] applause is off until it is allowed; ending it counts it once', () => {
  const { tell, state } = ceremonyStory();
  const stop = { name: 'stop-applause', claps: 7, people: 3 } as const;
  expect(state.applauseSince).toBeNull();
  expect(tell(stop)).toEqual([]);
  expect(tell({ name: 'allow-applause' })).toEqual(['applause-allowed']);
  expect(tell({ name: 'allow-applause' })).toEqual([]);
  expect(tell(stop)).toEqual(['applause-counted']);
  expect(tell(stop)).toEqual([]);
});

test('[C111] a message is read by whom it is for, and is nothing to others', () => {
  const { tell, state } = ceremonyStory();
  const send = { name: 'send-message', from: 'director', commitment: hashOf('words') } as const;
  expect(tell({ ...send, messageId: 'm1', to: { personId: 'nobody' } })).toBe('unknown-person');
  tell({ ...send, messageId: 'm1', to: { personId: 'ani' } });
  tell({ ...send, messageId: 'm2', to: { role: 'signatory' } });
  const read = (messageId: string, personId: string) => tell({ name: 'read-message', messageId, personId });
  expect(read('m1', 'budi')).toBe('unknown-message');
  expect(read('m1', 'ani')).toEqual(['message-read']);
  expect(read('m1', 'ani')).toEqual([]);
  expect(read('m2', 'director')).toBe('unknown-message');
  expect([read('m2', 'ani'), read('m2', 'budi')]).toEqual([['message-read'], ['message-read']]);
  expect(state.messages.get('m2')?.readBy).toEqual(['ani', 'budi']);
});

test('[C112] an announcement stands until it is withdrawn; three at most', () => {
  const { tell, state } = ceremonyStory();
  const announce = (announcementId: string) =>
    tell({ name: 'announce', announcementId, commitment: hashOf(announcementId) });
  for (const id of ['n1', 'n2', 'n3']) expect(announce(id)).toEqual(['announcement-made']);
  expect(announce('n4')).toBe('too-many-announcements');
  expect(tell({ name: 'withdraw-announcement', announcementId: 'n1' })).toEqual(['announcement-withdrawn']);
  expect(tell({ name: 'withdraw-announcement', announcementId: 'n1' })).toEqual([]);
  expect(announce('n4')).toEqual(['announcement-made']);
  expect([...state.announcements.keys()]).toEqual(['n2', 'n3', 'n4']);
});
