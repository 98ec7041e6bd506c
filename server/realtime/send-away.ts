import { TOPICS } from '#contract/constants';
import { isRefusal } from '#contract/refusal';
import { subjectOf } from '#flow/subject';
import { currentPerson } from '#flow/viewer';
import { judge, topicRules } from '#identity/permissions';
import type { LiveCeremony } from '#projections/live-ceremony';
import type { StoredEvent } from '#store/port';
import { roomOf } from './broadcast.ts';
import type { Presence } from './presence.ts';

const PERSON = 'person/';

/** Whoever may not be here any more leaves with the event that says so, and whoever may not see it all, those rooms. */
export const sendAway = (presence: Pick<Presence, 'find'>, live: LiveCeremony, event: StoredEvent): void => {
  if (!event.stream.startsWith(PERSON)) return;
  const personId = event.stream.slice(PERSON.length);
  endSession(presence, live, personId);
  if (event.type === 'person-sent-back') closeDoors(presence, live, personId);
};

/** C8, C9, C11: whose link or device is no longer theirs leaves at once; the next handshake says why. */
const endSession = (presence: Pick<Presence, 'find'>, live: LiveCeremony, personId: string): void => {
  const connection = presence.find(live.ceremonyId, personId);
  if (connection === null) return;
  const still = currentPerson(live, connection.viewer);
  if (!isRefusal(still)) return;
  if (still.refused.code === 'taken-over') {
    connection.socket.emit('taken-over', { by: 'device' });
    connection.socket.disconnect(true);
    return;
  }
  // Without a goodbye of the protocol the client tries again, and is told the reason by the handshake.
  connection.socket.conn.close();
};

/** C57: whoever was sent back to the lobby receives nothing more of what they may not see there. */
const closeDoors = (presence: Pick<Presence, 'find'>, live: LiveCeremony, personId: string): void => {
  const person = live.ceremony.people.get(personId);
  const socket = presence.find(live.ceremonyId, personId)?.socket;
  if (person === undefined || socket === undefined) return;
  const subject = subjectOf(live, person);
  for (const topic of TOPICS) {
    if (judge(topicRules[topic], subject) !== null) void socket.leave(roomOf(live.ceremonyId, topic, personId));
  }
};
