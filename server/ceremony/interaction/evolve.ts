import type { EvolveTable } from '../tables.ts';
import type { interactionEvents } from './events.ts';
import type { InteractionState, Question } from './state.ts';

const turn = (state: InteractionState, questionId: string, to: Question['state']): void => {
  const question = state.questions.get(questionId);
  if (question !== undefined) state.questions.set(questionId, { ...question, state: to });
};

export const evolveInteraction: EvolveTable<keyof typeof interactionEvents> = {
  'question-asked': (state, { questionId, personId }, at) => {
    state.questions.set(questionId, { questionId, personId, state: 'asked', askedAt: at });
  },
  'question-approved': (state, { questionId }) => turn(state, questionId, 'approved'),
  'question-answered': (state, { questionId }) => turn(state, questionId, 'answered'),
  'question-hidden': (state, { questionId }) => turn(state, questionId, 'hidden'),
  'applause-allowed': (state, _, at) => {
    state.applauseSince = at;
  },
  'applause-counted': (state) => {
    state.applauseSince = null;
  },
  'message-sent': (state, { messageId, from, to }, at) => {
    state.messages.set(messageId, { messageId, from, to, sentAt: at, readBy: [] });
  },
  'message-read': (state, { messageId, personId }) => {
    const message = state.messages.get(messageId);
    if (message === undefined || message.readBy.includes(personId)) return;
    state.messages.set(messageId, { ...message, readBy: [...message.readBy, personId] });
  },
  'announcement-made': (state, { announcementId }, at) => {
    state.announcements.set(announcementId, { announcementId, madeAt: at });
  },
  'announcement-withdrawn': (state, { announcementId }) => {
    state.announcements.delete(announcementId);
  },
};
