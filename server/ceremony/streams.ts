import type { CeremonyEvent, CeremonyEventType } from './events.ts';
import type { StreamTable } from './tables.ts';

// What changes side by side stands apart: 600 people arrive in 600 streams, and a signing session is a stream of its
// own, so that a signature can assert that just it has not changed. What changes often without consequence (hands,
// questions, applause) is not in the streams that decisions depend on.

export const personStream = (personId: string): string => `person/${personId}`;
export const sessionStream = (wave: number): string => `session/${wave}`;

const ceremony = (): string => 'ceremony';
const stage = (): string => 'stage';
const rundown = (): string => 'rundown';
const ofPerson = ({ personId }: { readonly personId: string }): string => personStream(personId);
const ofSession = ({ wave }: { readonly wave: number }): string => sessionStream(wave);

const streams: StreamTable<CeremonyEventType> = {
  'ceremony-planned': ceremony,
  'ceremony-opened': ceremony,
  'ceremony-went-live': ceremony,
  'ceremony-closed': ceremony,

  'person-invited': ceremony,
  'link-reissued': ofPerson,
  'link-revoked': ofPerson,
  'person-arrived': ofPerson,
  'notice-accepted': ofPerson,

  'identity-code-issued': ofPerson,
  'identity-code-failed': ofPerson,
  'identity-confirmed': ofPerson,
  'certificate-issued': ofPerson,

  'item-planned': ceremony,
  'item-started': rundown,

  'stage-called': stage,
  'stage-left': stage,
  'stage-cleared': stage,

  'wave-planned': ceremony,
  'session-opened': ofSession,
  'session-closed': ofSession,

  'party-registered': ceremony,
};

export const streamOf = (event: CeremonyEvent): string => {
  // The table ties a type to its own data; the compiler cannot follow that through a variable.
  const of = streams[event.type] as (data: CeremonyEvent['data']) => string;
  return of(event.data);
};
