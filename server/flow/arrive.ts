import { decide } from '#ceremony/decide';
import { isAdmitted } from '#ceremony/lobby/state';
import { NOTICE_VERSION } from '#contract/constants';
import { answerOf, isRefusal, refuse, type Refused } from '#contract/refusal';
import type { SessionView } from '#contract/views';
import { readLink } from '#identity/links';
import type { Ticket } from '#identity/tickets';
import type { Clock } from '#platform/clock';
import { ceremonyWrites } from './act.ts';
import type { Ahead } from './ahead.ts';
import { NOT_HERE } from './permitted.ts';
import { proposeAhead } from './propose.ts';
import type { LiveCeremony } from '#projections/live-ceremony';
import { namedPerson } from '#projections/people-data';
import { currentPerson, hashDevice, viewerOf, type Viewer } from './viewer.ts';

const MAX_ATTEMPTS = 8;

type Answer = { readonly ok: true; readonly session: SessionView; readonly ticket: Ticket } | Refused;

/** A personal link becomes a session on a device (C8, C11, C12). */
export const createArrive =
  (house: { readonly ahead: Ahead; readonly clock: Clock; readonly linkKey: Uint8Array }) =>
  async (input: { readonly token: string; readonly deviceId: string; readonly takeover: boolean }): Promise<Answer> => {
    const link = readLink(house.linkKey, input.token);
    if (link === 'invalid')
      return answerOf(refuse('link-invalid', 'This link is not one of ours. Was it cut off when copied?'));
    const line = await house.ahead.load(link.ceremonyId);
    if (line === null) return answerOf(refuse('link-invalid', 'The ceremony of this link is not here.'));
    const { personId, serial } = link;
    const device = hashDevice(input.deviceId);
    const command = { name: 'arrive', personId, serial, device, takeover: input.takeover } as const;
    for (let tries = 0; tries < MAX_ATTEMPTS; tries += 1) {
      const now = house.clock.now().toISOString();
      const attempt = await proposeAhead(
        line,
        (live) => {
          const decision = decide(command, live.ceremony, now);
          return isRefusal(decision) || decision.length === 0 ? null : { writes: ceremonyWrites(decision) };
        },
        () => ({ actor: personId, at: now }),
      );
      if (attempt === null) {
        // F2: an answer without an event of its own waits for what it was decided upon.
        await line.settle();
        const decision = decide(command, line.committed.ceremony, now);
        if (isRefusal(decision)) return answerOf(decision);
        if (decision.length > 0) continue;
      } else if (!attempt.appended.ok) continue;
      const { ceremonyId } = link;
      const ticket = { ceremonyId, personId, deviceId: input.deviceId, serial };
      const session = sessionViewOf(line.committed, viewerOf(ticket));
      return session.ok ? { ...session, ticket } : session;
    }
    return answerOf(refuse('internal', 'Too many people arrived at once. Open the link again.'));
  };

export const sessionViewOf = (
  live: LiveCeremony | null,
  viewer: Viewer,
): { readonly ok: true; readonly session: SessionView } | Refused => {
  const plan = live?.ceremony.plan ?? null;
  if (live === null || plan === null) return answerOf(NOT_HERE);
  const person = currentPerson(live, viewer);
  if (isRefusal(person)) return answerOf(person);
  return {
    ok: true,
    session: {
      ceremonyId: live.ceremonyId,
      title: plan.title,
      organiser: plan.organiser,
      zone: plan.zone,
      date: plan.date,
      sample: plan.sample,
      rehearsal: plan.rehearsal,
      person: namedPerson(live, person),
      officials: person.officials,
      province: person.province,
      noticeAccepted: person.noticeVersion === NOTICE_VERSION,
      admitted: isAdmitted(person),
    },
  };
};
