import { createHash, type Hash } from 'node:crypto';
import { growPdf, openPdf, type PdfFile } from './pdf-file.ts';

// A document that is signed again and again is read and hashed once: each signature reads and hashes what it appends.

export type OpenDocument = {
  readonly file: PdfFile;
  /** SHA-256 of every byte so far, to be copied and gone on with. */
  readonly hash: Hash;
};

/** Throws PdfSyntaxError when it is not one of ours. */
export const openDocument = (document: Uint8Array | OpenDocument): OpenDocument =>
  document instanceof Uint8Array
    ? { file: { ...openPdf(document), objects: new Map() }, hash: createHash('sha256').update(document) }
    : document;

/** With what was appended to it; the document before stays as it is. */
export const growDocument = ({ file, hash }: OpenDocument, segment: Uint8Array): OpenDocument => ({
  file: growPdf(file, segment),
  hash: hash.copy().update(segment),
});
