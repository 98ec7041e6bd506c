import type { FieldLocks } from '#contract/views/verification';
import { dictAt, type PdfFile } from '../pdf-file.ts';
import { canonical, nameOf, textOf, type PdfDict, type PdfValue } from '../pdf-syntax.ts';
import type { SignatureField } from '../signature-fields.ts';

// S11, S65: what a signature permits and locks. Certification (DocMDP) must be stated by signature and catalogue, a lock
// (FieldMDP) by signature and field, each in both places or in neither (ISO 32000-2 §12.8.2).

export type Restrictions = {
  /** P of DocMDP when the signature certifies. */
  readonly permits: number | null;
  readonly lock: FieldLocks | null;
  readonly problems: readonly ('certification-mismatch' | 'lock-mismatch')[];
};

export function restrictionsOf(file: PdfFile, index: number, field: SignatureField, dict: PdfDict): Restrictions {
  const root = file.revisions[index]!.trailer.entries.get('Root');
  const named = dictAt(file, dictAt(file, root, index)?.entries.get('Perms'), index)?.entries.get('DocMDP');
  const isNamed = named?.kind === 'ref' && named.number === field.signature?.number;
  const references = dict.entries.get('Reference');
  const items = references?.kind === 'array' ? references.items.map((item) => dictAt(file, item, index)) : [];
  const certifying = items.filter((item) => nameOf(item?.entries.get('TransformMethod')) === 'DocMDP');
  const locking = items.filter((item) => nameOf(item?.entries.get('TransformMethod')) === 'FieldMDP');
  const problems: ('certification-mismatch' | 'lock-mismatch')[] = [];
  const isOdd = references !== undefined && (items.length === 0 || certifying.length + locking.length < items.length);
  const permits = permissionOf(file, index, certifying[0]);
  if (isOdd || certifying.length > 1 || (certifying.length === 1) !== isNamed || permits === 'none') {
    problems.push('certification-mismatch');
  }
  const parameters = dictAt(file, locking[0]?.entries.get('TransformParams'), index);
  const stated = lockOf(parameters);
  const wanted = lockOf(dictAt(file, field.dict.entries.get('Lock'), index));
  const about = locking[0]?.entries.get('Data');
  const isElsewhere = about !== undefined && (root === undefined || canonical(about) !== canonical(root));
  if (locking.length > 1 || isElsewhere || stated === 'none' || wanted === 'none' || !isSame(stated, wanted)) {
    problems.push('lock-mismatch');
  }
  return {
    permits: permits === 'none' || problems.includes('certification-mismatch') ? null : permits,
    // What either place says counts: a lock that is in doubt locks.
    lock: stated !== null && stated !== 'none' ? stated : wanted === 'none' ? null : wanted,
    problems,
  };
}

/** 2 is the standard's default. */
function permissionOf(file: PdfFile, index: number, reference: PdfDict | null | undefined): number | null | 'none' {
  if (!reference) return null;
  const permits = dictAt(file, reference.entries.get('TransformParams'), index)?.entries.get('P');
  return permits === undefined ? 2 : permits.kind === 'number' ? permits.value : 'none';
}

function lockOf(stated: PdfDict | null): FieldLocks | null | 'none' {
  if (!stated) return null;
  const action = nameOf(stated.entries.get('Action'));
  const fields = stated.entries.get('Fields');
  if (action === 'All') return { action, fields: [] };
  if (action !== 'Include' && action !== 'Exclude') return 'none';
  const names = fields?.kind === 'array' ? fields.items.map(nameIn) : [null];
  return names.some((name) => name === null) ? 'none' : { action, fields: names.filter((name) => name !== null) };
}

const nameIn = (value: PdfValue): string | null => (value.kind === 'string' ? textOf(value) : null);

const isSame = (a: FieldLocks | null, b: FieldLocks | null): boolean => JSON.stringify(a) === JSON.stringify(b);

/** A name stands for everything below it, too. */
export function isLocked({ action, fields }: FieldLocks, name: string): boolean {
  const isListed = fields.some((each) => name === each || name.startsWith(`${each}.`));
  return action === 'All' || (action === 'Include') === isListed;
}
