import type { AgreementEvent } from '#agreement/events';
import type { CeremonyEvent } from '#ceremony/events';
import { announcementSubject, captionSubject, messageSubject, questionSubject } from './interaction-data.ts';
import { authoritySubject, endingSubject, partyNoteSubject, partySubject } from './party-data.ts';
import {
  certificateSubject,
  declineSubject,
  helperSubject,
  nameSubject,
  officialsSubject,
  reasonSubject,
} from './people-data.ts';
import { custodianSubject } from './record-data.ts';

// F52: what an event says of what stands beside the chain. Each event that holds a commitment has its row.

/** The hash that has to stand under a subject from this event on; null: it was erased. */
type Claim = readonly [subject: string, hash: string | null];

type Known = AgreementEvent | CeremonyEvent;
type Table = {
  readonly [Type in Known['type']]?: (
    data: Extract<Known, { readonly type: Type }>['data'],
    agreementId: string,
  ) => readonly Claim[];
};

/** Words that stand under a subject of their own, or were not given. */
const words = (hash: string | null, subjectOf: (hash: string) => string): readonly Claim[] =>
  hash === null ? [] : [[subjectOf(hash), hash]];

const partyNote = (partyId: string, hash: string | null): readonly Claim[] =>
  words(hash, (own) => partyNoteSubject(partyId, own));
const reason = (personId: string, hash: string | null): readonly Claim[] =>
  words(hash, (own) => reasonSubject(personId, own));

export const commitments: Table = {
  'person-invited': ({ personId, commitment }) => [[nameSubject(personId), commitment]],
  'name-corrected': ({ personId, commitment, reasonCommitment }) => [
    [nameSubject(personId), commitment],
    ...reason(personId, reasonCommitment),
  ],
  'seat-set': ({ personId, reasonCommitment }) => reason(personId, reasonCommitment),
  'person-removed': ({ personId, reasonCommitment }) => reason(personId, reasonCommitment),
  'delegation-listed': ({ personId, commitment }) => [[officialsSubject(personId), commitment]],
  'helper-named': ({ personId, commitment }) => words(commitment, (own) => helperSubject(personId, own)),
  'certificate-issued': ({ personId, certificateSha256 }) => [[certificateSubject(personId), certificateSha256]],
  'remote-certificate-recorded': ({ personId, certificateSha256 }) => [
    [certificateSubject(personId), certificateSha256],
  ],
  'personal-erased': ({ subjects }) => subjects.map((subject) => [subject, null] as const),

  'party-registered': ({ partyId, identity }) =>
    'commitment' in identity ? [[partySubject(partyId), identity.commitment]] : [],
  'party-renamed': ({ partyId, commitment }) => [[partySubject(partyId), commitment]],
  'party-checked': ({ partyId, noteCommitment }) => partyNote(partyId, noteCommitment),
  'party-cleared': ({ partyId, reasonCommitment }) => partyNote(partyId, reasonCommitment),
  'party-refused': ({ partyId, reasonCommitment }) => partyNote(partyId, reasonCommitment),
  'authority-registered': ({ partyId, authorityId, documentCommitment }) => [
    [authoritySubject(partyId, authorityId), documentCommitment],
  ],
  'authority-withdrawn': ({ partyId, reasonCommitment }) => partyNote(partyId, reasonCommitment),

  'question-asked': ({ personId, questionId, commitment }) => [[questionSubject(personId, questionId), commitment]],
  'message-sent': ({ messageId, commitment }) => [[messageSubject(messageId), commitment]],
  'announcement-made': ({ announcementId, commitment }) => [[announcementSubject(announcementId), commitment]],
  'lower-third-shown': ({ captionId, commitment }) => words(commitment, () => captionSubject(captionId)),
  'custodian-named': ({ custodianId, commitment }) => [[custodianSubject(custodianId), commitment]],
  'custodian-removed': ({ custodianId }) => [[custodianSubject(custodianId), null]],

  'agreement-declined': ({ reasonCommitment }, agreementId) => [[declineSubject(agreementId), reasonCommitment]],
  'agreement-voided': ({ reasonCommitment }, agreementId) => [[endingSubject(agreementId), reasonCommitment]],
  'agreement-replaced': ({ reasonCommitment }, agreementId) => [[endingSubject(agreementId), reasonCommitment]],
};

/** `agreementId`: in whose stream the event stands, if in one of an agreement. */
export const claimsOf = (event: Known, agreementId: string | null): readonly Claim[] => {
  // The table ties a type to its own data; the compiler cannot follow that through a variable.
  const of = commitments[event.type] as ((data: Known['data'], agreementId: string) => readonly Claim[]) | undefined;
  return of === undefined ? [] : of(event.data, agreementId ?? '');
};
