import { personStream } from '#ceremony/streams';
import type { interactionCommands } from '#contract/commands/interaction';
import { announcementSubject, messageSubject, questionSubject } from '#projections/interaction-data';
import type { ActTable, Handler } from '../act.ts';
import { askCeremony, PHASE } from '../ask-ceremony.ts';
import { newId } from '../new-id.ts';
import { noteBeside, withNote } from '../personal-note.ts';

const ask: Handler<'question:ask'> = (act, { text }) => {
  const questionId = newId(act);
  const { personId } = act.person;
  const note = noteBeside(act.tools.random, { text }, () => questionSubject(personId, questionId));
  const { commitment } = note;
  return withNote(askCeremony(act, { name: 'ask-question', questionId, personId, commitment }, PHASE), note.personal);
};

const send: Handler<'message:send'> = (act, { to, text }) => {
  const messageId = newId(act);
  const from = act.person.personId;
  const asserts = 'personId' in to ? [personStream(to.personId)] : [];
  const note = noteBeside(act.tools.random, { text }, () => messageSubject(messageId));
  const { commitment } = note;
  return withNote(askCeremony(act, { name: 'send-message', messageId, from, to, commitment }, asserts), note.personal);
};

const announce: Handler<'announcement:make'> = (act, { text }) => {
  const announcementId = newId(act);
  const note = noteBeside(act.tools.random, { ...text }, () => announcementSubject(announcementId));
  const { commitment } = note;
  return withNote(askCeremony(act, { name: 'announce', announcementId, commitment }), note.personal);
};

export const interactionActs: ActTable<keyof typeof interactionCommands> = {
  'question:ask': ask,
  'question:approve': (act, { questionId }) => askCeremony(act, { name: 'approve-question', questionId }),
  'question:answer': (act, { questionId }) => askCeremony(act, { name: 'answer-question', questionId }),
  'question:hide': (act, { questionId }) => askCeremony(act, { name: 'hide-question', questionId }),
  'applause:allow': (act) => askCeremony(act, { name: 'allow-applause' }, PHASE),
  'applause:stop': (act) => askCeremony(act, { name: 'stop-applause', ...act.tools.applause(act.live.ceremonyId) }),
  'message:send': send,
  'message:read': (act, { messageId }) =>
    askCeremony(act, { name: 'read-message', messageId, personId: act.person.personId }),
  'announcement:make': announce,
  'announcement:withdraw': (act, { announcementId }) =>
    askCeremony(act, { name: 'withdraw-announcement', announcementId }),
};
