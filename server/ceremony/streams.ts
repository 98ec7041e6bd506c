import type { CeremonyEvent } from './events.ts';

/**
 * The stream an event belongs to. What changes side by side stands apart: 600 people arrive in 600 streams,
 * and a signing session is a stream of its own, so that a signature can assert that just it has not changed.
 */
export const streamOf = (event: CeremonyEvent): string => {
  switch (event.type) {
    case 'ceremony-planned':
    case 'item-planned':
    case 'wave-planned':
    case 'party-registered':
    case 'person-invited':
    case 'ceremony-opened':
    case 'ceremony-went-live':
    case 'ceremony-closed':
      return 'ceremony';
    case 'link-reissued':
    case 'link-revoked':
    case 'person-arrived':
    case 'notice-accepted':
    case 'identity-code-issued':
    case 'identity-code-failed':
    case 'identity-confirmed':
    case 'certificate-issued':
      return personStream(event.data.personId);
    case 'stage-called':
    case 'stage-left':
    case 'stage-cleared':
      return 'stage';
    case 'item-started':
      return 'rundown';
    case 'session-opened':
    case 'session-closed':
      return sessionStream(event.data.wave);
  }
};

export const personStream = (personId: string): string => `person/${personId}`;
export const sessionStream = (wave: number): string => `session/${wave}`;
