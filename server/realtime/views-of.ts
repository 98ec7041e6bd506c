import type { Topic } from '#contract/constants';
import type { BoardView } from '#contract/views/agreements';
import type { ApplauseView } from '#contract/views/stage';
import type { Ceremonies } from '#flow/ceremonies';
import { subjectOf } from '#flow/subject';
import { judge, mediaRules } from '#identity/permissions';
import { attendanceView } from '#projections/attendance-view';
import { boardView } from '#projections/board-view';
import type { PendingWork } from '#projections/evidence-view';
import { figuresView } from '#projections/figures-view';
import type { LiveCeremony } from '#projections/live-ceremony';
import { messagesView, questionQueueView, questionsView } from '#projections/interaction-view';
import { handsView } from '#projections/hands-view';
import { partiesView } from '#projections/parties-view';
import { previewView } from '#projections/preview-view';
import { presenceView } from '#projections/presence-view';
import { recordView } from '#projections/record-view';
import { rosterView } from '#projections/roster-view';
import { selfView } from '#projections/self-view';
import { prompterView, rundownView } from '#projections/rundown-view';
import { tablesView } from '#projections/tables-view';
import { stageView } from '#projections/stage-view';
import type { Clock } from '#platform/clock';
import type { Applause } from './applause.ts';
import type { LostSince } from './lost-since.ts';
import type { Presence } from './presence.ts';

type View = { readonly [key: string]: unknown };

/** Each topic and the projection that answers it. */
export const createViews =
  (house: {
    readonly ceremonies: Ceremonies;
    readonly presence: Presence;
    readonly applause: Applause;
    readonly lostSince: LostSince;
    readonly clock: Clock;
    readonly publicUrl: string;
    /** Of the signing service, as people know it; null: none. */
    readonly remoteService: string | null;
    /** What the house does by itself and has not done yet. */
    readonly pending: (ceremonyId: string) => readonly PendingWork[];
    /** S141: of the authority under which it is held. */
    readonly certificateEnds: (live: LiveCeremony) => BoardView['ends'];
  }) =>
  (ceremonyId: string, topic: Topic, personId: string): View | null => {
    const live = house.ceremonies.find(ceremonyId);
    if (live === null) return null;
    const connected = house.presence.people(ceremonyId);
    switch (topic) {
      case 'stage':
        return stageView(live);
      case 'rundown':
        return rundownView(live);
      case 'prompter':
        return prompterView(live);
      case 'figures':
        return figuresView(live);
      case 'presence':
        return presenceView(live, connected);
      case 'roster':
        return rosterView(live, connected);
      case 'tables':
        return tablesView(live);
      case 'hands':
        return handsView(live, connected);
      case 'preview':
        return previewView(live, connected, (lost) => house.lostSince.since(ceremonyId, lost));
      case 'questions':
        return questionsView(live);
      case 'question-queue':
        return questionQueueView(live);
      case 'messages':
        return messagesView(live);
      case 'applause':
        return {
          allowed: live.ceremony.applauseSince !== null,
          level: house.applause.level(ceremonyId, house.clock.now().getTime()),
        } satisfies ApplauseView;
      case 'attendance':
        return attendanceView(live);
      case 'parties':
        return partiesView(live);
      case 'record':
        return recordView(live);
      case 'board':
        return boardView(live, connected, house.pending(ceremonyId), house.certificateEnds(live));
      case 'self': {
        const person = live.ceremony.people.get(personId);
        if (person === undefined) return null;
        const mayShow = judge(mediaRules.produce['green-room'], subjectOf(live, person)) === null;
        return selfView(live, person, person.device ?? '', mayShow, house.publicUrl, house.remoteService);
      }
    }
  };
