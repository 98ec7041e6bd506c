import { dictAt, lookUp, type PdfFile } from '../pdf-file.ts';
import { nameOf, spend, type PdfDict, type PdfValue } from '../pdf-syntax.ts';
import { readCertificate, type Certificate } from './certificate.ts';
import { inflate } from './inflate.ts';
import { readOcspAnswer, type OcspAnswer } from './ocsp-answer.ts';
import { readRevocationList, type RevocationList } from './revocation-list.ts';

// S66: what a document carries to be judged by later (ETSI EN 319 142-1 §5.4.2): certificates, revocation lists and answers of
// OCSP responders in the document security store. None of it is believed because it is there.

/** `revision`: where it came into the file; null for what was given from outside. */
export type EvidenceItem = { readonly revision: number | null } & (
  | { readonly list: RevocationList }
  | { readonly answer: OcspAnswer }
);

export type Evidence = {
  readonly certificates: readonly Certificate[];
  readonly items: readonly EvidenceItem[];
  /** Something in the store could not be read. */
  readonly isMalformed: boolean;
};

const MAX_ENTRIES = 128;
/** Of one certificate or list, in bytes. */
export const MAX_STREAM = 1_048_576;
const MAX_TOGETHER = 4 * MAX_STREAM;

export async function readEvidence(file: PdfFile): Promise<Evidence> {
  const root = dictAt(file, file.revisions.at(-1)!.trailer.entries.get('Root'));
  const stated = root?.entries.get('DSS');
  const store = dictAt(file, stated);
  const certificates: Certificate[] = [];
  const items: EvidenceItem[] = [];
  let isMalformed = stated !== undefined && !store;
  let left = MAX_TOGETHER;
  const read = async (key: string, keep: (bytes: Buffer, at: number) => void): Promise<void> => {
    const listed = itemsOf(file, store, key);
    if (!listed || listed.length > MAX_ENTRIES) {
      isMalformed = true;
      return;
    }
    for (const item of listed) {
      // One that cannot be read says enough: no more is decompressed.
      if (isMalformed) return;
      const found = await contentOf(file, item, Math.min(MAX_STREAM, left));
      left -= found?.bytes.length ?? 0;
      try {
        if (!found) throw new TypeError('No stream');
        spend(file.budget, found.bytes.length >> 6);
        keep(found.bytes, found.at);
      } catch (problem) {
        if (!(problem instanceof TypeError)) throw problem;
        isMalformed = true;
      }
    }
  };
  await read('Certs', (bytes) => certificates.push(readCertificate(bytes)));
  const revisionAt = (at: number): number => file.revisions.findIndex(({ end }) => at < end);
  await read('CRLs', (bytes, at) => items.push({ list: readRevocationList(bytes), revision: revisionAt(at) }));
  await read('OCSPs', (bytes, at) => items.push({ answer: readOcspAnswer(bytes), revision: revisionAt(at) }));
  return { certificates, items, isMalformed };
}

/** Null when it is no list; empty when there is none. */
function itemsOf(file: PdfFile, store: PdfDict | null, key: string): readonly PdfValue[] | null {
  const stated = store?.entries.get(key);
  if (stated === undefined) return [];
  const list = stated.kind === 'ref' ? lookUp(file, stated.number)?.value : stated;
  return list?.kind === 'array' ? list.items : null;
}

async function contentOf(
  file: PdfFile,
  item: PdfValue,
  most: number,
): Promise<{ readonly bytes: Buffer; readonly at: number } | null> {
  const object = item.kind === 'ref' ? lookUp(file, item.number) : null;
  if (!object?.stream || object.value.kind !== 'dict') return null;
  const raw = file.bytes.subarray(object.stream.start, object.stream.end);
  if (raw.length > most) return null;
  const filter = object.value.entries.get('Filter');
  const bytes = filter === undefined ? raw : nameOf(filter) === 'FlateDecode' ? await inflate(raw, most) : null;
  return bytes && { bytes, at: object.start };
}
