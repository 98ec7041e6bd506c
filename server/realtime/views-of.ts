import type { Topic } from '#contract/constants';
import type { Ceremonies } from '#flow/ceremonies';
import { subjectOf } from '#flow/subject';
import { judge, mediaRules } from '#identity/permissions';
import { boardView } from '#projections/board-view';
import { figuresView } from '#projections/figures-view';
import { presenceView } from '#projections/presence-view';
import { rosterView } from '#projections/roster-view';
import { selfView } from '#projections/self-view';
import { rundownView, stageView } from '#projections/stage-view';
import type { Presence } from './presence.ts';

type View = { readonly [key: string]: unknown };

/** Each topic and the projection that answers it. */
export const createViews =
  (house: { readonly ceremonies: Ceremonies; readonly presence: Presence; readonly publicUrl: string }) =>
  (ceremonyId: string, topic: Topic, personId: string): View | null => {
    const live = house.ceremonies.find(ceremonyId);
    if (live === null) return null;
    const connected = house.presence.people(ceremonyId);
    switch (topic) {
      case 'stage':
        return stageView(live);
      case 'rundown':
        return rundownView(live);
      case 'figures':
        return figuresView(live);
      case 'presence':
        return presenceView(live, connected);
      case 'roster':
        return rosterView(live, connected);
      case 'board':
        return boardView(live, connected);
      case 'self': {
        const person = live.ceremony.people.get(personId);
        if (person === undefined) return null;
        const mayShow = judge(mediaRules.produce['green-room'], subjectOf(live, person)) === null;
        return selfView(live, person, person.device ?? '', mayShow, house.publicUrl);
      }
    }
  };
