import { createHash } from 'node:crypto';
import { deflateSync, inflateSync } from 'node:zlib';
import { catalogueOf } from './catalogue.ts';
import { appendDocumentTimestamp, type DocumentTimestampOptions } from './document-timestamp.ts';
import { dictAt, lookUp, openPdf, type PdfFile } from './pdf-file.ts';
import { nameOf, type PdfDict, type PdfValue } from './pdf-syntax.ts';
import { amendedDict, sha256Hex, sizeOf, sourceOf, writeRevision, type NewObject } from './revision-writer.ts';
import type { ArchivalPdf, LongTermPdf } from './stages.ts';

// S47: a document keeps what is needed to judge its signatures when the authority is long gone (ETSI EN 319 142-1 §5.4.2):
// the document security store in the catalogue. No /VRI, which is optional there: everything in the store serves every
// signature, and what is not written cannot contradict it.

export type ValidationData = {
  /** DER of what the signatures and tokens do not carry themselves, the roots too. */
  readonly certificates: readonly Uint8Array[];
  /** DER of revocation lists that were issued after the last signature. */
  readonly crls: readonly Uint8Array[];
};

const MAX_STREAM = 4_194_304;

/**
 * Appends certificates and lists to the document's store, or makes it one. What is there already is not written twice: the
 * segment is empty when nothing is new. Throws when the document is not one of ours.
 */
export function appendValidationData(document: Uint8Array, data: ValidationData): LongTermPdf {
  const file = openPdf(document);
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
      objects.push({ number: next++, body: streamOf(bytes) });
    }
    return `[${references.join(' ')}]`;
  };
  const lists = { Certs: listed('Certs', data.certificates), CRLs: listed('CRLs', data.crls) };
  if (objects.length === 0) return { stage: 'long-term', segment: new Uint8Array(), sha256: sha256Hex(document) };
  if (store && stated?.kind === 'ref') {
    objects.unshift({ number: stated.number, body: amendedDict(file, store, lists) });
  } else {
    const body = store
      ? amendedDict(file, store, lists)
      : Buffer.from(`<< /Type /DSS /Certs ${lists.Certs} /CRLs ${lists.CRLs} >>`);
    objects.unshift(
      { number: catalogue.number, body: amendedDict(file, catalogue.dict, { DSS: `${next} 0 R` }) },
      { number: next, body },
    );
  }
  const segment = writeRevision(file, objects);
  return { stage: 'long-term', segment, sha256: sha256Hex(document, segment) };
}

/**
 * S48: validation data and a document timestamp over everything, as one segment. The first time it makes the document one for
 * the archive (B-LTA); later, with the data that proves the timestamp before, it renews that proof.
 */
export async function appendArchive(
  document: Uint8Array,
  options: ValidationData & DocumentTimestampOptions,
): Promise<ArchivalPdf> {
  const { segment } = appendValidationData(document, options);
  const withData = Buffer.concat([document, segment]);
  const stamped = await appendDocumentTimestamp(withData, options);
  return { ...stamped, segment: Buffer.concat([segment, stamped.segment]) };
}

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

/** Compressed where that is shorter: certificates are mostly keys and hashes. */
function streamOf(bytes: Uint8Array): Buffer {
  const packed = deflateSync(bytes);
  const filter = '/Filter /FlateDecode ';
  const isShorter = packed.length + filter.length < bytes.length;
  const content = isShorter ? packed : bytes;
  return Buffer.concat([
    Buffer.from(`<< ${isShorter ? filter : ''}/Length ${content.length} >>\nstream\n`),
    content,
    Buffer.from('\nendstream'),
  ]);
}
