import { personStream } from '#ceremony/streams';
import type { stageCommands } from '#contract/commands/stage';
import { captionSubject } from '#projections/interaction-data';
import type { Act, ActTable, Handler } from '../act.ts';
import { askCeremony, PHASE } from '../ask-ceremony.ts';
import { newId } from '../new-id.ts';
import { noteBeside, withNote } from '../personal-note.ts';

/** Streams that say what is planned to be shown: clearing and the drill rely on them. */
export const SCENES = ['scenes', ...PHASE] as const;

const connectionOf = (act: Act, personId: string): boolean => act.tools.isConnected(act.live.ceremonyId, personId);

const showLowerThird: Handler<'lower-third:show'> = (act, payload) => {
  const captionId = newId(act);
  if ('personId' in payload) {
    return askCeremony(act, { name: 'show-lower-third', captionId, personId: payload.personId }, PHASE);
  }
  const note = noteBeside(act.tools.random, { ...payload.text }, () => captionSubject(captionId));
  const { commitment } = note;
  return withNote(askCeremony(act, { name: 'show-caption', captionId, commitment }, PHASE), note.personal);
};

export const stageActs: ActTable<keyof typeof stageCommands> = {
  'stage:invite': (act, { personId }) =>
    askCeremony(act, { name: 'invite-to-green-room', personId }, [personStream(personId), ...PHASE]),
  'stage:next': (act, { personId }) =>
    askCeremony(act, { name: 'stand-by', personId }, [personStream(personId), ...PHASE]),
  'stage:call': (act, { personId }) =>
    askCeremony(act, { name: 'call-to-stage', personId, connected: connectionOf(act, personId) }, [
      personStream(personId),
      ...PHASE,
    ]),
  'stage:send-back': (act, { personId }) => askCeremony(act, { name: 'send-back', personId }),
  'stage:clear': (act) => askCeremony(act, { name: 'clear-stage' }, SCENES),
  'stage:sign-language': (act, { personId }) =>
    askCeremony(act, { name: 'assign-sign-language', personId }, [
      ...(personId === null ? [] : [personStream(personId)]),
      ...PHASE,
    ]),
  'lower-third:show': showLowerThird,
  'lower-third:hide': (act) => askCeremony(act, { name: 'hide-lower-third' }),
};
