import { io, type Socket } from 'socket.io-client';
import { NOTICE_VERSION, PROTOCOL_VERSION } from '#contract/constants';
import type { Acknowledgement } from '#contract/problems';
import { randomUuid } from '#platform/random';

const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((line) => line.split(';', 1).join(''))
    .join('; ');

export const opened = (socket: Socket): Promise<void> =>
  new Promise((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });

/** As if each came from an address of their own. */
const from = (index: number): { readonly 'x-forwarded-for': string } => ({
  'x-forwarded-for': `10.0.${Math.floor(index / 250)}.${(index % 250) + 1}`,
});

export const clientOf = (url: string, options: object): Socket =>
  io(url, { transports: ['websocket'], forceNew: true, reconnection: false, ...options });

export type Guest = {
  readonly socket: Socket;
  /** Of what only this person may read, without a slash at its end. */
  readonly address: string;
  readonly headers: { readonly [name: string]: string };
};

/** Opens the link, connects and accepts the notice, as a browser does. */
export const come = async (url: string, link: string, index: number): Promise<Guest> => {
  const response = await fetch(`${url}/api/redeem`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url, ...from(index) },
    body: JSON.stringify({ token: link.split('/').at(-1), takeover: false }),
  });
  if (!response.ok) throw new Error(`A link was not accepted: ${await response.text()}`);
  const { ceremonyId, person } = (await response.json()) as { ceremonyId: string; person: { personId: string } };
  const headers = { cookie: cookiesOf(response), ...from(index) };
  const socket = clientOf(url, {
    auth: { protocol: PROTOCOL_VERSION, ceremonyId, personId: person.personId, tab: randomUuid() },
    extraHeaders: headers,
  });
  await opened(socket);
  await act(socket, 'notice:accept', { noticeVersion: NOTICE_VERSION });
  return { socket, headers, address: `${url}/api/c/${ceremonyId}/${person.personId}` };
};

export const accepted = async (socket: Socket, event: string, message: unknown): Promise<Acknowledgement> => {
  const answer = (await socket.timeout(60_000).emitWithAck(event, message)) as Acknowledgement;
  if (!answer.ok) throw new Error(`${event} ${JSON.stringify(message)}: ${answer.problem.detail}`);
  return answer;
};

export const act = (socket: Socket, name: string, payload: unknown): Promise<Acknowledgement> =>
  accepted(socket, 'command', { id: randomUuid(), name, payload });
