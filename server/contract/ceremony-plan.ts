import type { AgreementKind, Ownership, PartyKind, Pattern, Role, Scale, Sector } from './constants.ts';
import type { Bilingual } from './agreement-facts.ts';

// What an import brings: a whole ceremony as plain facts, already checked row by row and against each other.

export type PlannedItem = {
  readonly itemId: string;
  readonly kind: string;
  readonly title: Bilingual;
  /** ISO 8601 with offset. */
  readonly plannedStart: string;
  readonly lengthMinutes: number;
  /** Wave that is signed during this item, if any. */
  readonly wave: number | null;
  readonly script: Bilingual | null;
};

export type PlannedPerson = {
  readonly personId: string;
  readonly role: Role;
  /** As written, with titles before and after. */
  readonly name: string;
  readonly spokenName: string;
  readonly position: Bilingual;
  readonly organisation: string;
  /** Party for which the person signs, if any. */
  readonly partyId: string | null;
  /** Kemendagri code of the province, two digits, for delegations and regional guests. */
  readonly province: string | null;
  /** Whom the person represents (`mewakili`), as an office; the rank stays the person's own. */
  readonly representing: Bilingual | null;
  /** Officials beside the person in the room. */
  readonly officials: number;
};

export type PlannedParty = {
  readonly partyId: string;
  readonly kind: PartyKind;
  readonly name: string;
  readonly ownership: Ownership | null;
  readonly scale: Scale;
  readonly nib: string;
  readonly address: string;
  readonly province: string;
  readonly region: string;
};

export type PlannedAgreement = {
  readonly agreementId: string;
  readonly number: string;
  readonly kind: AgreementKind;
  readonly language: 'id' | 'en' | 'id-en';
  readonly title: Bilingual;
  readonly activity: Bilingual;
  readonly sector: Sector;
  readonly pattern: Pattern;
  /** Whole rupiah. */
  readonly value: number;
  readonly signedOn: string;
  readonly termYears: number;
  readonly targets: readonly { readonly year: number; readonly value: number }[];
  readonly wave: number;
  /** In the order of signing: company, then UMKM. */
  readonly parties: readonly {
    readonly partyId: string;
    readonly personId: string;
    readonly number: string;
    readonly basis: Bilingual;
  }[];
  readonly witnessId: string | null;
};

export type CeremonyPlan = {
  /** Also the name of its ledger: lower-case letters, digits, hyphens. */
  readonly ceremonyId: string;
  readonly title: Bilingual;
  /** IANA zone, such as `Asia/Jakarta`. */
  readonly zone: string;
  readonly date: string;
  readonly place: string;
  readonly organiser: string;
  readonly sample: boolean;
  readonly waves: readonly { readonly wave: number; readonly title: Bilingual }[];
  readonly rundown: readonly PlannedItem[];
  readonly people: readonly PlannedPerson[];
  readonly parties: readonly PlannedParty[];
  readonly agreements: readonly PlannedAgreement[];
};
