import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { NOTICE_VERSION } from '#contract/constants';
import { linksAfterClosing } from '#flow/links-after-closing';
import { personalLinks } from '#flow/personal-links';
import { replay } from '#flow/replay';
import { openCeremonies } from '#flow/ceremonies';
import { createReadDocument } from '#flow/read-document';
import { createRevocations } from '#flow/revocations';
import { createVerifyDocument } from '#flow/verify-document';
import { systemClock as clock } from '#platform/clock';
import { randomBytes } from '#platform/random';
import { agreementStream } from '#projections/live-ceremony';
import { openAuthority } from '#signing/authority';
import { createVerifier } from '#signing/verifier';
import { databaseFile } from '#store/database';
import type { Json, JsonObject, Store } from '#store/port';
import { restoreBackup } from '#store/restore';
import { openSqliteStore } from '#store/sqlite-store';
import { sqlitePlace, tamper } from '#support/sqlite-place';

const kept = fileURLToPath(new URL('../support/ledgers/first-light.teken', import.meta.url));

/** A house in which one ceremony was held and closed. */
const openClosed = async () => {
  await using opening = new AsyncDisposableStack();
  const place = opening.use(sqlitePlace());
  const folder = place.beside('restored');
  restoreBackup(kept, folder);
  const store = opening.use(await openSqliteStore({ folder }));
  const resources = opening.move();
  return { folder, store, [Symbol.asyncDispose]: () => resources.disposeAsync() };
};

const authorityOf = (folder: string) =>
  openAuthority({
    folder: join(folder, 'keys'),
    organiser: 'Lembaga Contoh',
    now: clock.now(),
    crlUrl: 'http://localhost/authority/crl',
    randomBytes,
  });

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

const write = async (store: Store, personId: string, event: { readonly type: string; readonly data: JsonObject }) => {
  const stream = `person/${personId}`;
  const expectedVersion = (await store.lastOfStream('small', stream))?.version ?? 0;
  const writes = [{ stream, expectedVersion, events: [{ ...event, schema: 1 }] }];
  const outcome = await store.append({ ledger: 'small', actor: 'director', at: clock.now().toISOString(), writes });
  expect(outcome).toMatchObject({ ok: true });
};

const revocation = (personId: string) => ({ type: 'link-revoked', data: { personId } });

test('[W8] [L24] a start leaves a closed ceremony asleep, and it is there for whoever asks', async () => {
  await using house = await openClosed();
  const ceremonies = await openCeremonies(house.store);
  expect(ceremonies.all()).toEqual([]);
  expect(ceremonies.find('small')).toBeNull();
  expect(ceremonies.ids()).toEqual(['small']);
  const [one, same] = await Promise.all([ceremonies.load('small'), ceremonies.load('small')]);
  expect(one?.ceremony.phase).toBe('closed');
  expect(same).toBe(one);
  expect(ceremonies.find('small')).toBe(one);
  expect(await ceremonies.load('another')).toBeNull();
});

const verifier = createVerifier({ threads: 1 });
afterAll(() => verifier.stop());
const verifying = {
  verifier,
  clock,
  publicUrl: 'http://localhost',
  recognisedRoots: [],
  timeRoots: [],
  program: 'Teken',
};

test('[S31] [C183] a certificate of an older ledger, revoked after its closing, is in the list and told of', async () => {
  await using house = await openClosed();
  const { store } = house;
  const issued = (await store.read('small', 0, 1_000)).find(
    ({ type, stream }) => type === 'certificate-issued' && stream === 'person/s-c1',
  );
  const certificateSha256 = textOf(issued?.data['certificateSha256']);
  const revokedAt = clock.now().toISOString();
  const data = { personId: 's-c1', certificateSha256, serial: null, reason: 'cessation', by: 'legal', revokedAt };
  await write(store, 's-c1', { type: 'certificate-revoked', data });
  const ceremonies = await openCeremonies(store);
  const authority = await authorityOf(house.folder);
  const revocations = createRevocations({ ceremonies, authority, clock });
  const verify = createVerifyDocument({ ...verifying, ceremonies, store, authority, revocations });
  const bytes = await store.readDocument('small', agreementStream('a1'));
  const answer = await verify.file(bytes ?? new Uint8Array());
  const told = answer.ok ? answer.view.signatures.map(({ revokedLater }) => revokedLater?.reason ?? null) : [];
  expect(answer).toMatchObject({ ok: true, view: { verdict: 'valid' } });
  expect(told.filter((reason) => reason !== null)).toEqual(['cessation']);
});

