import type { CeremonyEvent, CeremonyEventType } from './events.ts';
import type { StreamTable } from './tables.ts';

// What changes side by side stands apart: 600 people arrive in 600 streams, and a signing session is a stream of its
// own, so that a signature can assert that just it has not changed. What changes often without consequence (hands,
// questions, applause) is not in the streams that decisions depend on.

export const personStream = (personId: string): string => `person/${personId}`;
export const partyStream = (partyId: string): string => `party/${partyId}`;
export const tableStream = (tableId: string): string => `table/${tableId}`;
export const sessionStream = (wave: number): string => `session/${wave}`;

const ceremony = (): string => 'ceremony';
const stage = (): string => 'stage';
const rundown = (): string => 'rundown';
const record = (): string => 'record';
const hands = (): string => 'hands';
const rollCall = (): string => 'roll-call';
const scenes = (): string => 'scenes';
const drill = (): string => 'drill';
const inauguration = (): string => 'inauguration';
const applause = (): string => 'applause';
const announcements = (): string => 'announcements';
const ofQuestion = ({ questionId }: { readonly questionId: string }): string => `question/${questionId}`;
const ofMessage = ({ messageId }: { readonly messageId: string }): string => `message/${messageId}`;
const ofPerson = ({ personId }: { readonly personId: string }): string => personStream(personId);
const ofParty = ({ partyId }: { readonly partyId: string }): string => partyStream(partyId);
const ofTable = ({ tableId }: { readonly tableId: string }): string => tableStream(tableId);
const ofSession = ({ wave }: { readonly wave: number }): string => sessionStream(wave);

const streams: StreamTable<CeremonyEventType> = {
  'ceremony-planned': ceremony,
  'ceremony-opened': ceremony,
  'ceremony-went-live': ceremony,
  'closing-begun': ceremony,
  'closing-forced': ceremony,
  'ceremony-closed': ceremony,

  'checkpoint-made': record,
  'record-fixed': record,
  'minutes-sealed': record,
  'minutes-archived': record,
  'minutes-archive-renewed': record,
  'custodian-named': record,
  'custodian-removed': record,
  'root-delivered': record,
  'personal-erased': ofPerson,

  'person-invited': ceremony,
  'person-corrected': ofPerson,
  'name-corrected': ofPerson,
  'name-approved': ofPerson,
  'seat-set': ofPerson,
  'link-reissued': ofPerson,
  'link-revoked': ofPerson,
  'person-arrived': ofPerson,
  'notice-accepted': ofPerson,

  'identity-code-issued': ofPerson,
  'identity-code-failed': ofPerson,
  'identity-confirmed': ofPerson,
  'certificate-issued': ofPerson,
  'remote-certificate-recorded': ofPerson,
  'certificate-revoked': ofPerson,
  'helper-named': ofPerson,

  'table-opened': ofTable,
  'table-closed': ofTable,
  'table-joined': ofTable,
  'table-called': ofTable,
  'table-code-failed': ofTable,
  'table-seated': ofTable,
  // Of the person: a signature that is under way meanwhile must see it.
  'table-left': ofPerson,

  'admission-set': ceremony,
  'person-admitted': ofPerson,
  'person-sent-back': ofPerson,
  'person-removed': ofPerson,
  'holding-entered': () => 'holding',
  'holding-left': () => 'holding',

  'delegation-listed': ofPerson,
  'roll-call-started': rollCall,
  'roll-call-answered': rollCall,
  'roll-call-finished': rollCall,
  'attendance-sampled': () => 'attendance',

  'hand-raised': hands,
  'hand-lowered': hands,
  'hand-called': hands,
  'hands-lowered': hands,

  'item-planned': ceremony,
  'item-inserted': rundown,
  'item-moved': rundown,
  'item-corrected': rundown,
  'item-cued': rundown,
  'item-started': rundown,
  'item-finished': rundown,
  'item-skipped': rundown,
  'item-restored': rundown,
  'rundown-held': rundown,
  'rundown-resumed': rundown,

  'stage-called': stage,
  'stage-left': stage,
  'stage-cleared': stage,
  'stage-invited': stage,
  'stage-stood-by': stage,
  'sign-language-assigned': stage,
  'lower-third-shown': stage,
  'lower-third-hidden': stage,

  'scene-planned': scenes,
  'scene-removed': scenes,
  'preview-set': scenes,
  'scene-taken': stage,
  'programme-emptied': stage,
  'wall-turned': stage,
  'photograph-counted-in': stage,

  'drill-planned': drill,
  'drill-started': drill,
  'drill-second-line': drill,
  'drill-counted-anew': drill,
  'deputy-acting': drill,
  'drill-ended': drill,

  'inauguration-armed': inauguration,
  'inauguration-disarmed': inauguration,
  'inauguration-pressed': inauguration,

  'question-asked': ofQuestion,
  'question-approved': ofQuestion,
  'question-answered': ofQuestion,
  'question-hidden': ofQuestion,
  'applause-allowed': applause,
  'applause-counted': applause,
  'message-sent': ofMessage,
  'message-read': ofMessage,
  'announcement-made': announcements,
  'announcement-withdrawn': announcements,

  'wave-planned': ceremony,
  'wave-ordered': ofSession,
  'session-opened': ofSession,
  'session-extended': ofSession,
  'session-closed': ofSession,

  'party-registered': ceremony,
  'party-renamed': ofParty,
  'party-checked': ofParty,
  'party-cleared': ofParty,
  'party-refused': ofParty,
  'authority-registered': ofParty,
  'authority-checked': ofParty,
  'authority-withdrawn': ofParty,

  'template-fixed': ({ name, version }) => `template/${name}@${version}`,
};

export const streamOf = (event: CeremonyEvent): string => {
  // The table ties a type to its own data; the compiler cannot follow that through a variable.
  const of = streams[event.type] as (data: CeremonyEvent['data']) => string;
  return of(event.data);
};
