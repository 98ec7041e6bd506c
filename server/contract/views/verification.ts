import type { PadesLevel, RevocationReason, TimeAttester } from '../constants.ts';

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
  /** The revocation lists that were asked: when each was issued, and whether the file holds it. */
  readonly revocation: readonly { readonly issued: string; readonly from: 'file' | 'given' }[];
  readonly locks: FieldLocks | null;
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
