import { decide } from '#ceremony/decide';
import { NOTICE_VERSION } from '#contract/constants';
import type { Problem } from '#contract/problems';
import { isRefusal } from '#contract/refusal';
import type { SessionView } from '#contract/views';
import { readLink } from '#identity/links';
import type { Ticket } from '#identity/tickets';
import type { Clock } from '#platform/clock';
import type { Store } from '#store/port';
import { ceremonyWrites, toStreamWrites } from './act.ts';
import type { Ceremonies } from './ceremonies.ts';
import type { LiveCeremony } from '#projections/live-ceremony';
import { namedPerson } from '#projections/people-data';
import { currentPerson, hashDevice, viewerOf, type Viewer } from './viewer.ts';

const MAX_ATTEMPTS = 8;

type Answer = { readonly ok: true; readonly session: SessionView; readonly ticket: Ticket } | Refused;
type Refused = { readonly ok: false; readonly problem: Problem };

/** A personal link becomes a session on a device (C8, C11, C12). */
export const createArrive =
  (house: {
    readonly ceremonies: Ceremonies;
    readonly store: Store;
    readonly clock: Clock;
    readonly linkKey: Uint8Array;
  }) =>
  async (input: { readonly token: string; readonly deviceId: string; readonly takeover: boolean }): Promise<Answer> => {
    const link = readLink(house.linkKey, input.token);
    if (link === 'invalid') return no('link-invalid', 'This link is not one of ours. Was it cut off when copied?');
    const live = house.ceremonies.find(link.ceremonyId);
    if (live === null) return no('link-invalid', 'The ceremony of this link is not here.');
    for (let tries = 0; tries < MAX_ATTEMPTS; tries += 1) {
      const now = house.clock.now().toISOString();
      const versions = new Map(live.versions);
      const decision = decide(
        {
          name: 'arrive',
          personId: link.personId,
          serial: link.serial,
          device: hashDevice(input.deviceId),
          takeover: input.takeover,
        },
        live.ceremony,
        now,
      );
      if (isRefusal(decision)) return { ok: false, problem: decision.refused };
      if (decision.length > 0) {
        const appended = await house.store.append({
          ledger: live.ceremonyId,
          actor: link.personId,
          at: now,
          writes: toStreamWrites(versions, ceremonyWrites(decision)),
        });
        if (!appended.ok) continue;
      }
      const { ceremonyId, personId, serial } = link;
      const ticket = { ceremonyId, personId, deviceId: input.deviceId, serial };
      const session = sessionOf(live, viewerOf(ticket));
      return session.ok ? { ...session, ticket } : session;
    }
    return no('internal', 'Too many people arrived at once. Open the link again.');
  };

export const sessionOf = (
  live: LiveCeremony | null,
  viewer: Viewer,
): { readonly ok: true; readonly session: SessionView } | Refused => {
  const plan = live?.ceremony.plan ?? null;
  if (live === null || plan === null) return no('not-signed-in', 'This ceremony is not here. Open your personal link.');
  const person = currentPerson(live, viewer);
  if (isRefusal(person)) return { ok: false, problem: person.refused };
  return {
    ok: true,
    session: {
      ceremonyId: live.ceremonyId,
      title: plan.title,
      organiser: plan.organiser,
      zone: plan.zone,
      date: plan.date,
      sample: plan.sample,
      person: namedPerson(live, person),
      officials: person.officials,
      province: person.province,
      noticeAccepted: person.noticeVersion === NOTICE_VERSION,
    },
  };
};

const no = (code: Problem['code'], detail: string): Refused => ({ ok: false, problem: { code, detail } });
