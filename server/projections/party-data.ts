import { z } from 'zod';
import { besideTheChain, ERASED } from './beside-the-chain.ts';
import type { LiveCeremony } from './live-ceremony.ts';

// What stands beside the chain of parties and of how agreements ended: names of sole proprietors, officers' own words.

const identitySchema = z.object({ name: z.string(), address: z.string() });
const noteSchema = z.object({ note: z.string() });

export const partySubject = (partyId: string): string => `party/${partyId}`;
/** Each note under a subject of its own: an earlier one is not lost when the next is written. */
export const partyNoteSubject = (partyId: string, commitment: string): string =>
  `party-note/${partyId}/${commitment.slice(0, 16)}`;
export const authoritySubject = (partyId: string, authorityId: string): string => `authority/${partyId}/${authorityId}`;
/** Why an agreement was voided or replaced. */
export const endingSubject = (agreementId: string): string => `ending/${agreementId}`;

/** Beside the chain; in a ledger of version 1, in it. */
const identityOf = (live: LiveCeremony, partyId: string): { readonly name: string; readonly address: string } => {
  const beside = besideTheChain(live, partySubject(partyId), identitySchema);
  return beside ?? live.ceremony.parties.get(partyId)?.written ?? { name: ERASED, address: ERASED };
};

export const partyNameOf = (live: LiveCeremony, partyId: string): string => identityOf(live, partyId).name;
export const partyAddressOf = (live: LiveCeremony, partyId: string): string => identityOf(live, partyId).address;

const noteAt = (live: LiveCeremony, subject: string): string =>
  besideTheChain(live, subject, noteSchema)?.note ?? ERASED;

export const partyNoteOf = (live: LiveCeremony, partyId: string, commitment: string): string =>
  noteAt(live, partyNoteSubject(partyId, commitment));

export const authorityDocumentOf = (live: LiveCeremony, partyId: string, authorityId: string): string =>
  noteAt(live, authoritySubject(partyId, authorityId));

/** A signatory's organisation is the party, under the name that it has now; anybody else's is as written. */
export const organisationOf = (
  live: LiveCeremony,
  person: { readonly partyId: string | null; readonly organisation: string },
): string => (person.partyId === null ? person.organisation : partyNameOf(live, person.partyId));
