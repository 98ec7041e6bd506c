import { createHmac, timingSafeEqual } from 'node:crypto';
import { identifier } from '#contract/ids';

// The token of a personal link is made of what it says and a MAC over it. It is derived again whenever the link is
// to be shown, and stored nowhere (P1). A new serial is a new link: the caller compares it with the person's state.

export type Link = {
  readonly ceremonyId: string;
  readonly personId: string;
  /** 1 to 65535; only the person's latest one counts. */
  readonly serial: number;
  /** Whole seconds. */
  readonly expiresAt: Date;
};

const MAC_BYTES = 16;
const FIXED_BYTES = 6;
/** No token is longer: two identifiers of 64 characters. */
const MAX_TOKEN = Math.ceil(((MAC_BYTES + FIXED_BYTES + 64 + 1 + 64) * 4) / 3);

/** Bytes under the MAC: serial (2), expiry in seconds since 1970 (4), `ceremonyId.personId` (a dot is in neither). */
const encode = (link: Link): Buffer => {
  const fixed = Buffer.alloc(FIXED_BYTES);
  fixed.writeUInt16BE(link.serial, 0);
  fixed.writeUInt32BE(Math.floor(link.expiresAt.getTime() / 1000), 2);
  return Buffer.concat([fixed, Buffer.from(`${link.ceremonyId}.${link.personId}`, 'latin1')]);
};

const mac = (key: Uint8Array, payload: Uint8Array): Buffer =>
  createHmac('sha256', key).update(payload).digest().subarray(0, MAC_BYTES);

/** base64url, about 60 characters; ends in a letter or digit, so that no mail program cuts it. */
export const makeLink = ({ key, ...link }: Link & { readonly key: Uint8Array }): string => {
  const payload = encode(link);
  return Buffer.concat([mac(key, payload), payload]).toString('base64url');
};

/** P1: says only that we made it. Whether it still counts is for the caller to judge, by the clock and the serial. */
export const readLink = (key: Uint8Array, token: string): Link | 'invalid' => {
  if (token.length > MAX_TOKEN) return 'invalid';
  const bytes = Buffer.from(token, 'base64url');
  // The decoder skips what is no base64url; only the one spelling that we make is accepted.
  if (bytes.length <= MAC_BYTES + FIXED_BYTES || bytes.toString('base64url') !== token) return 'invalid';
  const payload = bytes.subarray(MAC_BYTES);
  if (!timingSafeEqual(bytes.subarray(0, MAC_BYTES), mac(key, payload))) return 'invalid';
  const [ceremonyId, personId, ...rest] = payload.subarray(FIXED_BYTES).toString('latin1').split('.');
  const ids = identifier
    .array()
    .length(2)
    .safeParse([ceremonyId, personId, ...rest]);
  if (!ids.success || ceremonyId === undefined || personId === undefined) return 'invalid';
  return {
    ceremonyId,
    personId,
    serial: payload.readUInt16BE(0),
    expiresAt: new Date(payload.readUInt32BE(2) * 1000),
  };
};

/** The address that the holder opens; `publicUrl` without a slash at its end. */
export const linkAddress = (publicUrl: string, token: string): string => `${publicUrl}/j/${token}`;
