import { seatOrder } from '#ceremony/people/seat-order';
import type { NamedPerson, StageView } from '#contract/views';
import type { LiveCeremony } from './live-ceremony.ts';
import { namedPerson } from './people-data.ts';
import { stagePicture } from './scene-view.ts';
import { nowAndNext } from './rundown-view.ts';

/** What everyone sees. Null until the ceremony is planned. */
export const stageView = (live: LiveCeremony): StageView | null => {
  const { plan, phase, liveSince, people, stage, waves } = live.ceremony;
  if (plan === null) return null;
  return {
    ceremonyId: live.ceremonyId,
    title: plan.title,
    organiser: plan.organiser,
    place: plan.place,
    zone: plan.zone,
    date: plan.date,
    sample: plan.sample,
    rehearsal: plan.rehearsal,
    phase,
    liveSince,
    // C73: as they are seated, not as they were called.
    onStage: seatOrder(stage.flatMap((personId) => people.get(personId) ?? [])).map((person): NamedPerson =>
      namedPerson(live, person),
    ),
    ...stagePicture(live),
    ...nowAndNext(live),
    heldSince: live.ceremony.rundownHeldSince,
    openWaves: [...waves.values()]
      .filter(({ session }) => session === 'open')
      .map(({ wave, title, openedAt, endsAt }) => ({ wave, title, openedAt: openedAt ?? '', endsAt })),
  };
};
