import { json } from 'express';
import type { RequestHandler } from 'express';
import { MAX_COMMAND_BYTES, MAX_JSON_DEPTH } from '#contract/constants';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const opens = new Set([0x5b, 0x7b]);
const closes = new Set([0x5d, 0x7d]);

/** Deepest nesting of brackets outside strings, seen in the raw bytes, before anything is built of them. */
const jsonDepth = (bytes: Uint8Array): number => {
  let depth = 0;
  let deepest = 0;
  let inText = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (inText) {
      if (byte === BACKSLASH) at++;
      else if (byte === QUOTE) inText = false;
    } else if (byte === QUOTE) inText = true;
    else if (opens.has(byte)) deepest = Math.max(deepest, ++depth);
    else if (closes.has(byte)) depth--;
  }
  return deepest;
};

/** H3: JSON only (a form of another site cannot send it unasked), bounded in length and depth. */
export const jsonBody: RequestHandler = json({
  limit: MAX_COMMAND_BYTES,
  type: 'application/json',
  inflate: false,
  verify: (_request, _response, bytes) => {
    if (jsonDepth(bytes) > MAX_JSON_DEPTH) throw new Error('nested too deeply');
  },
});
