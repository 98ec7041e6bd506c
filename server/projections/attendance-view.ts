import { isInLobby } from '#ceremony/lobby/state';
import type { AttendanceView } from '#contract/views/people';
import type { LiveCeremony } from './live-ceremony.ts';

type Province = { answered: number; of: number };

/** The roll call by province, and how many are where: counts only. */
export const attendanceView = (live: LiveCeremony): AttendanceView => {
  const { people, rollCall, answered, admission } = live.ceremony;
  const provinces: { [code: string]: Province } = {};
  let [delegations, officials, lobby] = [0, 0, 0];
  for (const person of people.values()) {
    if (isInLobby(person)) lobby += 1;
    if (person.role !== 'delegation') continue;
    delegations += 1;
    officials += person.listed?.count ?? 0;
    if (person.province === null) continue;
    const province = (provinces[person.province] ??= { answered: 0, of: 0 });
    province.of += 1;
    if (answered.has(person.personId)) province.answered += 1;
  }
  return {
    rollCall: rollCall === null ? null : { startedAt: rollCall.startedAt, finishedAt: rollCall.finishedAt },
    answered: answered.size,
    delegations,
    provinces,
    officials,
    lobby,
    admission,
  };
};
