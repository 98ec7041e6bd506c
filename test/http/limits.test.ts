import { once } from 'node:events';
import { pbkdf2 } from 'node:crypto';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { standardLimits } from '#http/limits';
import { makeTicket } from '#identity/tickets';
import { now, startHttpHouse, ticketKey } from '#support/http-house';

const one = { points: 1, seconds: 60 };
const cookieOf = async (personId: string, serial = 1) => {
  const ticket = await makeTicket(ticketKey, { ceremonyId: 'sample', personId, deviceId: 'd', serial }, now);
  return `teken.sample.${personId}=${ticket}`;
};
const tabletOf = async (tableId: string, serial = 1) => {
  const whom = { ceremonyId: 'sample', personId: tableId, deviceId: 'd', serial };
  return `teken-table.sample=${await makeTicket(ticketKey, whom, now)}`;
};
const drawn = { bytes: new Uint8Array([1]), sha256: 'ab'.repeat(32), fileName: 'x.pdf' };

test('[H61] a stranger uses up nobody’s share of what is drawn, and a person their own alone', async () => {
  await using house = await startHttpHouse(
    { limits: { ...standardLimits, drawPerPerson: one, strangerPerAddress: { points: 2, seconds: 60 } } },
    { drawUp: async () => ({ ok: true, ...drawn }) },
  );
  const draw = async (personId: string, cookie: string) =>
    (await fetch(`${house.url}/api/c/sample/${personId}/attendance-list`, { headers: { cookie } })).status;
  const [ani, budi] = [await cookieOf('ani'), await cookieOf('budi')];
  expect([await draw('ani', ''), await draw('ani', budi), await draw('ani', '')]).toEqual([401, 401, 429]);
  expect([await draw('ani', ani), await draw('ani', ani), await draw('budi', budi)]).toEqual([200, 429, 200]);
});

test('[H61] one person has four documents drawn at once, and others theirs meanwhile', async () => {
  const gate = Promise.withResolvers<void>();
  let drawing = 0;
  await using house = await startHttpHouse(
    {},
    {
      drawUp: async () => {
        drawing += 1;
        await gate.promise;
        return { ok: true, ...drawn };
      },
    },
  );
  const [ani, budi] = [await cookieOf('ani'), await cookieOf('budi')];
  const draw = async (personId: string, cookie: string) => {
    const answer = await fetch(`${house.url}/api/c/sample/${personId}/press-summary`, { headers: { cookie } });
    return [answer.status, answer.headers.get('retry-after')];
  };
  const running = [draw('ani', ani), draw('ani', ani), draw('ani', ani), draw('ani', ani)];
  await expect.poll(() => drawing).toBe(4);
  expect(await draw('ani', ani)).toEqual([429, '2']);
  running.push(draw('budi', budi));
  await expect.poll(() => drawing).toBe(5);
  gate.resolve();
  expect((await Promise.all(running)).map(([status]) => status)).toEqual([200, 200, 200, 200, 200]);
  expect((await draw('ani', ani))[0]).toBe(200);
});

test('[H61] what anybody may ask counts for a person who is known as theirs, at any ceremony’s address', async () => {
  const limits = { ...standardLimits, lookPerAsker: one, filePerAsker: one };
  await using house = await startHttpHouse({ limits });
  const ani = await cookieOf('ani');
  const look = async (cookie = '') =>
    (await fetch(`${house.url}/api/verify/${'A'.repeat(22)}`, { headers: { cookie } })).status;
  const bring = async (cookie = '') =>
    (await fetch(`${house.url}/api/verify`, { method: 'POST', headers: { cookie }, body: '%PDF-2.0' })).status;
  expect([await look(), await look(), await look(ani), await look(ani)]).toEqual([200, 429, 200, 429]);
  expect([await bring(), await bring(), await bring(ani), await bring(ani)]).toEqual([200, 429, 200, 429]);
});

test('[H61] a tablet is counted as its table: a stranger in the hall keeps nobody from sitting down', async () => {
  await using house = await startHttpHouse({ limits: { ...standardLimits, sitPerTable: one } });
  const sit = async (cookie: string) => {
    const headers = { cookie, 'content-type': 'application/json' };
    const asked = { method: 'POST', headers, body: JSON.stringify({ code: '12345678' }) };
    return (await fetch(`${house.url}/api/table/sample/sit`, asked)).status;
  };
  const [first, second] = [await tabletOf('meja-1'), await tabletOf('meja-2')];
  expect([await sit(''), await sit(''), await sit(first), await sit(first), await sit(second)]).toEqual([
    401, 429, 404, 429, 404,
  ]);
});

