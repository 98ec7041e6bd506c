// Tag, length, value: just enough DER to put a CMS together around bytes that must not be encoded anew, and to take it apart.

export type DerElement = {
  readonly tag: number;
  readonly content: Buffer;
  /** Tag, length and content. */
  readonly whole: Buffer;
};

export function der(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  const length = content.length;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content]);
  const hex = length.toString(16);
  const digits = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  return Buffer.concat([Buffer.from([tag, 0x80 + digits.length]), digits, content]);
}

/** `hex`: the identifier's arcs as they are encoded. */
export const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));

/** Big-endian and positive, without needless leading zeros. */
export function integer(bytes: Uint8Array): Buffer {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start += 1;
  const digits = Buffer.from(bytes.subarray(start));
  return digits.length === 0 || digits[0]! >= 0x80 ? der(0x02, Buffer.from([0]), digits) : der(0x02, digits);
}

/** AlgorithmIdentifier of SHA-256; parameters are left out (RFC 5754 §2). */
export const SHA256 = der(0x30, oid('608648016503040201'));

/** The element at `at`; null when the bytes are no DER or end early. */
export function readDer(bytes: Buffer, at = 0): DerElement | null {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) return null;
  const digits = first < 0x80 ? 0 : first - 0x80;
  if (digits > 3 || (first >= 0x80 && digits === 0)) return null;
  const start = at + 2 + digits;
  if (start > bytes.length) return null;
  const length = digits === 0 ? first : bytes.readUIntBE(at + 2, digits);
  const shortest = digits === 0 || length >= (digits === 1 ? 0x80 : 2 ** (8 * (digits - 1)));
  if (!shortest || start + length > bytes.length) return null;
  return { tag, content: bytes.subarray(start, start + length), whole: bytes.subarray(at, start + length) };
}

/** The members of a constructed element; null when they do not fill it exactly. */
export function readMembers(element: DerElement): DerElement[] | null {
  const members: DerElement[] = [];
  for (let at = 0; at < element.content.length;) {
    const member = readDer(element.content, at);
    if (!member) return null;
    members.push(member);
    at += member.whole.length;
  }
  return members;
}
