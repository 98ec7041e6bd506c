// The life of a document as types: RenderedPdf → CertifiedPdf → PreparedPdf → SignedPdf → ArchivalPdf. The wrong order does not compile.
// Every stage after the first is an appended segment; the bytes before it never change (S1).

/** A document as drawn, with every signature field in its place and none of them signed. */
export type RenderedPdf = { readonly bytes: Uint8Array };

/** The organiser's certification (DocMDP P=2) is appended. `bytes` is everything; `segment` only what was appended. */
export type CertifiedPdf = {
  readonly stage: 'certified';
  readonly bytes: Uint8Array;
  readonly segment: Uint8Array;
  /** SHA-256 of `bytes`, hex. */
  readonly sha256: string;
};

/** A revision with an empty place for one signature. Keep it durably until the signature comes (S6). */
export type PreparedPdf = {
  readonly stage: 'prepared';
  /** SHA-256 of the document it extends, hex. */
  readonly base: string;
  /** The bytes to append: real ByteRange, Contents all zeros. */
  readonly segment: Uint8Array;
  /** Offsets in document + segment. */
  readonly byteRange: readonly [0, number, number, number];
  /** SHA-256 of document + segment, hex. */
  readonly sha256: string;
};

/** The same revision with its signature: append `segment` to the document. */
export type SignedPdf = {
  readonly stage: 'signed';
  readonly segment: Uint8Array;
  /** SHA-256 of document + segment, hex. */
  readonly sha256: string;
};

/** What is needed to judge the signatures later is appended (B-LT, S47). `segment` is empty when it was all there. */
export type LongTermPdf = {
  readonly stage: 'long-term';
  readonly segment: Uint8Array;
  /** SHA-256 of document + segment, hex. */
  readonly sha256: string;
};

/** A document timestamp is appended over everything that is there (B-LTA, S48). */
export type ArchivalPdf = {
  readonly stage: 'archival';
  readonly segment: Uint8Array;
  /** SHA-256 of document + segment, hex. */
  readonly sha256: string;
  /** The field that holds the timestamp. */
  readonly field: string;
};

/** What a visible signature shows: PDF operators that use the resources of the field's own appearance. */
export type Appearance = { readonly content: Uint8Array };