test('[H62] reading has a limit of its own for each person, and looking through the audit trail a closer one', async () => {
  const limits = { ...standardLimits, readPerPerson: { points: 3, seconds: 60 }, auditPerPerson: one };
  await using house = await startHttpHouse({ limits });
  const [ani, budi] = [await cookieOf('ani'), await cookieOf('budi')];
  const read = async (personId: string, cookie: string, what: string) =>
    (await fetch(`${house.url}/api/c/sample/${personId}/${what}`, { headers: { cookie } })).status;
  expect([await read('ani', ani, 'audit'), await read('ani', ani, 'audit')]).toEqual([200, 429]);
  expect([await read('ani', ani, 'session'), await read('ani', ani, 'session')]).toEqual([200, 429]);
  expect(await read('budi', budi, 'session')).toBe(200);
});

test('[H65] who leaves while their ticket is looked at takes no turn that nobody gives back', async () => {
  await using house = await startHttpHouse({}, { drawUp: async () => ({ ok: true, ...drawn }) });
  const { port } = new URL(house.url);
  const path = '/api/c/sample/ani/press-summary';
  const cookie = await cookieOf('ani', 7);
  // Every thread is busy that could look at tickets.
  const busy = Array.from({ length: 16 }, async () => promisify(pbkdf2)('x', 'x', 400_000, 32, 'sha256'));
  const sockets = Array.from({ length: 4 }, () => connect(Number(port), '127.0.0.1'));
  for (const socket of sockets) {
    await once(socket, 'connect');
    socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nCookie: ${cookie}\r\n\r\n`);
  }
  await sleep(100);
  for (const socket of sockets) socket.destroy();
  await Promise.all(busy);
  await sleep(100);
  expect((await fetch(house.url + path, { headers: { cookie } })).status).toBe(200);
});

test('[H64] who still has a ticket of a withdrawn link uses up nothing of who has the new one', async () => {
  const limits = { ...standardLimits, auditPerPerson: one, sitPerTable: one, lookPerAsker: one };
  await using house = await startHttpHouse({ limits });
  const asked = async (path: string, cookie: string, body?: string) => {
    const headers = { cookie, 'content-type': 'application/json' };
    const how = body === undefined ? { headers } : { method: 'POST', headers, body };
    return (await fetch(`${house.url}/api/${path}`, how)).status;
  };
  const [old, ani] = [await cookieOf('ani', 1), await cookieOf('ani', 2)];
  const [lost, tablet] = [await tabletOf('meja-1', 1), await tabletOf('meja-1', 2)];
  const spent = async (path: string, before: string, after: string, body?: string) => [
    await asked(path, before, body),
    await asked(path, before, body),
    await asked(path, after, body),
    await asked(path, after, body),
  ];
  expect(await spent('c/sample/ani/audit', old, ani)).toEqual([200, 429, 200, 429]);
  expect(await spent(`verify/${'A'.repeat(22)}`, old, ani)).toEqual([200, 429, 200, 429]);
  expect(await spent('table/sample/sit', lost, tablet, '{"code":"12345678"}')).toEqual([404, 429, 404, 429]);
});

test('[H61] whoever looks up codes has sixteen looked up at once, and others theirs meanwhile', async () => {
  const gate = Promise.withResolvers<void>();
  let looking = 0;
  await using house = await startHttpHouse(
    {},
    {
      verifyCode: async () => {
        looking += 1;
        await gate.promise;
        return { ok: false, problem: { code: 'unknown-document', detail: 'None.' } };
      },
    },
  );
  const look = async (address: string) => {
    const headers = { 'x-forwarded-for': address };
    return (await fetch(`${house.url}/api/verify/${'A'.repeat(22)}`, { headers })).status;
  };
  const running = Array.from({ length: 16 }, async () => look('192.0.2.1'));
  await expect.poll(() => looking).toBe(16);
  expect(await look('192.0.2.1')).toBe(429);
  running.push(look('192.0.2.2'));
  await expect.poll(() => looking).toBe(17);
  gate.resolve();
  expect(new Set(await Promise.all(running))).toEqual(new Set([404]));
});
