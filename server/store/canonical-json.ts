import { StoreFault } from './fault.ts';
import type { Json } from './port.ts';

const refuse = (what: string): never => {
  throw new StoreFault('invalid', `${what} has no place in the ledger: it is not JSON.`);
};

/** As `canonicalJson`, of a text. */
export const canonicalText = (value: string): string =>
  value.isWellFormed() ? JSON.stringify(value) : refuse('A text with half a surrogate pair');

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

/**
 * The one text of a JSON value (RFC 8785): keys sorted by UTF-16 code unit, no white space, numbers as ECMAScript
 * prints them. Refuses what JSON cannot hold (fault `invalid`), so that nothing is silently dropped before hashing.
 */
export const canonicalJson = (value: Json): string => {
  switch (typeof value) {
    case 'string':
      return canonicalText(value);
    case 'number':
      return Number.isFinite(value) ? JSON.stringify(value) : refuse(`The number ${value}`);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object': {
      if (value === null) return 'null';
      // Array.from also visits holes, which map would skip.
      if (Array.isArray(value)) return `[${Array.from<Json, string>(value, canonicalJson).join(',')}]`;
      if (!isPlain(value)) return refuse('An object with a class of its own');
      const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
      return `{${entries.map(([key, member]) => `${canonicalText(key)}:${canonicalJson(member)}`).join(',')}}`;
    }
    case 'undefined':
    case 'bigint':
    case 'symbol':
    case 'function':
      return refuse(`A value of type ${typeof value}`);
  }
};
