import type { Bytes } from './sign-agreement.ts';

export type PreparedRevision = { readonly agreementId: string; readonly segment: Bytes };

const MOST = 1_000;

/**
 * The prepared revisions of a wave: a length of four bytes, a table as JSON, then the revisions. Null for anything else:
 * what the server sends is checked here like everything that is to be signed.
 */
export const readBundle = (bytes: Bytes): readonly PreparedRevision[] | null => {
  if (bytes.length < 4) return null;
  const end = 4 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  if (end > bytes.length) return null;
  let table: unknown;
  try {
    table = JSON.parse(new TextDecoder().decode(bytes.subarray(4, end)));
  } catch {
    return null;
  }
  if (!Array.isArray(table) || table.length > MOST) return null;
  const revisions: PreparedRevision[] = [];
  let at = end;
  for (const entry of table as readonly unknown[]) {
    const { agreementId, bytes: length } = (entry ?? {}) as {
      readonly agreementId?: unknown;
      readonly bytes?: unknown;
    };
    if (typeof agreementId !== 'string' || !Number.isSafeInteger(length) || (length as number) < 1) return null;
    const next = at + (length as number);
    if (next > bytes.length) return null;
    revisions.push({ agreementId, segment: bytes.slice(at, next) });
    at = next;
  }
  return at === bytes.length ? revisions : null;
};
