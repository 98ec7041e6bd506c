import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { makeTicket } from '#identity/tickets';
import { randomBytes } from '#platform/random';
import { createAdmitRequest } from '#realtime/admit-request';

const now = new Date('2021-01-18T02:00:00Z');
const ticketKey = randomBytes(32);
const signedIn = async (personId: string, key = ticketKey) => {
  const ticket = await makeTicket(key, { ceremonyId: 'sample', personId, deviceId: 'd', serial: 1 }, now);
  return { headers: { cookie: `teken.sample.${personId}=${ticket}` } };
};

const asked = async (
  requests: readonly { readonly path?: string; readonly headers?: Record<string, string> }[],
): Promise<readonly boolean[]> => {
  const house = { publicUrl: 'https://teken.example', ticketKey, clock: { now: () => now } };
  const admit = createAdmitRequest(house, {
    person: { points: 2, duration: 60 },
    address: { points: 2, duration: 60 },
  });
  const server = createServer((request, response) => {
    admit(request, (_, admitted) => response.end(String(admitted)));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const answers: boolean[] = [];
  for (const { path = '/socket.io/?EIO=4', headers = {} } of requests) {
    answers.push((await (await fetch(`http://127.0.0.1:${port}${path}`, { headers })).text()) === 'true');
  }
  server.close();
  return answers;
};

const from = (origin: string) => ({ headers: { origin } });
const through = (address: string) => ({ headers: { 'x-forwarded-for': `203.0.113.9, ${address}` } });

test('[W7] pages of another origin are not admitted', async () => {
  expect(await asked([from('https://evil.example'), from('null'), from('https://teken.example'), {}])).toEqual([
    false,
    false,
    true,
    true,
  ]);
});

test('[W7] one address does not open sessions without end, and going on with one is not counted', async () => {
  const going = { path: '/socket.io/?EIO=4&sid=abc' };
  expect(await asked([{}, {}, {}, going, going])).toEqual([true, true, false, true, true]);
});

test('[W7] a proxy on this machine names the sender', async () => {
  expect(
    await asked([through('198.51.100.1'), through('198.51.100.1'), through('198.51.100.1'), through('198.51.100.2')]),
  ).toEqual([true, true, false, true]);
});

test('[W69] a stranger behind the same address keeps nobody out who is known; each is counted alone', async () => {
  const [ani, budi] = [await signedIn('ani'), await signedIn('budi')];
  const forged = await signedIn('budi', randomBytes(32));
  expect(await asked([{}, forged, {}, forged, ani, ani, ani, budi])).toEqual([
    true,
    true,
    false,
    false,
    true,
    true,
    false,
    true,
  ]);
});
