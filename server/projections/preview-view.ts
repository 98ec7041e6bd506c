import { principalOf } from '#ceremony/drill/state';
import type { BackstagePerson, PreviewView } from '#contract/views/stage';
import type { LiveCeremony } from './live-ceremony.ts';
import { namedPerson } from './people-data.ts';

/**
 * What the director prepares, and how the drill stands. `connected` and `lostSince` are presence, of this moment;
 * `lostSince` says since when somebody who is not connected has been gone.
 */
export const previewView = (
  live: LiveCeremony,
  connected: ReadonlySet<string>,
  lostSince: (personId: string) => string,
): PreviewView => {
  const { people, scenes, preview, programme, greenRoom, standingBy, inauguration, drillPlan } = live.ceremony;
  const backstage = (ids: readonly string[]): readonly BackstagePerson[] =>
    ids.flatMap((personId) => {
      const person = people.get(personId);
      return person === undefined ? [] : [{ ...namedPerson(live, person), connected: connected.has(personId) }];
    });
  return {
    scenes: [...scenes.values()],
    preview,
    programme: programme === null ? null : { sceneId: programme.scene.sceneId, slots: programme.slots },
    greenRoom: backstage(greenRoom),
    next: backstage(standingBy),
    inauguration: inauguration.state,
    drillPlan,
    drill: drillView(live),
    principalLost: principalLost(live, connected, lostSince),
  };
};

const drillView = (live: LiveCeremony): PreviewView['drill'] => {
  const { drill, drillPlan } = live.ceremony;
  if (drill === null) return null;
  const from = drillPlan === null ? null : Date.parse(drill.countedFrom) + drillPlan.seconds * 1000;
  return {
    to: drill.to,
    startedAt: drill.startedAt,
    deputyFrom: from === null ? null : new Date(from).toISOString(),
    secondLine: drill.secondLine,
    deputyActingSince: drill.deputy?.at ?? null,
  };
};

/** C102: told to the director, and nothing else follows from it. */
const principalLost = (
  live: LiveCeremony,
  connected: ReadonlySet<string>,
  lostSince: (personId: string) => string,
): string | null => {
  const principal = principalOf(live.ceremony.people);
  if (principal === null || live.ceremony.phase !== 'live' || principal.arrivedAt === null) return null;
  return connected.has(principal.personId) ? null : lostSince(principal.personId);
};
