import type { z } from 'zod';
import { isRefusal, refuse } from '#contract/refusal';
import type { RemoteRefusal } from './remote-signer.ts';
import { cscRefusal } from './csc-errors.ts';

// One request to the service (CSC API v2.0.0.2, 7.1 and 10: JSON by POST, errors as JSON). No answer is trusted for its
// length or its form, and nothing that the service says is passed on in its own words: they might repeat what was sent.

export type CscRequest<Schema extends z.ZodType<object>> = {
  readonly url: string;
  readonly body: object | URLSearchParams;
  readonly token?: string;
  /** Ends the whole act, of which this may be one of several requests. */
  readonly signal: AbortSignal;
  readonly answer: Schema;
  /** Whether it may be sent again when the line broke or the service was busy: only what changes nothing there. */
  readonly again: boolean;
};

const MAX_ANSWER_BYTES = 256 * 1024;

export const askCsc = async <Schema extends z.ZodType<object>>(
  request: CscRequest<Schema>,
): Promise<z.output<Schema> | RemoteRefusal> => {
  const first = await once(request);
  return request.again && isUnreachable(first) && !request.signal.aborted ? once(request) : first;
};

const isUnreachable = (outcome: object): boolean =>
  isRefusal<object | RemoteRefusal>(outcome) && outcome.refused.code === 'remote-unreachable';

const once = async <Schema extends z.ZodType<object>>({
  url,
  body,
  token,
  signal,
  answer,
}: CscRequest<Schema>): Promise<z.output<Schema> | RemoteRefusal> => {
  let status: number;
  let text: string;
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'error',
      signal,
      headers: {
        accept: 'application/json',
        // fetch names the form's type by itself.
        ...(body instanceof URLSearchParams ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: body instanceof URLSearchParams ? body : JSON.stringify(body),
    });
    status = response.status;
    text = await textOf(response);
  } catch {
    return signal.aborted
      ? refuse('remote-timeout', 'The signing service did not answer in time.')
      : refuse('remote-unreachable', 'The signing service cannot be reached.');
  }
  const json = jsonOf(text);
  if (status >= 300) return cscRefusal(status, json);
  const parsed = answer.safeParse(json);
  return parsed.success
    ? parsed.data
    : refuse('remote-refused', 'The signing service answered in another form than the protocol knows.');
};

const textOf = async (response: Response): Promise<string> => {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.length;
    if (length > MAX_ANSWER_BYTES) throw new Error('The answer is too long.');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
};

/** No content (204) is an empty object. */
const jsonOf = (text: string): unknown => {
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    return null;
  }
};
