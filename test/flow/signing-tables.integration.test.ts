import { expect, test } from 'vitest';
import type { SatDownView, TableView } from '#contract/views/signing-tables';
import { arrive, openSocket, redeem, type Guest } from '#support/guest';
import { openIdentityKeys } from '#identity/keys';
import { makeTicket } from '#identity/tickets';
import { randomBytes } from '#platform/random';
import { openHouse, type House } from '#support/house';
import { openSigning, readyToSign } from '#support/signed-agreement';

const replyOf = async (guest: Guest, ...given: Parameters<Guest['command']>) => {
  const answer = await guest.command(...given);
  if (!answer.ok) throw new Error(`${given[0]}: ${answer.problem.code}`);
  return answer.reply ?? {};
};

/** A browser that is no page: keeps cookies, names no origin. */
const tablet = (house: House) => {
  const jar = new Map<string, string>();
  const ask = async (path: string, body?: object): Promise<Response> => {
    const response = await fetch(`${house.url}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        'content-type': 'application/json',
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      const [name = '', value = ''] = pair.split('=');
      if (/Max-Age=0/.test(set)) jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  };
  return { jar, ask };
};
const problem = async (response: Response): Promise<string> => ((await response.json()) as { code: string }).code;
const tokenOf = (link = ''): string => link.split('/').at(-1) ?? '';

test('[C200] [P13] [H35] a table is one tablet; a personal link opens none, and its link nobody', async () => {
  await using house = await openHouse();
  const { director, protocol, legal } = await openSigning(house);
  expect(await legal.refusal('table:open', { tableId: 't1', name: 'Meja 1' })).toBe('not-allowed');
  const { link } = await replyOf(protocol, 'table:open', { tableId: 't1', name: 'Meja 1' });
  const one = tablet(house);
  const other = tablet(house);
  expect(await problem(await one.ask('/api/table/small'))).toBe('not-signed-in');
  const personal = await one.ask('/api/table/join', { token: tokenOf(house.link('s-c1').url) });
  expect(await problem(personal)).toBe('link-invalid');
  expect((await redeem(house, { url: link ?? '' }, new Map())).status).toBe(401);
  expect((await one.ask('/api/table/join', { token: tokenOf(link) })).ok).toBe(true);
  expect(await problem(await other.ask('/api/table/join', { token: tokenOf(link) }))).toBe('other-device');
  const view = (await (await one.ask('/api/table/small')).json()) as TableView;
  expect(view).toMatchObject({ table: 'Meja 1', next: null, taken: false });

  const again = await replyOf(protocol, 'table:open', { tableId: 't1', name: 'Meja 1' });
  expect(await problem(await one.ask('/api/table/small'))).toBe('taken-over');
  expect(await problem(await one.ask('/api/table/join', { token: tokenOf(link) }))).toBe('link-revoked');
  expect((await other.ask('/api/table/join', { token: tokenOf(again.link) })).ok).toBe(true);
  await director.must('table:close', { tableId: 't1' });
  expect(await problem(await other.ask('/api/table/small'))).toBe('unknown-table');
});

test('[C201] [C203] [C206] [C208] [H36] [H37] [A56] [A57] called, seated, helped, signed, risen', async () => {
  await using house = await openHouse();
  const { director, protocol } = await openSigning(house);
  await director.must('ceremony:go-live', {});
  await director.must('session:open', { wave: 1 });
  const { link } = await replyOf(protocol, 'table:open', { tableId: 't1', name: 'Meja 1' });
  const { jar, ask } = tablet(house);
  await ask('/api/table/join', { token: tokenOf(link) });
  const call = { tableId: 't1', personId: 's-c1', method: 'known-in-person' } as const;
  expect(await protocol.refusal('table:call', { ...call, personId: 'director' })).toBe('not-allowed');
  expect(await protocol.refusal('table:call', { ...call, personId: 'd-62' })).toBe('not-a-signatory');
  // They were on their own phone before; what they hold there signs nothing any more.
  const phone = await readyToSign(house, protocol, 's-c1');
  const { code = '' } = await replyOf(protocol, 'table:call', call);
  expect(((await (await ask('/api/table/small')).json()) as TableView).next).toBe('Nama s-c1');
  const wrong = code === '00000000' ? '00000001' : '00000000';
  expect(await problem(await ask('/api/table/small/sit', { code: wrong }))).toBe('code-wrong');
  const seated = (await (await ask('/api/table/small/sit', { code })).json()) as SatDownView;
  expect(seated).toMatchObject({ table: 'Meja 1', session: { person: { personId: 's-c1' }, noticeAccepted: false } });
  expect(await problem(await ask('/api/table/small/sit', { code }))).toBe('code-not-issued');
  expect(await protocol.refusal('table:call', call)).toBe('table-taken');
  phone.close();

  const guest = await arrive(house, { url: '' }, { jar: new Map(jar), session: seated.session });
  const helper = { name: 'Nama Pendamping', relation: 'anak' };
  await protocol.must('identity:name-helper', { personId: 's-c1', helper });
  await guest.until('self', (self) => self.helper?.name === 'Nama Pendamping' && self.table === 'Meja 1');
  await guest.enrol();
  await guest.consent('a1');
  expect(await guest.sign('a1')).toMatchObject({ ok: true });

  const events = await house.store.read('small', 0, 5_000);
  const signed = events.find(({ type }) => type === 'signature-completed');
  const named = events.find(({ type }) => type === 'helper-named');
  expect(signed?.data).toMatchObject({
    personId: 's-c1',
    evidence: {
      table: 't1',
      assistedBy: named?.data['commitment'],
      identifiedBy: 'known-in-person',
      officer: 'protocol',
    },
  });
  expect(JSON.stringify(events)).not.toMatch(/Nama Pendamping|"anak"/);

  const left = await ask('/api/table/small/leave', { reason: 'handed-over' });
  expect(left.status).toBe(204);
  expect(left.headers.get('clear-site-data')).toContain('"storage"');
  expect([...jar.keys()].sort()).toEqual(['teken-device', 'teken-table.small']);
  expect((await guest.get('/agreements/a1/document')).status).toBe(409);
  await protocol.until('tables', ({ rows }) => rows['t1']?.seat === null);
  const after = await house.store.read('small', 0, 5_000);
  expect(after.find(({ type }) => type === 'table-left')?.data).toMatchObject({ reason: 'handed-over' });
  // The signature stays good; the way in is their own link again.
  const again = await arrive(house, house.link('s-c1'));
  expect((await again.agreement('a1')).mine).toBe('signed');
  guest.close();
  again.close();
});

test('[C204] [H63] sitting ends once however often it is said, a late word ends no other, and signing lands or is refused', async () => {
  await using house = await openHouse();
  const { director, protocol } = await openSigning(house);
  await director.must('ceremony:go-live', {});
  await director.must('session:open', { wave: 1 });
  const { link } = await replyOf(protocol, 'table:open', { tableId: 't1', name: 'Meja 1' });
  const { jar, ask } = tablet(house);
  await ask('/api/table/join', { token: tokenOf(link) });
  const sitDown = async (personId: string): Promise<Guest> => {
    const call = { tableId: 't1', personId, method: 'known-in-person' } as const;
    const { code = '' } = await replyOf(protocol, 'table:call', call);
    const seated = (await (await ask('/api/table/small/sit', { code })).json()) as SatDownView;
    return arrive(house, { url: '' }, { jar: new Map(jar), session: seated.session });
  };
  const leave = () => ask('/api/table/small/leave', { reason: 'handed-over' });
  const first = await sitDown('s-c1');
  await first.until('self', ({ table }) => table === 'Meja 1');
  await first.enrol();
  await first.consent('a1');
  const early = new Map(jar);
  // Whoever is gone is told nothing any more: what became of it stands in the ledger.
  void first.sign('a1').catch(() => null);
  await new Promise((resolve) => setTimeout(resolve, 30));
  const left = await Promise.all([leave(), leave(), leave()]);
  expect(left.map(({ status }) => status)).toEqual([204, 204, 204]);
  first.close();

  const second = await sitDown('s-u1');
  for (const [name, value] of early) jar.set(name, value);
  jar.delete('teken.small.s-u1');
  expect((await leave()).status).toBe(204);
  await second.until('self', ({ table }) => table === 'Meja 1');
  second.close();

  const events = await house.store.read('small', 0, 5_000);
  const count = (type: string) =>
    events.filter((event) => event.type === type && event.stream !== 'person/s-u1').length;
  expect([count('table-left'), count('certificate-revoked')]).toEqual([1, 1]);
  expect(events.filter(({ type }) => type === 'table-left').map(({ actor }) => actor)).toEqual(['s-c1']);
  const completed = events.find(({ type }) => type === 'signature-completed');
  const revoked = events.find(({ type }) => type === 'certificate-revoked');
  // Either it landed before the sitting ended, or nothing of it did.
  if (completed !== undefined) expect(completed.position).toBeLessThan(revoked?.position ?? 0);
});

test('[H55] [H37] the officer who opened the link there, and whoever was there before, are nobody at the table', async () => {
  await using house = await openHouse();
  const { director, protocol } = await openSigning(house);
  const { link } = await replyOf(protocol, 'table:open', { tableId: 't1', name: 'Meja 1' });
  const { jar, ask } = tablet(house);
  const mine = (): string[] => [...jar.keys()].filter((name) => name.startsWith('teken.')).sort();
  const visit = async (personId: string): Promise<void> => {
    const own = new Map<string, string>();
    await redeem(house, house.link(personId), own);
    for (const [name, value] of own) jar.set(name, value);
  };
  jar.set('teken.small.protocol', protocol.jar.get('teken.small.protocol') ?? '');
  await ask('/api/table/join', { token: tokenOf(link) });
  expect(mine()).toEqual([]);

  await visit('d-62');
  const call = { tableId: 't1', personId: 's-c1', method: 'known-in-person' } as const;
  const { code = '' } = await replyOf(protocol, 'table:call', call);
  await ask('/api/table/small/sit', { code });
  expect(mine()).toEqual(['teken.small.s-c1']);

  await director.must('table:close', { tableId: 't1' });
  const left = await ask('/api/table/small/leave', { reason: 'handed-over' });
  expect([left.status, left.headers.get('clear-site-data'), mine()]).toEqual([404, '"cache", "storage"', []]);
});

test('[H56] [H36] a line that was opened with a ticket ends with it', async () => {
  await using house = await openHouse();
  const jar = new Map<string, string>();
  await redeem(house, house.link('s-c1'), jar);
  const deviceId = jar.get('teken-device') ?? '';
  const who = { ceremonyId: 'small', personId: 's-c1', deviceId, serial: 1 };
  const { tickets } = await openIdentityKeys(house.dataDir, randomBytes);
  jar.set('teken.small.s-c1', await makeTicket(tickets, who, new Date(), 2));
  const told: string[] = [];
  const socket = openSocket(house, who, jar);
  socket.on('connect', () => told.push('here'));
  socket.on('disconnect', () => told.push('gone'));
  const refused = Promise.withResolvers<unknown>();
  socket.on('connect_error', (error: Error & { readonly data?: unknown }) => refused.resolve(error.data));
  expect(await refused.promise).toMatchObject({ code: 'not-signed-in' });
  expect(told.slice(0, 2)).toEqual(['here', 'gone']);
  socket.close();
});