test('[W8] documents of a closed ceremony are verified and read by their signatories after a restart', async () => {
  await using house = await openClosed();
  const { store } = house;
  const authority = await authorityOf(house.folder);
  const events = await store.read('small', 0, 1_000);
  const draft = events.find(({ stream, type }) => stream === 'agreement/a1' && type === 'agreement-drafted');
  const afresh = async () => {
    const ceremonies = await openCeremonies(store);
    const revocations = createRevocations({ ceremonies, authority, clock });
    return createVerifyDocument({ ...verifying, ceremonies, store, authority, revocations });
  };
  const byCode = await afresh();
  const issued = { ok: true, view: { verdict: 'valid', issued: true, document: { ledger: { ceremonyId: 'small' } } } };
  expect(await byCode.code(textOf(draft?.data['verifyCode']))).toMatchObject(issued);
  expect(await byCode.code('A'.repeat(22))).toMatchObject({ ok: false });

  const bytes = await store.readDocument('small', agreementStream('a1'));
  const byFile = await afresh();
  // H60: what is verified is given away.
  expect(await byFile.file(Uint8Array.from(bytes ?? []))).toMatchObject(issued);

  const arrival = events.findLast(({ type, actor }) => type === 'person-arrived' && actor === 's-c1');
  const viewer = { ceremonyId: 'small', personId: 's-c1', device: textOf(arrival?.data['device']), serial: 1 };
  // What has to be accepted may have changed since.
  const accepted = { personId: 's-c1', noticeVersion: NOTICE_VERSION };
  await write(store, 's-c1', { type: 'notice-accepted', data: accepted });
  const read = createReadDocument({ ceremonies: await openCeremonies(store), store });
  const answer = await read(viewer, 'a1');
  expect(answer.ok ? null : answer.problem).toBeNull();
  expect(answer.ok && Buffer.compare(answer.bytes, bytes ?? new Uint8Array())).toBe(0);
});

test('[W8] what is committed in a closed ceremony while it wakes, and after, is in what is seen of it', async () => {
  await using house = await openClosed();
  const { store } = house;
  const ceremonies = await openCeremonies(store);
  const loading = ceremonies.load('small');
  await write(store, 's-c2', revocation('s-c2'));
  const live = await loading;
  expect(live).toMatchObject({ position: 100 });
  expect(live?.ceremony.people.get('s-c2')?.link.state).toBe('revoked');
  await write(store, 'mc', revocation('mc'));
  expect(ceremonies.find('small')).toMatchObject({ position: 101 });
});

test('[L25] an event that breaks its schema stops the replay, and the sentence names ledger and position', async () => {
  await using house = await openClosed();
  await house.store[Symbol.asyncDispose]();
  tamper(databaseFile(house.folder), `UPDATE events SET data = '{"wave":"first"}' WHERE type = 'session-opened'`);
  await using store = await openSqliteStore({ folder: house.folder });
  const ceremonies = await openCeremonies(store);
  await expect(ceremonies.load('small')).rejects.toMatchObject({
    code: 'damaged',
    message: expect.stringMatching(
      /^Event \d+ \(session-opened\) of the ledger small is not one that this Teken knows/,
    ),
  });
});

test('[F51] the officers of a closed ceremony keep their links after a restart, and nobody is replayed for it', async () => {
  await using house = await openClosed();
  const whole = await replay(house.store, 'small');
  const [first] = whole.ceremony.people.values();
  if (first?.link.state !== 'valid') throw new Error('Nobody has a link.');
  const now = new Date(Date.parse(first.link.expiresAt) - 1);
  const parts = { key: new Uint8Array(32), publicUrl: 'http://localhost', now };
  const links = await linksAfterClosing(house.store, 'small', parts);
  expect(links).toEqual(personalLinks(whole, parts));
  expect(links.map(({ role, isClosed }) => [role, isClosed])).toEqual([
    ['director', true],
    ['protocol', true],
    ['legal', true],
  ]);
  for (const { name } of links) expect(name).toMatch(/^Nama /);
  const legal = links.find(({ role }) => role === 'legal');
  await write(house.store, legal?.personId ?? '', revocation(legal?.personId ?? ''));
  expect((await linksAfterClosing(house.store, 'small', parts)).map(({ role }) => role)).toEqual([
    'director',
    'protocol',
  ]);
  const later = { ...parts, now: new Date('2100-01-01T00:00:00Z') };
  expect(await linksAfterClosing(house.store, 'small', later)).toEqual([]);
});
