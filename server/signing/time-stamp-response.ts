import { der, readDer, readMembers } from './der.ts';

// RFC 3161 §2.4.2: TimeStampResp.

/** PKIFailureInfo: the bit that is set. */
const FAILURES = {
  'bad-algorithm': 0,
  'bad-request': 2,
  'bad-format': 5,
  'unaccepted-policy': 15,
  'unaccepted-extension': 16,
  'system-failure': 25,
} as const;

export type TimeStampFailure = keyof typeof FAILURES;

/** DER of the answer that carries this token. */
export const grantedResponse = (token: Uint8Array): Buffer => der(0x30, der(0x30, der(0x02, Buffer.from([0]))), token);

/** DER of the answer that says why there is none. */
export function rejectedResponse(failure: TimeStampFailure, detail: string): Buffer {
  const bit = FAILURES[failure];
  const bytes = Buffer.alloc((bit >> 3) + 1);
  bytes[bit >> 3] = 0x80 >> (bit & 7);
  // DER: as many unused bits as stand behind the last one (X.690 §11.2.2).
  const bits = Buffer.concat([Buffer.from([7 - (bit & 7)]), bytes]);
  const text = der(0x30, der(0x0c, Buffer.from(detail)));
  return der(0x30, der(0x30, der(0x02, Buffer.from([2])), text, der(0x03, bits)));
}

export type TimeStampResponse = { readonly status: number; readonly detail: string; readonly token: Buffer | null };

/** Reads an answer; null when it is none. Status 0 and 1 grant. */
export function readTimeStampResponse(bytes: Uint8Array): TimeStampResponse | null {
  const whole = readDer(Buffer.from(bytes));
  const [info, token, ...more] = whole?.tag === 0x30 ? (readMembers(whole) ?? []) : [];
  const [status, text] = info?.tag === 0x30 ? (readMembers(info) ?? []) : [];
  if (status?.tag !== 0x02 || status.content.length !== 1 || more.length > 0) return null;
  const lines = text?.tag === 0x30 ? (readMembers(text) ?? []) : [];
  return {
    status: status.content[0]!,
    detail: lines.map((line) => line.content.toString('utf8')).join(' '),
    token: token?.whole ?? null,
  };
}
