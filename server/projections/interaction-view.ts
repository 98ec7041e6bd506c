import { isAddressed } from '#ceremony/interaction/state';
import type { Person } from '#ceremony/people/state';
import type {
  MessagesView,
  MyMessageView,
  MyQuestionView,
  QuestionQueueView,
  QuestionsView,
} from '#contract/views/stage';
import { messageSubject, questionSubject, wordsOf } from './interaction-data.ts';
import type { LiveCeremony } from './live-ceremony.ts';
import { organisationOf } from './party-data.ts';
import { nameOf, namedPerson } from './people-data.ts';

type Rows<View extends { readonly rows: object }> = { -readonly [Id in keyof View['rows']]: View['rows'][Id] };

/** What the moderator let through, for everyone: the words and the institution, never the name. */
export const questionsView = (live: LiveCeremony): QuestionsView => {
  const rows: Rows<QuestionsView> = {};
  for (const { questionId, personId, state, askedAt } of live.ceremony.questions.values()) {
    if (state !== 'approved' && state !== 'answered') continue;
    const text = wordsOf(live, questionSubject(personId, questionId));
    const asker = live.ceremony.people.get(personId);
    const organisation = asker === undefined ? '' : organisationOf(live, asker);
    rows[questionId] = { questionId, text, organisation, state, askedAt };
  }
  return { rows };
};

export const questionQueueView = (live: LiveCeremony): QuestionQueueView => {
  const rows: Rows<QuestionQueueView> = {};
  for (const { questionId, personId, state, askedAt } of live.ceremony.questions.values()) {
    const person = live.ceremony.people.get(personId);
    if (person === undefined) continue;
    const text = wordsOf(live, questionSubject(personId, questionId));
    rows[questionId] = { questionId, text, from: namedPerson(live, person), state, askedAt };
  }
  return { rows };
};

export const messagesView = (live: LiveCeremony): MessagesView => {
  const rows: Rows<MessagesView> = {};
  for (const message of live.ceremony.messages.values()) {
    const { messageId, to, sentAt, readBy } = message;
    rows[messageId] = {
      messageId,
      text: wordsOf(live, messageSubject(messageId)),
      to: 'role' in to ? to : { personId: to.personId, name: nameOf(live, to.personId) },
      sentAt,
      addressed: [...live.ceremony.people.values()].filter((person) => isAddressed(message, person)).length,
      read: readBy.length,
    };
  }
  return { rows };
};

export const questionsOf = (live: LiveCeremony, personId: string): readonly MyQuestionView[] =>
  [...live.ceremony.questions.values()]
    .filter((question) => question.personId === personId)
    .map(({ questionId, state, askedAt }) => ({
      questionId,
      text: wordsOf(live, questionSubject(personId, questionId)),
      state,
      askedAt,
    }));

export const messagesOf = (live: LiveCeremony, person: Person): readonly MyMessageView[] =>
  [...live.ceremony.messages.values()]
    .filter((message) => isAddressed(message, person))
    .map(({ messageId, from, sentAt, readBy }) => ({
      messageId,
      text: wordsOf(live, messageSubject(messageId)),
      from: nameOf(live, from),
      sentAt,
      read: readBy.includes(person.personId),
    }));
