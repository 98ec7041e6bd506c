import type { CeremonyState } from '#ceremony/state';
import type { ItemView, NamedPerson, RundownView, StageView } from '#contract/views';
import type { LiveCeremony } from './live-ceremony.ts';
import { namedPerson } from './people-data.ts';

type Item = CeremonyState['items'] extends Map<string, infer One> ? One : never;

/** The script is the MC's. */
const itemView = (item: Item): ItemView => {
  const { script: _, ...shown } = item;
  return shown;
};

/** In the order of the programme: by planned start, then as imported. */
const itemsInOrder = (state: CeremonyState): readonly Item[] =>
  [...state.items.values()].sort((a, b) => Date.parse(a.plannedStart) - Date.parse(b.plannedStart));

export const rundownView = (live: LiveCeremony): RundownView => ({
  items: itemsInOrder(live.ceremony).map(itemView),
  current: live.ceremony.currentItem,
});

/** What everyone sees. Null until the ceremony is planned. */
export const stageView = (live: LiveCeremony): StageView | null => {
  const { plan, phase, liveSince, people, stage, waves } = live.ceremony;
  if (plan === null) return null;
  const items = itemsInOrder(live.ceremony);
  const current = items.findIndex(({ itemId }) => itemId === live.ceremony.currentItem);
  const [now, next] = [items[current], items[current + 1]];
  return {
    ceremonyId: live.ceremonyId,
    title: plan.title,
    organiser: plan.organiser,
    place: plan.place,
    zone: plan.zone,
    date: plan.date,
    sample: plan.sample,
    phase,
    liveSince,
    onStage: stage.flatMap((personId): NamedPerson[] => {
      const person = people.get(personId);
      return person === undefined ? [] : [namedPerson(live, person)];
    }),
    now: now === undefined ? null : itemView(now),
    next: next === undefined ? null : itemView(next),
    openWaves: [...waves.values()]
      .filter(({ session }) => session === 'open')
      .map(({ wave, title, openedAt }) => ({ wave, title, openedAt: openedAt ?? '' })),
  };
};
