import type { Problem } from '#contract/problems';
import type { SessionView } from '#contract/views';
import { problemCode } from '../i18n/problems.ts';

/** What our own server answered; `problem: null` when it could not be reached at all. */
export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: Problem | null };

/** A request to our own server. Refusals and lost connections are values; `reading` says how a good answer is read. */
export const request = async <Value>(
  path: string,
  init: RequestInit,
  reading: (response: Response) => Promise<Value>,
): Promise<Answer<Value>> => {
  try {
    const response = await fetch(path, { credentials: 'same-origin', ...init });
    if (response.ok) return { ok: true, value: await reading(response) };
    const problem: unknown = await response.json().catch(() => null);
    const { code, detail } = (problem ?? {}) as { readonly code?: unknown; readonly detail?: unknown };
    return {
      ok: false,
      problem: {
        code: problemCode(code),
        detail: typeof detail === 'string' ? detail : `HTTP ${response.status}`,
      },
    };
  } catch {
    return { ok: false, problem: null };
  }
};

const json = async <Value>(response: Response): Promise<Value> => (await response.json()) as Value;

/** Redeems a personal link; `takeover` after the person confirmed that this device shall be the one. */
export const redeem = (token: string, takeover: boolean): Promise<Answer<SessionView>> =>
  request(
    '/api/redeem',
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(takeover ? { token, takeover } : { token }),
    },
    json<SessionView>,
  );

export const fetchSession = (ceremonyId: string, personId: string): Promise<Answer<SessionView>> =>
  request(`/api/c/${ceremonyId}/${personId}/session`, {}, json<SessionView>);
