import type { PadesLevel, RevocationReason, TimeAttester } from '../constants.ts';
import type { DocumentStanding } from './agreements.ts';

// What verification finds in a file, told alike by the server, the command and a page without a network.

/** Who attests a time: a timestamp's authority, or nobody but the signer. */
export type AttestedBy = 'signer' | TimeAttester;

export type ReportedTimestamp = {
  /** ISO 8601; empty when it cannot be read. */
  readonly at: string;
  /** Name of the authority, as its certificate states it. */
  readonly by: string;
  /** Null when nothing is proved by it. */
  readonly attestedBy: TimeAttester | null;
  /** `code: sentence` each. */
  readonly problems: readonly string[];
};

/** What a revision of the file did; `draft` came before the first signature. */
export type RevisionWork =
  | 'document'
  | 'draft'
  | 'certification'
  | 'signature'
  | 'evidence'
  | 'timestamp'
  | 'unexplained';

export type ReportedRevision = {
  readonly what: RevisionWork;
  /** The field that was signed or stamped, if any. */
  readonly field: string | null;
  /** Length of the file up to its end, in bytes. */
  readonly bytes: number;
};

/** Which fields nobody may change once a signature is there. */
export type FieldLocks = { readonly action: 'All' | 'Include' | 'Exclude'; readonly fields: readonly string[] };

export type ReportedSignature = {
  readonly field: string;
  /** From the certificate; empty when there is none to read, like the two after it. */
  readonly name: string;
  readonly organisation: string;
  readonly role: string;
  /** ISO 8601, as the signer stated it; empty when it cannot be read. */
  readonly time: string;
  readonly level: PadesLevel;
  readonly valid: boolean;
  /** `code: sentence` each. */
  readonly problems: readonly string[];
  /** The organiser's certification, which fixes the text; it is no party's. */
  readonly certifies: boolean;
  /** The certificate was revoked after this signature, which stays good; ISO 8601. */
  readonly revokedLater: { readonly at: string; readonly reason: RevocationReason } | null;
  /** By whose word the signature existed at `provenAt`. */
  readonly attestedBy: AttestedBy;
  /** Name of that authority; null when it is the signer alone. */
  readonly attestedByName: string | null;
  /** The earliest time that is proved, ISO 8601. */
  readonly provenAt: string | null;
  /** Of this signature itself; those of the document come beside. */
  readonly timestamps: readonly ReportedTimestamp[];
  /** Names from the signer to the root; the signer alone when nothing leads to a root. */
  readonly path: readonly string[];
  /** The revocation lists and OCSP answers that were asked: when each was issued, and whether the file holds it. */
  readonly revocation: readonly {
    readonly by: 'list' | 'ocsp';
    readonly issued: string;
    readonly from: 'file' | 'given';
  }[];
  readonly locks: FieldLocks | null;
  /** What the signer gave as the reason, within the signed bytes; empty when nothing. */
  readonly reason: string;
  readonly certificate: {
    /** Of its DER, hex; null when there is none to read. */
    readonly sha256: string | null;
    /** Hashes of its issuer and of the root that it leads to; null when it leads to none. */
    readonly issuerSha256: string | null;
    readonly rootSha256: string | null;
    /** The subject's own serial number, which tells two people of one name apart; empty when there is none. */
    readonly holder: string;
  };
};

/** What is found in the bytes alone. */
export type FoundInFile<Signature = ReportedSignature> = {
  readonly verdict: 'valid' | 'invalid' | 'indeterminate';
  readonly modifiedAfterSigning: boolean;
  /** The lowest of the signatures; null when there is none. */
  readonly level: PadesLevel | null;
  /** By the weakest word among the signatures; null when there is none. */
  readonly timeAttestedBy: AttestedBy | null;
  /** In the order of signing. */
  readonly signatures: readonly Signature[];
  /** Those of the whole document, in the order of the file. */
  readonly timestamps: readonly (ReportedTimestamp & { readonly field: string })[];
  /** What each revision did, from the first. */
  readonly revisions: readonly ReportedRevision[];
  /** `code: sentence` each. */
  readonly problems: readonly string[];
};

/** What the law calls a signature, told of each: by a recognised issuer's certificate, or not (PP 71/2019). */
export type LegalKind =
  | { readonly kind: 'certified'; readonly issuer: string }
  | { readonly kind: 'uncertified'; readonly issuer: string }
  /** The certificate leads to nobody whom this house knows. */
  | { readonly kind: 'unknown'; readonly issuer: null };

/** RFC 9162: what `ledger check-proof` reads. Hashes in hex. */
export type InclusionProof = {
  readonly kind: 'inclusion';
  readonly ledger: string;
  readonly position: number;
  /** The event's own hash: the entry. */
  readonly hash: string;
  readonly upTo: number;
  readonly root: string;
  readonly path: readonly string[];
};

/** Where the event stands that names these very bytes. */
export type LedgerPlace = {
  readonly ceremonyId: string;
  readonly position: number;
  /** ISO 8601: when the ledger took it. */
  readonly at: string;
  /** `fixed`: sealed in the minutes; `checkpoint`: at the end of a wave; `current`: of the ledger as it stands now. */
  readonly under: 'fixed' | 'checkpoint' | 'current';
  readonly proof: InclusionProof | null;
};

/** What the bytes are. An extract or a report is the organiser's alone: no agreement, and in no ledger. */
export type DocumentKind = 'agreement' | 'minutes' | 'paper' | 'extract' | 'report';

/** These bytes are a beginning of what the ledger holds now. */
export type EarlierState = {
  /** What came next. */
  readonly before: 'signature' | 'seal' | 'timestamp';
  /** How many had signed then, and how many sign in all. */
  readonly signed: number;
  readonly of: number;
  readonly latest: { readonly sha256: string; readonly bytes: number };
  /** Opens what is told of the latest state (of the minutes its hash), never the contract. */
  readonly verifyUrl: string;
};

export type VerifiedSignature = ReportedSignature & {
  /** The organiser's last signature, which closes the document; it is no party's either. */
  readonly seals: boolean;
  readonly legal: LegalKind;
};

/** Answer of POST /api/verify and GET /api/verify/:code, and the report as JSON. */
export type VerificationView = FoundInFile<VerifiedSignature> & {
  readonly format: 'teken-verification/1';
  /** Name and version of what checked. */
  readonly checkedWith: string;
  /** ISO 8601. */
  readonly checkedAt: string;
  /** Whether these bytes are, or are a prefix of, what Teken's ledger holds; null when it was not asked. */
  readonly issued: boolean | null;
  readonly document: {
    readonly sha256: string;
    readonly bytes: number;
    /** Null for a document that is not known here. */
    readonly kind: DocumentKind | null;
    readonly number: string | null;
    /** Name and version of the template, as the ledger has it. */
    readonly template: string | null;
    readonly sample: boolean;
    /** Made in a rehearsal, under its own authority: it binds nobody. */
    readonly rehearsal: boolean;
    /** The authority against which the signatures were judged, as its root certificate names it. */
    readonly authority: string;
    readonly ledger: LedgerPlace | null;
    /** Null when it is the latest state, or not known here. */
    readonly earlier: EarlierState | null;
    /** Null for bytes that no ledger here holds. */
    readonly standing: DocumentStanding | null;
  };
};
