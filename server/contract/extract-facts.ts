import type { Bilingual } from './agreement-facts.ts';
import type { CeremonyHead } from './ceremony-head.ts';
import type { AgreementKind, Capacity, IdentityMethod, PadesLevel, Sector } from './constants.ts';

// What the organiser draws up from the ledger of a ceremony, besides its minutes. Times are ready to print, in the
// ceremony's zone; money is whole rupiah.

/** What stands at the head of each: of which ceremony, by whom, and up to which event of the ledger. */
export type ExtractHead = CeremonyHead & {
  /** When it was drawn up. */
  readonly drawnUpAt: string;
  /** The last event of the ledger that it takes in. */
  readonly upTo: number;
  /** The root of the closed ceremony and up to which event it reaches; null while it is not closed. */
  readonly record: { readonly upTo: number; readonly root: string } | null;
  /** Where the root can be compared. */
  readonly recordUrl: string;
};

/** How one signature came about. */
export type SignatureFacts = {
  readonly capacity: Capacity;
  readonly name: string;
  readonly position: Bilingual;
  readonly organisation: string;
  /** For a party: what entitles the signatory, as the document says it. */
  readonly basis: Bilingual | null;
  /** Whose place a deputy took. */
  readonly actingFor: string | null;
  readonly identified: { readonly by: IdentityMethod; readonly officer: string; readonly at: string };
  /** What was shown and consented to: every page, or the list of a wave. */
  readonly consented: { readonly sha256: string; readonly at: string; readonly shown: 'document' | 'list' };
  /** The recognised issuer of a certified signature; null: uncertified, under the organiser's authority. */
  readonly certifiedBy: string | null;
  /** Name of the shared tablet; null: on the person's own device. */
  readonly table: string | null;
  /** Who helped, and as what; dashes once that was erased; null: nobody. */
  readonly helper: { readonly name: string; readonly relation: string } | null;
  readonly signedAt: string;
  /** Who attested the time; null: the organiser's clock alone. */
  readonly timestamp: { readonly by: 'organiser' | 'external'; readonly authority: string } | null;
  readonly certificateSha256: string;
  /** Of the document with this signature. */
  readonly sha256: string;
  /** Of the event in the ledger. */
  readonly eventAt: number;
};

/** Certificate of completion: who signed one agreement, by what authority, when, how identified, and where it stands. */
export type CompletionFacts = ExtractHead & {
  readonly kind: 'completion';
  readonly agreement: {
    readonly agreementId: string;
    readonly number: string;
    readonly kind: AgreementKind;
    readonly title: Bilingual;
    readonly value: number;
    readonly version: number;
    readonly parties: readonly { readonly name: string; readonly number: string }[];
    /** Name and version of the template. */
    readonly template: string;
    readonly pages: number;
    readonly bytes: number;
    readonly sha256: string;
    readonly readiedAt: string;
    readonly readiedSha256: string;
    readonly verifyUrl: string;
    /** Voided or replaced since; null: it stands. */
    readonly ended: { readonly how: 'voided' | 'replaced'; readonly at: string } | null;
  };
  readonly signatures: readonly SignatureFacts[];
  /** Null: not sealed yet. */
  readonly seal: {
    readonly at: string;
    readonly level: PadesLevel;
    readonly archivedBy: { readonly by: 'organiser' | 'external'; readonly authority: string } | null;
    readonly eventAt: number;
  } | null;
};

/** Witness sheet: what one person countersigned in one wave. */
export type WitnessFacts = ExtractHead & {
  readonly kind: 'witness';
  readonly wave: Bilingual;
  readonly witness: { readonly name: string; readonly position: Bilingual; readonly organisation: string };
  readonly rows: readonly {
    readonly number: string;
    readonly kind: AgreementKind;
    readonly parties: string;
    readonly value: number;
    readonly signedAt: string;
    readonly sha256: string;
  }[];
};

export type AttendanceFacts = ExtractHead & {
  readonly kind: 'attendance';
  readonly invited: number;
  readonly present: number;
  readonly officials: number;
  readonly people: readonly {
    readonly name: string;
    readonly position: Bilingual;
    readonly organisation: string;
    readonly representing: Bilingual | null;
    /** Of a delegation. */
    readonly province: string | null;
    readonly officials: readonly { readonly name: string; readonly position: string }[];
    /** Clock times; null: did not attend. */
    readonly attended: { readonly from: string; readonly until: string | null; readonly minutes: number } | null;
  }[];
};

/** Certificate of participation, for one person who attended. */
export type ParticipationFacts = ExtractHead & {
  readonly kind: 'participation';
  readonly name: string;
  readonly position: Bilingual;
  readonly organisation: string;
  readonly representing: Bilingual | null;
  readonly minutes: number;
  /** Numbers of the agreements that the person signed or witnessed. */
  readonly signed: readonly string[];
};

export type PressTally = { readonly count: number; readonly value: number };
/** Contracts and pre-contracts are never summed. */
export type PressTallies = { readonly [kind in AgreementKind]: PressTally };

/** Press summary: figures and names of companies, and nobody's personal data. */
export type PressFacts = ExtractHead & {
  readonly kind: 'press';
  readonly planned: PressTallies;
  /** Signed here. */
  readonly signed: PressTallies;
  /** Signed with ink. */
  readonly paper: PressTallies;
  readonly companies: { readonly all: number; readonly PMA: number; readonly PMDN: number };
  readonly umkm: number;
  readonly sectors: readonly { readonly sector: Sector; readonly signed: PressTallies }[];
  readonly provinces: readonly { readonly province: string; readonly signed: PressTallies }[];
  readonly delegations: { readonly present: number; readonly of: number; readonly provinces: number };
};

export type ExtractFacts = CompletionFacts | WitnessFacts | AttendanceFacts | ParticipationFacts | PressFacts;
