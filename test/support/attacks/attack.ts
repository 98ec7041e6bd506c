import type { Signatory, SigningKit } from '../signing-kit.ts';
import type { SealedDocument } from '../sealed-documents.ts';

/** What an attacker has: documents of ours, another one, a certificate of ours, and an authority of the attacker's own. */
export type Scene = {
  readonly kit: SigningKit;
  readonly document: SealedDocument;
  readonly other: SealedDocument;
  readonly ayu: Signatory;
  readonly budi: Signatory;
  /** Another authority of the very same names, and a signatory of it. */
  readonly stranger: SigningKit;
  readonly mallory: Signatory;
};

export type Attack = {
  readonly name: string;
  readonly make: (scene: Scene) => Buffer | Promise<Buffer>;
  /** One of these must be said, unless the file is unreadable. */
  readonly says: readonly string[];
};

export const attack = (name: string, says: string | readonly string[], make: Attack['make']): Attack => ({
  name,
  says: typeof says === 'string' ? [says] : says,
  make,
});

/** In place and of the same length, at the last occurrence: an attacker who moves nothing. */
export function overwritten(document: Buffer, from: RegExp, to: (found: string) => string): Buffer {
  const text = document.toString('latin1');
  const found = [...text.matchAll(new RegExp(from.source, 'g'))].at(-1);
  if (!found) throw new Error(`Nothing is like ${from}`);
  const written = to(found[0]);
  if (written.length > found[0].length) throw new Error(`${written} does not fit`);
  const bytes = Buffer.from(document);
  bytes.write(written.padEnd(found[0].length), found.index, 'latin1');
  return bytes;
}

/** Number and text of the newest object like this. */
export function newest(document: Buffer, like: RegExp): { readonly number: number; readonly body: string } {
  const all = [...document.toString('latin1').matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)];
  const found = all.findLast(([, , body]) => like.test(body!));
  if (!found) throw new Error(`No object is like ${like}`);
  return { number: Number(found[1]), body: found[2]! };
}

/** The newest object like this, with its text changed. */
export function changed(
  document: Buffer,
  like: RegExp,
  from: string | RegExp,
  to: string,
): { readonly number: number; readonly body: string } {
  const { number, body } = newest(document, like);
  const written = body.replace(from, to);
  if (written === body) throw new Error(`Nothing of ${like} is like ${from}`);
  return { number, body: written };
}

export const CATALOGUE = /\/Type \/Catalog/;
export const PAGE = /\/Type \/Page\b/;
export const PAGES = /\/Type \/Pages/;
export const CONTENT = /^<<\n\/Filter \/FlateDecode/;

/** What the attacker wants to have been signed. */
export const OTHER_PAGE = '<< /Length 33 >>\nstream\nBT /Helvetica 40 Tf (Rp 1) Tj ET   \nendstream';

/** First free number of this document. */
export const freeNumber = (document: Buffer): number =>
  Number([...document.toString('latin1').matchAll(/\/Size (\d+)/g)].at(-1)![1]);

export const startOfXref = (document: Buffer): number =>
  Number([...document.toString('latin1').matchAll(/startxref\s+(\d+)/g)].at(-1)![1]);

export const rootOf = (document: Buffer): string =>
  [...document.toString('latin1').matchAll(/\/Root (\d+ 0 R)/g)].at(-1)![1]!;
