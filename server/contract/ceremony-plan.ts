import type {
  AgreementKind,
  AuthorityKind,
  ItemKind,
  Ownership,
  PartyKind,
  Pattern,
  Role,
  Scale,
  Sector,
} from './constants.ts';
import type { Scene } from './scene.ts';
import type { AnnexRow, Bilingual } from './agreement-facts.ts';

// What an import brings: a whole ceremony as plain facts, already checked row by row and against each other.

/** What the master of ceremonies says: A as planned, B for when the plan does not hold. */
export type Scripts = { readonly a: Bilingual | null; readonly b: Bilingual | null };

export type PlannedItem = {
  readonly itemId: string;
  readonly kind: ItemKind;
  readonly title: Bilingual;
  /** ISO 8601 with the offset of the ceremony's zone. */
  readonly plannedStart: string;
  readonly lengthMinutes: number;
  /** Wave that is signed during this item; items of kind `signing` only. */
  readonly wave: number | null;
  readonly scripts: Scripts;
  /** The person who answers for the item. */
  readonly responsible: string | null;
  /** Id of the scene that belongs to the item. */
  readonly scene: string | null;
  readonly notes: string | null;
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
  /** Kemendagri code of the province, or of a regency or city in it, for delegations and regional guests. */
  readonly region: string | null;
  /** In the order of precedence; null: none. */
  readonly rank: number | null;
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
  /** Field of business, five digits (KBLI). */
  readonly kbli: string | null;
  readonly address: string;
  readonly province: string;
  readonly region: string;
};

/** A clearance or an authority that was decided outside, under the name of the legal officer who answers for it. */
export type PlannedClearance = { readonly partyId: string; readonly officer: string };
export type PlannedAuthority = {
  readonly partyId: string;
  readonly personId: string;
  readonly kind: AuthorityKind;
  /** Name and number of the deed, the articles, the surat kuasa. */
  readonly document: string;
  /** Highest value in rupiah; null: any. */
  readonly limit: number | null;
  /** The last day on which it counts. */
  readonly expiresOn: string | null;
  readonly checkedBy: string;
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
  readonly annex: readonly AnnexRow[];
  readonly wave: number;
  /** In the order of signing: company, then UMKM, then a third if there is one. */
  readonly parties: readonly {
    readonly partyId: string;
    readonly personId: string;
    readonly number: string;
    readonly basis: Bilingual;
  }[];
  readonly witnessId: string | null;
  /** Name of the template by which its document is written. */
  readonly template: string;
};

export type PlannedCustodian = {
  readonly id: string;
  readonly name: string;
  readonly institution: string;
  readonly email: string | null;
};

/** A template that comes with a ceremony: all its files as they are kept. */
export type PlannedTemplate = {
  readonly name: string;
  readonly version: string;
  readonly sha256: string;
  readonly packed: Uint8Array;
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
  readonly rehearsal: boolean;
  /** Id of the ceremony that is rehearsed. */
  readonly rehearsalOf: string | null;
  readonly waves: readonly { readonly wave: number; readonly title: Bilingual }[];
  readonly rundown: readonly PlannedItem[];
  readonly people: readonly PlannedPerson[];
  readonly parties: readonly PlannedParty[];
  readonly clearances: readonly PlannedClearance[];
  readonly authorities: readonly PlannedAuthority[];
  readonly agreements: readonly PlannedAgreement[];
  readonly scenes: readonly Scene[];
  /** Who keeps the root of the ledger; may be named later, too. */
  readonly custodians?: readonly PlannedCustodian[];
  readonly templates?: readonly PlannedTemplate[];
};
