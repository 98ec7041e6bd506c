import type { AgreementKind, Ownership, PartyKind, Pattern, Scale, Sector } from './constants.ts';

/** A text in both languages of the product. */
export type Bilingual = { readonly id: string; readonly en: string };

export type FactParty = {
  /** Name of its signature field in the PDF: `party-1`, `party-2`, `party-3`. */
  readonly field: string;
  readonly kind: PartyKind;
  readonly name: string;
  readonly ownership: Ownership | null;
  readonly scale: Scale;
  /** Nomor Induk Berusaha, 13 digits. */
  readonly nib: string;
  readonly address: string;
  /** Name of the province or regency, as written. */
  readonly region: string;
  /** This party's own number for the agreement. */
  readonly number: string;
  readonly signatory: {
    readonly name: string;
    readonly position: Bilingual;
    /** What entitles the signatory: deed, articles, surat kuasa. */
    readonly basis: Bilingual;
  };
};

/** One row of an agreement's annex (*lampiran*). */
export type AnnexRow = {
  readonly item: Bilingual;
  readonly quantity: number;
  readonly unit: Bilingual;
  /** Of one unit, whole rupiah. */
  readonly price: number;
};

/** Everything a partnership agreement's document says. Money is whole rupiah; dates are `YYYY-MM-DD`. */
export type AgreementFacts = {
  readonly agreementId: string;
  /** The organiser's number of the agreement within the ceremony: `057`. */
  readonly number: string;
  readonly kind: AgreementKind;
  readonly language: 'id' | 'en' | 'id-en';
  readonly sample: boolean;
  /** Made in a rehearsal: it binds nobody. */
  readonly rehearsal: boolean;
  readonly title: Bilingual;
  readonly activity: Bilingual;
  readonly sector: Sector;
  readonly pattern: Pattern;
  /** Safe integer, rupiah. */
  readonly value: number;
  readonly signedOn: string;
  readonly termYears: number;
  readonly endsOn: string;
  readonly targets: readonly { readonly year: number; readonly value: number }[];
  /** What is delivered, in the order of the rows; empty: the agreement has no annex. */
  readonly annex: readonly AnnexRow[];
  readonly parties: readonly FactParty[];
  readonly witness: {
    /** Name of the witness's signature field: `witness-1`. */
    readonly field: string;
    readonly name: string;
    readonly position: Bilingual;
    readonly organisation: string;
  } | null;
  readonly ceremony: { readonly title: Bilingual; readonly place: string; readonly organiser: string };
  /** Address of the verification page of this document; the QR code carries it. Ends in 128 random bits. */
  readonly verifyUrl: string;
};
