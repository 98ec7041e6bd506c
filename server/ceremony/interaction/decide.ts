import { isRefusal, refuse } from '#contract/refusal';
import type { CeremonyDecision } from '../decision.ts';
import { findPerson } from '../people/decide.ts';
import type { CeremonyState } from '../state.ts';
import type { DecideTable } from '../tables.ts';
import type { InteractionCommand } from './commands.ts';
import { isAddressed, type Question } from './state.ts';

type Of<Name extends InteractionCommand['name']> = Extract<InteractionCommand, { name: Name }>;

/** C106: so many questions of one person wait for the moderator; the next is asked when one was dealt with. */
const MAX_WAITING_QUESTIONS = 5;
/** More than this at once nobody reads. */
const MAX_ANNOUNCEMENTS = 3;

const ask = (command: Of<'ask-question'>, state: CeremonyState): CeremonyDecision => {
  const { questionId, personId, commitment } = command;
  const waiting = [...state.questions.values()].filter((one) => one.personId === personId && one.state === 'asked');
  if (waiting.length >= MAX_WAITING_QUESTIONS) {
    return refuse('too-many-questions', `${MAX_WAITING_QUESTIONS} of your questions wait for the moderator already.`);
  }
  return [{ type: 'question-asked', data: { questionId, personId, commitment } }];
};

/** C107: asked → approved → answered; hidden from anywhere, and approved again from there. */
const mayBecome: { readonly [state in Question['state']]: readonly Question['state'][] } = {
  asked: ['approved', 'answered', 'hidden'],
  approved: ['answered', 'hidden'],
  answered: ['hidden'],
  hidden: ['approved'],
};

const turnTo =
  (to: 'approved' | 'answered' | 'hidden') =>
  ({ questionId }: { readonly questionId: string }, state: CeremonyState): CeremonyDecision => {
    const question = state.questions.get(questionId);
    if (question === undefined) return refuse('unknown-question', `There is no question ${questionId}.`);
    if (question.state === to) return [];
    if (!mayBecome[question.state].includes(to)) {
      return refuse('question-decided', `A question that was ${question.state} cannot be ${to}.`);
    }
    return [{ type: `question-${to}`, data: { questionId } }];
  };

const sendMessage = (command: Of<'send-message'>, state: CeremonyState): CeremonyDecision => {
  const { messageId, from, to, commitment } = command;
  if ('personId' in to) {
    const person = findPerson(state, to.personId);
    if (isRefusal(person)) return person;
  }
  return [{ type: 'message-sent', data: { messageId, from, to, commitment } }];
};

const readMessage = ({ messageId, personId }: Of<'read-message'>, state: CeremonyState): CeremonyDecision => {
  const message = state.messages.get(messageId);
  const person = state.people.get(personId);
  // C111: whoever is not addressed does not learn that there is such a message.
  if (message === undefined || person === undefined || !isAddressed(message, person)) {
    return refuse('unknown-message', 'There is no such message for you.');
  }
  return message.readBy.includes(personId) ? [] : [{ type: 'message-read', data: { messageId, personId } }];
};

const announce = ({ announcementId, commitment }: Of<'announce'>, state: CeremonyState): CeremonyDecision =>
  state.announcements.size >= MAX_ANNOUNCEMENTS
    ? refuse('too-many-announcements', `${MAX_ANNOUNCEMENTS} announcements stand already. Withdraw one first.`)
    : [{ type: 'announcement-made', data: { announcementId, commitment } }];

const withdraw = ({ announcementId }: Of<'withdraw-announcement'>, state: CeremonyState): CeremonyDecision =>
  state.announcements.has(announcementId) ? [{ type: 'announcement-withdrawn', data: { announcementId } }] : [];

export const decideInteraction: DecideTable<InteractionCommand> = {
  'ask-question': ask,
  'approve-question': turnTo('approved'),
  'answer-question': turnTo('answered'),
  'hide-question': turnTo('hidden'),
  'allow-applause': (_, state) => (state.applauseSince === null ? [{ type: 'applause-allowed', data: {} }] : []),
  'stop-applause': ({ claps, people }, state) =>
    state.applauseSince === null ? [] : [{ type: 'applause-counted', data: { claps, people } }],
  'send-message': sendMessage,
  'read-message': readMessage,
  announce,
  'withdraw-announcement': withdraw,
};
