import { MAX_VERIFY_BYTES } from '#contract/constants';
import type { VerificationView } from '#contract/views/verification';
import { request, type Answer } from '../../connection/http.ts';

const read = async (response: Response): Promise<VerificationView> => (await response.json()) as VerificationView;

/** Has a file judged; it is sent as it is. What the server would refuse for its size is not sent at all. */
export const verifyFile = async (file: File): Promise<Answer<VerificationView>> =>
  file.size > MAX_VERIFY_BYTES
    ? { ok: false, problem: { code: 'file-too-large', detail: `${file.size} bytes` } }
    : request('/api/verify', { method: 'POST', headers: { 'content-type': 'application/pdf' }, body: file }, read);

/** The document of a QR code, as the ledger holds it. */
export const verifyCode = (code: string): Promise<Answer<VerificationView>> =>
  request(`/api/verify/${encodeURIComponent(code)}`, {}, read);
