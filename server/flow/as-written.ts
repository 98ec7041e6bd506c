import { createHash } from 'node:crypto';

// F43, F45: the store's own hashes tell of damage; whoever writes to it on purpose writes those, too. Only the ledger's tell of that.

/** What the ledger says of a document. */
export type Named = { readonly sha256: string; readonly bytes: number };

/**
 * The document that the ledger names, of what the store holds under its name now; null when that is another one. What was
 * appended since is nothing that was changed, and is left out.
 */
export const asWritten = (stored: Uint8Array, { sha256, bytes }: Named): Uint8Array | null => {
  const document = stored.subarray(0, bytes);
  return createHash('sha256').update(document).digest('hex') === sha256 ? document : null;
};

export const notAsWritten = (document: string): string =>
  `What the store holds as ${document} is not what the ledger names.`;
