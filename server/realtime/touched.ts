import { principalOf } from '#ceremony/drill/state';
import { isAddressed } from '#ceremony/interaction/state';
import type { Topic } from '#contract/constants';
import type { LiveCeremony } from '#projections/live-ceremony';
import type { StoredEvent } from '#store/port';

/** Whose `self` an event changes: these people, or everyone. */
export type Touched = { readonly topics: ReadonlySet<Topic>; readonly selves: ReadonlySet<string> | 'everyone' };

/** Which views an event can change. Recomputing one too many costs a little; forgetting one leaves a screen wrong. */
export const touchedBy = (live: LiveCeremony, event: StoredEvent): Touched => {
  const [kind, id] = event.stream.split('/', 2) as [string, string | undefined];
  switch (kind) {
    case 'agreement':
      // Whose place another took learns of it, too.
      return event.type === 'signatory-replaced'
        ? touched(['board', 'roster'], 'everyone')
        : touched(['figures', 'board', 'record'], signatories(live, id ?? ''));
    case 'party':
      return touched(['parties', 'board', 'figures'], event.type === 'party-renamed' ? 'everyone' : new Set());
    case 'person':
      // W9: a name, an office and somebody's words stand on screens of others, too.
      return WORDS_OF_A_PERSON.has(event.type)
        ? touched([...OF_A_PERSON, 'board', 'parties', 'questions', 'question-queue', 'messages', 'record'], 'everyone')
        : touched(OF_A_PERSON, new Set([id ?? '']));
    case 'table':
      // Who sat down learns of it in their own stream.
      return touched(['tables'], new Set([personIn(event)]));
    case 'hands':
      // Whose hand is up moves forward; whose was lowered or called is told so.
      return touched(['hands', 'roster'], handsOf(live, event));
    case 'roll-call':
      return touched(['attendance', 'roster'], rollCallSelves(event));
    case 'holding':
      return touched(['roster'], new Set([personIn(event)]));
    case 'attendance':
      return touched(['roster'], new Set());
    case 'stage':
      return touched(['stage', 'roster', 'preview'], stageSelves(event));
    case 'scenes':
      return touched(['preview'], new Set());
    case 'drill':
      // Who may witness or inaugurate moves to the deputy and back; the master of ceremonies reads script B.
      return touched(['stage', 'preview', 'prompter'], principalAndDeputy(live));
    case 'inauguration':
      return touched(['stage', 'preview'], principalAndDeputy(live));
    case 'question':
      return touched(['questions', 'question-queue'], askerOf(live, id ?? ''));
    case 'message':
      // That one has read it changes nothing for the others: a hall that reads must not touch everyone each time.
      return touched(
        ['messages'],
        event.type === 'message-read' ? new Set([personIn(event)]) : recipients(live, id ?? ''),
      );
    case 'announcements':
      return touched(['stage'], new Set());
    case 'applause':
      return touched(['stage', 'applause'], new Set());
    case 'record':
      // How far the evidence of the minutes reaches stands on the board.
      return touched(['record', 'board'], new Set());
    case 'rundown':
      return touched(['rundown', 'stage', 'prompter'], new Set());
    case 'session':
      return touched(['stage', 'figures', 'board'], event.type === 'wave-ordered' ? new Set() : 'everyone');
    default:
      return touched(
        [
          'stage',
          'rundown',
          'prompter',
          'figures',
          'presence',
          'roster',
          'tables',
          'board',
          'parties',
          'hands',
          'attendance',
          'preview',
          'questions',
          'question-queue',
          'messages',
          'applause',
          'record',
        ],
        'everyone',
      );
  }
};

const OF_A_PERSON: readonly Topic[] = ['roster', 'tables', 'stage', 'prompter', 'hands', 'attendance', 'preview'];
const WORDS_OF_A_PERSON: ReadonlySet<string> = new Set(['name-corrected', 'person-corrected', 'personal-erased']);

const touched = (topics: readonly Topic[], selves: Touched['selves']): Touched => ({ topics: new Set(topics), selves });

const personIn = ({ data }: StoredEvent): string => (typeof data['personId'] === 'string' ? data['personId'] : '');

/** Of those on stage one is told that they are; a scene or a caption changes nobody's own view. */
const stageSelves = (event: StoredEvent): Touched['selves'] => {
  if (event.type === 'stage-cleared' || event.type === 'sign-language-assigned') return 'everyone';
  return new Set(event.type.startsWith('stage-') ? [personIn(event)] : []);
};

const principalAndDeputy = ({ ceremony }: LiveCeremony): ReadonlySet<string> =>
  new Set([principalOf(ceremony.people)?.personId ?? '', ceremony.drillPlan?.deputyId ?? '']);

const askerOf = (live: LiveCeremony, questionId: string): ReadonlySet<string> =>
  new Set([live.ceremony.questions.get(questionId)?.personId ?? '']);

const recipients = ({ ceremony }: LiveCeremony, messageId: string): ReadonlySet<string> => {
  const message = ceremony.messages.get(messageId);
  if (message === undefined) return new Set();
  if ('personId' in message.to) return new Set([message.to.personId]);
  return new Set([...ceremony.people.values()].filter((one) => isAddressed(message, one)).map((one) => one.personId));
};

const handsOf = (live: LiveCeremony, event: StoredEvent): Touched['selves'] =>
  event.type === 'hands-lowered' ? 'everyone' : new Set([...live.ceremony.hands.keys(), personIn(event)]);

const rollCallSelves = (event: StoredEvent): Touched['selves'] =>
  event.type === 'roll-call-answered' ? new Set([personIn(event)]) : 'everyone';

/** Whoever signs, and the deputy who acts in the place of one of them (A33). */
const signatories = (live: LiveCeremony, agreementId: string): ReadonlySet<string> => {
  const state = live.agreements.get(agreementId);
  const own = state === undefined || state.phase === 'unknown' ? [] : state.signatories.map((one) => one.personId);
  const deputy = live.ceremony.drill?.deputy ?? null;
  return new Set(deputy !== null && own.includes(deputy.principalId) ? [...own, deputy.personId] : own);
};
