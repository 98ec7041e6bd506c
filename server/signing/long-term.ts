import { createHash } from 'node:crypto';
import { deflateSync, inflateSync } from 'node:zlib';
import { catalogueOf } from './catalogue.ts';
import { appendDocumentTimestamp, type DocumentTimestampOptions } from './document-timestamp.ts';
import { growDocument, openDocument, type OpenDocument } from './open-document.ts';
import { dictAt, lookUp, type PdfFile } from './pdf-file.ts';
import { nameOf, type PdfDict, type PdfValue } from './pdf-syntax.ts';
import { amendedDict, sizeOf, sourceOf, writeRevision, type NewObject } from './revision-writer.ts';
import type { ArchivalPdf, LongTermPdf } from './stages.ts';

// S47: a document keeps what is needed to judge its signatures when the authority is long gone (ETSI EN 319 142-1 §5.4.2):
// the document security store in the catalogue. No /VRI, which is optional there: everything in the store serves every
// signature, and what is not written cannot contradict it.

export type ValidationData = {
  /** DER of what the signatures and tokens do not carry themselves, the roots too. */
  readonly certificates: readonly Uint8Array[];
  /** DER of revocation lists that were issued after the last signature. */
  readonly crls: readonly Uint8Array[];
  /** DER of answers of OCSP responders (S130). */
  readonly ocsps?: readonly Uint8Array[];
};

const MAX_STREAM = 4_194_304;

/**
 * Appends certificates, lists and answers to the document's store, or makes it one. What is there already is not written twice: the
 * segment is empty when nothing is new. Throws when the document is not one of ours.
 */
export function appendValidationData(document: Uint8Array | OpenDocument, data: ValidationData): LongTermPdf {
  const { file, hash: before } = openDocument(document);
  const catalogue = catalogueOf(file);
  const stated = catalogue.dict.entries.get('DSS');
  const store = dictAt(file, stated);
  let next = sizeOf(file.revisions.at(-1)!.trailer);
  const objects: NewObject[] = [];
  const listed = (key: string, wanted: readonly Uint8Array[]): string => {
    const old = itemsOf(file, store, key);
    const known = new Set(old.map((item) => hashOf(contentOf(file, item))));
    const references = old.map((item) => sourceOf(file, item));
    for (const bytes of wanted) {
      const hash = hashOf(bytes);
      if (known.has(hash)) continue;
      known.add(hash);
      references.push(`${next} 0 R`);
      objects.push({ number: next++, body: streamOf(hash, bytes) });
    }
    return `[${references.join(' ')}]`;
  };
  const { certificates, crls, ocsps = [] } = data;
  // What no document needs is not named in it.
  const hasOcsps = ocsps.length > 0 || store?.entries.has('OCSPs') === true;
  const lists = {
    Certs: listed('Certs', certificates),
    CRLs: listed('CRLs', crls),
    ...(hasOcsps ? { OCSPs: listed('OCSPs', ocsps) } : {}),
  };
  if (objects.length === 0)
    return { stage: 'long-term', segment: new Uint8Array(), sha256: before.copy().digest('hex') };
  if (store && stated?.kind === 'ref') {
    objects.unshift({ number: stated.number, body: amendedDict(file, store, lists) });
  } else {
    const body = store
      ? amendedDict(file, store, lists)
      : Buffer.from(
          `<< /Type /DSS ${Object.entries(lists)
            .map(([key, list]) => `/${key} ${list}`)
            .join(' ')} >>`,
        );
    objects.unshift(
      { number: catalogue.number, body: amendedDict(file, catalogue.dict, { DSS: `${next} 0 R` }) },
      { number: next, body },
    );
  }
  const segment = writeRevision(file, objects);
  return { stage: 'long-term', segment, sha256: before.copy().update(segment).digest('hex') };
}

/**
 * S48: validation data and a document timestamp over everything, as one segment. The first time it makes the document one for
 * the archive (B-LTA); later, with the data that proves the timestamp before, it renews that proof.
 */
export async function appendArchive(
  document: Uint8Array | OpenDocument,
  options: ValidationData & DocumentTimestampOptions,
): Promise<ArchivalPdf> {
  const opened = openDocument(document);
  const { segment } = appendValidationData(opened, options);
  const stamped = await appendDocumentTimestamp(grownBy(opened, segment), options);
  return { ...stamped, segment: Buffer.concat([segment, stamped.segment]) };
}

/** The document with what was appended to it, if anything was. */
export const grownBy = (document: OpenDocument, segment: Uint8Array): OpenDocument =>
  segment.length === 0 ? document : growDocument(document, segment);

function itemsOf(file: PdfFile, store: PdfDict | null, key: string): readonly PdfValue[] {
  const stated = store?.entries.get(key);
  const list = stated?.kind === 'ref' ? lookUp(file, stated.number)?.value : stated;
  return list?.kind === 'array' ? list.items : [];
}

/** What a stream of the store holds; empty for one that is written in a way that Teken does not write. */
function contentOf(file: PdfFile, item: PdfValue): Uint8Array {
  const object = item.kind === 'ref' ? lookUp(file, item.number) : null;
  if (!object?.stream || object.value.kind !== 'dict') return new Uint8Array();
  const raw = file.bytes.subarray(object.stream.start, object.stream.end);
  const filter = object.value.entries.get('Filter');
  if (filter === undefined) return raw;
  return nameOf(filter) === 'FlateDecode' ? inflateSync(raw, { maxOutputLength: MAX_STREAM }) : new Uint8Array();
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The same certificates and lists stand in all the documents of a wave. */
const packed = new Map<string, Buffer>();
const MOST_PACKED = 256;

function streamOf(hash: string, bytes: Uint8Array): Buffer {
  const known = packed.get(hash);
  if (known !== undefined) return known;
  const stream = writtenStream(bytes);
  if (packed.size >= MOST_PACKED) packed.clear();
  packed.set(hash, stream);
  return stream;
}

/** Compressed where that is shorter: certificates are mostly keys and hashes. */
function writtenStream(bytes: Uint8Array): Buffer {
  const deflated = deflateSync(bytes);
  const filter = '/Filter /FlateDecode ';
  const isShorter = deflated.length + filter.length < bytes.length;
  const content = isShorter ? deflated : bytes;
  return Buffer.concat([
    Buffer.from(`<< ${isShorter ? filter : ''}/Length ${content.length} >>\nstream\n`),
    content,
    Buffer.from('\nendstream'),
  ]);
}
