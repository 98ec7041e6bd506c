import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeLink } from '#identity/links';
import { makeTicket } from '#identity/tickets';
import { standardLimits } from '#http/limits';
import { randomBytes } from '#platform/random';
import { linkKey, now, startHttpHouse, ticketKey } from '#support/http-house';
import type { HttpHouse } from '#support/http-house';

let server: HttpHouse;
beforeAll(async () => void (server = await startHttpHouse()));
afterAll(() => server[Symbol.asyncDispose]());

const link = { key: linkKey, ceremonyId: 'sample', personId: 'p-1', serial: 1, expiresAt: new Date('2021-02-01') };
const redeem = (body: unknown, headers: Record<string, string> = {}, url = server.url) =>
  fetch(`${url}/api/redeem`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const problem = async (answer: Response) => {
  expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  const body: unknown = await answer.json();
  expect(body).toMatchObject({ type: 'about:blank', status: answer.status, detail: expect.stringMatching(/\.$/) });
  return { status: answer.status, code: (body as { code: string }).code };
};

describe('redeeming a personal link', () => {
  test('[H4] a link gives the session, a ticket and a device, and the ticket opens the session again', async () => {
    const answer = await redeem({ token: makeLink(link) });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.json()).toMatchObject({ ceremonyId: 'sample', person: { personId: 'p-1' } });
    const [device = '', ticket = ''] = answer.headers.getSetCookie();
    expect(device).toMatch(/^teken-device=[\w-]{22}; Max-Age=31536000; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(ticket).toMatch(/^teken\.sample\.p-1=[\w.-]+; Max-Age=604800; Path=\/; HttpOnly; SameSite=Strict$/);
    const session = await fetch(`${server.url}/api/c/sample/p-1/session`, {
      headers: { cookie: ticket.split(';')[0] ?? '' },
    });
    expect(session.status).toBe(200);
    expect(session.headers.get('cache-control')).toBe('no-store');
  });

  test('[H4] the device that a browser already has stays; an odd one is replaced', async () => {
    const cookie = `teken-device=${'d'.repeat(22)}`;
    const kept = await redeem({ token: makeLink(link) }, { cookie });
    expect(kept.headers.getSetCookie()[0]).toContain(cookie);
    const odd = await redeem({ token: makeLink(link) }, { cookie: 'teken-device=short' });
    expect(odd.headers.getSetCookie()[0]).not.toContain('short');
  });

  test('[P4] cookies are Secure when the canonical address is https', async () => {
    await using secure = await startHttpHouse({ publicUrl: 'https://teken.example' });
    const answer = await redeem({ token: makeLink(link) }, {}, secure.url);
    for (const cookie of answer.headers.getSetCookie()) expect(cookie).toMatch(/; Secure$/);
    expect(answer.headers.getSetCookie()).toHaveLength(2);
  });

  test('[H4] a GET redeems nothing', async () => {
    const answer = await fetch(`${server.url}/j/${makeLink(link)}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
  });

  test.each([
    ['forged', () => makeLink({ ...link, key: randomBytes(32) }), 401, 'link-invalid'],
    ['expired', () => makeLink({ ...link, expiresAt: new Date('2021-01-01') }), 410, 'link-expired'],
    ['revoked', () => makeLink({ ...link, serial: 99 }), 403, 'link-revoked'],
    ['open elsewhere', () => makeLink({ ...link, serial: 2 }), 409, 'other-device'],
  ])('[H4] a link that is %s is refused and gives no ticket', async (_, token, status, code) => {
    const answer = await redeem({ token: token() });
    expect(answer.headers.getSetCookie().join()).not.toContain('teken.sample');
    expect(await problem(answer)).toEqual({ status, code });
  });

  test('[H4] a second device takes over after a word', async () => {
    expect((await redeem({ token: makeLink({ ...link, serial: 2 }), takeover: true })).status).toBe(200);
  });
});

const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

describe('bad bodies', () => {
  test.each([
    ['no JSON', '{"token":', 400, 'bad-json'],
    ['an empty body', '', 400, 'bad-command'],
    ['a bare word', 'token', 400, 'bad-json'],
    ['another shape', '{"tokens":"x"}', 400, 'bad-command'],
    ['one field too many', '{"token":"x","more":1}', 400, 'bad-command'],
    ['a token beyond any length', JSON.stringify({ token: 'a'.repeat(301) }), 400, 'bad-command'],
    ['more than 64 kB', JSON.stringify({ token: 'a'.repeat(70_000) }), 413, 'too-large'],
    ['13 levels', deep(13), 400, 'too-deep'],
    ['thirty thousand levels', deep(30_000), 400, 'too-deep'],
    ['12 levels of the wrong thing', deep(12), 400, 'bad-command'],
    ['brackets in a text', JSON.stringify({ token: '\\"[[[[[[[[[[[[[[[[[[' }), 401, 'link-invalid'],
  ])('[H3] %s', async (_, body, status, code) => {
    expect(await problem(await redeem(body))).toEqual({ status, code });
  });

  test('[H3] a form is no JSON, whatever it holds', async () => {
    const answer = await redeem(JSON.stringify({ token: makeLink(link) }), { 'content-type': 'text/plain' });
    expect(await problem(answer)).toEqual({ status: 400, code: 'bad-command' });
  });

  test('[H3] a packed body is refused before it is unpacked', async () => {
    const answer = await redeem('x', { 'content-encoding': 'gzip' });
    expect(await problem(answer)).toEqual({ status: 400, code: 'bad-json' });
  });
});

const good = () => ({ token: makeLink(link) });

describe('whose page is asking', () => {
  test.each([
    ['another origin', { origin: 'https://evil.example' }],
    ['an opaque origin', { origin: 'null' }],
    ['another site without naming its origin', { 'sec-fetch-site': 'cross-site' }],
    ['a sibling site', { 'sec-fetch-site': 'same-site' }],
  ])('[H5] %s is refused', async (_, headers) => {
    expect(await problem(await redeem(good(), headers))).toEqual({ status: 403, code: 'not-allowed' });
  });

  test('[H5] our own pages and programs are answered', async () => {
    for (const headers of [
      {},
      { origin: server.url },
      { origin: 'http://localhost:3000' },
      { 'sec-fetch-site': 'same-origin' },
    ])
      expect((await redeem(good(), headers as Record<string, string>)).status).toBe(200);
  });
});

const ask = (ticket: string, path = '/api/c/sample/p-1/session') =>
  fetch(server.url + path, { headers: { cookie: `teken.sample.p-1=${ticket}` } });

describe('whose ticket', () => {
  const who = { ceremonyId: 'sample', personId: 'p-1', deviceId: 'd', serial: 1 };

  test('[H4] none, of another key, of another person or expired: not signed in', async () => {
    const refused = { status: 401, code: 'not-signed-in' };
    expect(await problem(await fetch(`${server.url}/api/c/sample/p-1/session`))).toEqual(refused);
    expect(await problem(await ask(await makeTicket(randomBytes(32), who, now)))).toEqual(refused);
    expect(await problem(await ask(await makeTicket(ticketKey, { ...who, personId: 'p-2' }, now)))).toEqual(refused);
    expect(await problem(await ask(await makeTicket(ticketKey, who, new Date('2021-01-10'))))).toEqual(refused);
    expect((await ask(await makeTicket(ticketKey, who, now))).status).toBe(200);
  });

  test('[H2] an address with impossible ids is unknown', async () => {
    const refused = { status: 404, code: 'unknown-address' };
    expect(await problem(await fetch(`${server.url}/api/c/SAMPLE/p-1/session`))).toEqual(refused);
    expect(await problem(await fetch(`${server.url}/api/c/sample/%00/session`))).toEqual(refused);
    expect(await problem(await fetch(`${server.url}/api/c/sample/%E0%A4/session`))).toEqual(refused);
  });
});

describe('limits', () => {
  test('[H6] beyond the limit a sender is told when to come back, and nobody else is disturbed', async () => {
    await using small = await startHttpHouse({
      limits: { ...standardLimits, redeemPerStranger: { points: 2, seconds: 60 } },
    });
    const forged = makeLink({ ...link, key: randomBytes(32) });
    const from = (address: string, token = forged) => redeem({ token }, { 'x-forwarded-for': address }, small.url);
    expect((await from('203.0.113.1')).status).toBe(401);
    expect((await from('203.0.113.1')).status).toBe(401);
    const refused = await from('203.0.113.1');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(50);
    expect(await problem(refused)).toEqual({ status: 429, code: 'too-fast' });
    expect((await from('203.0.113.2')).status).toBe(401);
    expect((await from('2001:db8:1:2::1')).status).toBe(401);
    expect((await from('2001:db8:1:2:3::9')).status).toBe(401);
    expect((await from('2001:db8:1:2:ffff::')).status).toBe(429);
    expect((await from('2001:db8:1:3::1')).status).toBe(401);
    // H61: and a guest behind that very address comes in.
    expect((await from('203.0.113.1', makeLink(link))).status).toBe(200);
  });

  test('[H6] one link is counted by itself; what carries no link is not', async () => {
    await using small = await startHttpHouse({
      limits: { ...standardLimits, redeemPerToken: { points: 1, seconds: 60 } },
    });
    const token = makeLink(link);
    expect((await redeem({ token }, {}, small.url)).status).toBe(200);
    expect((await redeem({ token }, {}, small.url)).status).toBe(429);
    expect((await redeem({ token: makeLink({ ...link, personId: 'p-2' }) }, {}, small.url)).status).toBe(200);
    for (let n = 0; n < 3; n++) expect((await redeem({ no: 'token' }, {}, small.url)).status).toBe(400);
  });

  test('[H6] six hundred guests behind one address all come in', async () => {
    await using hall = await startHttpHouse();
    const answers = await Promise.all(
      Array.from({ length: 600 }, (_, n) => redeem({ token: makeLink({ ...link, personId: `g-${n}` }) }, {}, hall.url)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });
});
