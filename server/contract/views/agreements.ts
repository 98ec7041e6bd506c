import type { Bilingual } from '../agreement-facts.ts';
import type { DocumentAttester } from '../attester.ts';
import type {
  AgreementKind,
  AgreementStateName,
  CertificateMend,
  EvidenceProblem,
  OwnCertificate,
  PadesLevel,
  Sector,
} from '../constants.ts';
import type { ProblemCode } from '../problems.ts';

// Counts and money. `signed` is signed here; what was signed with ink is counted apart, as `paper`.

export type Counts = { readonly count: number; readonly signed: number; readonly paper: number };

/** Of one kind of agreement, so that its values are of one kind. */
export type Tally = Counts & { readonly value: number; readonly signedValue: number; readonly paperValue: number };

/** Contracts and pre-contracts are never summed in money. */
export type KindTallies = { readonly [kind in AgreementKind]: Tally };

export type Progress = Counts & { readonly kinds: KindTallies };

export type WaveProgress = {
  readonly wave: number;
  readonly title: Bilingual;
  readonly state: 'planned' | 'open' | 'closed';
  readonly openedAt: string | null;
  /** What the countdown runs to, on the server's clock; nothing closes by itself. */
  readonly endsAt: string | null;
  readonly closedAt: string | null;
  readonly tally: Progress;
};

export type FiguresView = {
  readonly kinds: KindTallies;
  readonly sectors: { readonly [sector in Sector]: Progress };
  /** By the Kemendagri code of the UMKM's province; those without an agreement are left out. */
  readonly provinces: { readonly [province: string]: Progress };
  readonly waves: readonly WaveProgress[];
  /** The last agreements whose every signatory has signed, newest first. */
  readonly recent: readonly {
    readonly agreementId: string;
    readonly number: string;
    readonly first: string;
    readonly second: string;
    readonly at: string;
  }[];
};

export type Awaited = { readonly personId: string; readonly name: string; readonly connected: boolean };

/** How far the evidence in a document reaches, and by whose word its times are. */
export type EvidenceView = { readonly level: PadesLevel; readonly attestedBy: DocumentAttester };

/** Of the minutes; null: an older Teken did not say who had stamped the seal. */
export type MinutesEvidence = { readonly level: PadesLevel; readonly attestedBy: DocumentAttester | null };

/** `until`: ISO 8601. */
export type CertificateEndView = {
  readonly certificate: OwnCertificate;
  readonly until: string;
  readonly hasEnded: boolean;
  readonly mend: CertificateMend;
};

/** Nothing is pending without a reason and a time. */
export type PendingView = {
  readonly what: 'seal' | 'timestamp' | 'validation-data';
  readonly reason: EvidenceProblem | 'under-way' | 'failed' | 'waits' | 'no-place';
  /** What went wrong, in English, for whoever mends it. */
  readonly detail: string | null;
  readonly since: string;
  /** Null while it is tried, and where nothing tries it. */
  readonly nextTry: string | null;
};

export type BoardRow = {
  readonly agreementId: string;
  readonly number: string;
  readonly version: number;
  readonly kind: AgreementKind;
  readonly title: Bilingual;
  readonly sector: Sector;
  readonly value: number;
  readonly wave: number;
  /** Its place in the order of the wave, from 1. */
  readonly place: number;
  readonly state: AgreementStateName;
  readonly signed: number;
  readonly of: number;
  readonly first: string;
  readonly second: string;
  /** Who can sign next, and whether they are connected; several where the parties sign side by side. */
  readonly awaiting: readonly Awaited[];
  /** What keeps it from being signed on the day of the ceremony, by its parties and their authority. */
  readonly obstacle: ProblemCode | null;
  /** The version that took its place. */
  readonly replacedBy: string | null;
  /** Null before anybody has signed. */
  readonly evidence: EvidenceView | null;
  readonly pending: PendingView | null;
};

export type BoardView = {
  /**
   * What the store holds beside the ledger and is not what the ledger commits to: shown nowhere and drawn into nothing.
   * `position`: of the event that says what has to stand there, if one does.
   */
  readonly differing: readonly { readonly subject: string; readonly position: number | null }[];
  /** Certificates of the house that end soon or have ended, the first to end first (S141). */
  readonly ends: readonly CertificateEndView[];
  /** How far the evidence in the minutes reaches, and what it wants; null until the ceremony is closed. */
  readonly minutes: { readonly evidence: MinutesEvidence; readonly pending: PendingView | null } | null;
  readonly rows: { readonly [agreementId: string]: BoardRow };
  /** Who has not signed yet, wave by wave: those who are not connected first. */
  readonly waiting: readonly {
    readonly wave: number;
    readonly people: readonly (Awaited & { readonly agreements: number })[];
  }[];
};

/** What the ledger says of a document, beyond its bytes. */
export type DocumentStanding = {
  readonly state: AgreementStateName;
  readonly version: number;
  readonly signed: number;
  readonly of: number;
  /** When it was sealed, voided, replaced, declined or signed on paper. */
  readonly since: string | null;
  /** The version that took its place. */
  readonly replacedBy: { readonly version: number; readonly verifyUrl: string | null } | null;
  /** Of the scan, where it was signed with ink. */
  readonly paperSha256: string | null;
};
