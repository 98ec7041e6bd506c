import { Constructed, fromBER, Integer, ObjectIdentifier, OctetString, type BaseBlock } from 'asn1js';

// Reading ASN.1 that others wrote (BER or DER), part by part. Each throws a TypeError where something else stands.

export type Asn1 = BaseBlock;

export const readAsn1 = (bytes: Uint8Array): Asn1 => {
  const { offset, result } = fromBER(Uint8Array.from(bytes));
  if (offset === -1) throw new TypeError('Not ASN.1');
  return result;
};

/** What stands in a SEQUENCE, a SET or a tagged constructed value. */
export const partsOf = (node: Asn1 | undefined): readonly Asn1[] => {
  if (node instanceof Constructed) return node.valueBlock.value;
  throw new TypeError('A group of values was expected');
};

/** Whether this is the tagged value [number]. */
export const isTagged = (node: Asn1 | undefined, number: number): node is Asn1 =>
  node?.idBlock.tagClass === 3 && node.idBlock.tagNumber === number;

export const oidOf = (node: Asn1 | undefined): string => {
  if (node instanceof ObjectIdentifier) return node.getValue();
  throw new TypeError('An object identifier was expected');
};

/** Of an OCTET STRING, also one that was cut into several. */
export const octetsOf = (node: Asn1 | undefined): Buffer => {
  if (node instanceof OctetString) return Buffer.from(node.getValue());
  throw new TypeError('An octet string was expected');
};

/** Small and not negative. */
export const countOf = (node: Asn1 | undefined): number => {
  if (node instanceof Integer && !node.valueBlock.isHexOnly && node.valueBlock.valueDec >= 0) {
    return node.valueBlock.valueDec;
  }
  throw new TypeError('A number was expected');
};

/** As it stands in what was read. */
export const derOf = (node: Asn1): Buffer => Buffer.from(node.toBER());
