import type { SeatEnd } from '#contract/constants';
import type { SatDownView, TableView } from '#contract/views/signing-tables';
import { request, type Answer } from '../../connection/http.ts';

// What the tablet asks of our server; its cookie says which table it is.

const post = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
const json = async <Value>(response: Response): Promise<Value> => (await response.json()) as Value;
const at = (ceremonyId: string, act = ''): string => `/api/table/${ceremonyId}${act}`;

export const joinTable = (token: string): Promise<Answer<{ readonly ceremonyId: string }>> =>
  request('/api/table/join', post({ token }), json<{ readonly ceremonyId: string }>);

export const lookAtTable = (ceremonyId: string): Promise<Answer<TableView>> =>
  request(at(ceremonyId), { cache: 'no-store' }, json<TableView>);

export const sitDown = (ceremonyId: string, code: string): Promise<Answer<SatDownView>> =>
  request(at(ceremonyId, '/sit'), post({ code }), json<SatDownView>);

/** `keepalive`: sent also while the page goes away. */
export const leaveTable = (ceremonyId: string, reason: SeatEnd, keepalive = false): Promise<Answer<null>> =>
  request(at(ceremonyId, '/leave'), { ...post({ reason }), keepalive }, async () => null);
