import { MAX_VERIFY_BYTES } from '#contract/constants';
import type { VerificationView } from '#contract/views/verification';
import { request, type Answer } from '../../connection/http.ts';

/** What was asked about: a file that the reader has, or the document of a QR code. */
export type Asked = { readonly file: File } | { readonly code: string };

const ask = async <Value>(
  asked: Asked,
  query: string,
  reading: (response: Response) => Promise<Value>,
): Promise<Answer<Value>> => {
  if ('code' in asked) return request(`/api/verify/${encodeURIComponent(asked.code)}${query}`, {}, reading);
  const { file } = asked;
  // What the server would refuse for its size is not sent at all.
  return file.size > MAX_VERIFY_BYTES
    ? { ok: false, problem: { code: 'file-too-large', detail: `${file.size} bytes` } }
    : request(
        `/api/verify${query}`,
        { method: 'POST', headers: { 'content-type': 'application/pdf' }, body: file },
        reading,
      );
};

/** Has a file judged, as it is; or the document of a code, as the ledger holds it. */
export const askVerdict = (asked: Asked): Promise<Answer<VerificationView>> =>
  ask(asked, '', async (response) => (await response.json()) as VerificationView);

/** The same as a file that the server draws up. */
export const askReport = (asked: Asked, as: 'pdf' | 'json'): Promise<Answer<Blob>> =>
  ask(asked, `?report=${as}`, async (response) => response.blob());
