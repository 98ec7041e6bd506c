import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { agreementEventSchemas } from '#agreement/events';
import { ceremonyEventSchemas } from '#ceremony/events';
import { isRefusal } from '#contract/refusal';
import { openCeremonies } from '#flow/ceremonies';
import { rehearse } from '#flow/rehearse';
import { startReactions } from '#flow/reactions';
import { recordReactions } from '#flow/record-reactions';
import { replay } from '#flow/replay';
import { randomBytes } from '#platform/random';
import { commitments } from '#projections/committed';
import { nameOf, officialsOf } from '#projections/people-data';
import { subjectsAbout } from '#projections/record-data';
import { databaseFile } from '#store/database';
import { restoreBackup } from '#store/restore';
import { openSqliteStore } from '#store/sqlite-store';
import { fakeClock } from '#support/fake-clock';
import { CEREMONY, comeIn, openFlowHouse } from '#support/flow-house';
import { arrive } from '#support/guest';
import { openHouse } from '#support/house';
import { must } from '#support/reaction-checks';
import { sqlitePlace, tamper } from '#support/sqlite-place';

const renamed = (subject: string): string =>
  `UPDATE personal SET data = json_set(data, '$.name', 'Orang Lain') WHERE subject = '${subject}'`;

test('[F52] every event that holds a commitment says under which subject it stands', () => {
  const schemas: { readonly [type: string]: z.ZodType } = { ...ceremonyEventSchemas, ...agreementEventSchemas };
  const holding = Object.keys(schemas).filter((type) =>
    JSON.stringify(z.toJSONSchema(schemas[type] ?? z.never())).includes('ommitment"'),
  );
  // What is approved was committed to before.
  expect(holding.filter((type) => !(type in commitments))).toEqual(['name-approved']);
  expect(holding.length).toBeGreaterThan(15);
});

test('[F52] [L60] what is not as committed is not taken from the store, and is told with ledger, event and what to do', async () => {
  await using house = await openFlowHouse();
  const { store, folder } = house;
  const file = databaseFile(folder);
  const whole = await replay(store, 'small');
  expect([whole.differing.size, whole.personal.size]).toEqual([0, house.line.committed.personal.size]);
  const place = (subject: string): number => whole.committed.get(subject)?.position ?? 0;
  tamper(
    file,
    // Changed, exchanged, unreadable, made up.
    renamed('person/minister'),
    "UPDATE personal SET subject = 'person/other' WHERE subject = 'person/s-c1'",
    "UPDATE personal SET subject = 'person/s-c1' WHERE subject = 'person/s-c2'",
    "UPDATE personal SET subject = 'person/s-c2' WHERE subject = 'person/other'",
    "UPDATE personal SET data = 'not even JSON' WHERE subject = 'person/mc'",
    `INSERT INTO personal (ledger, subject, salt, data) VALUES ('small', 'officials/d-62', '', '{"officials":[{"name":"Gadungan","position":"-"}]}')`,
  );
  const told: { readonly [key: string]: unknown }[] = [];
  const ceremonies = await openCeremonies(store, { error: (fields: object) => void told.push({ ...fields }) });
  const live = ceremonies.find('small');
  if (live === null) throw new Error('The ceremony is not here.');
  const people = ['minister', 's-c1', 's-c2', 'mc'];
  expect(people.map((personId) => nameOf(live, personId))).toEqual(['—', '—', '—', '—']);
  expect([nameOf(live, 's-u1'), officialsOf(live, 'd-62')]).toEqual([nameOf(whole, 's-u1'), []]);
  const named = people.map((personId) => [`person/${personId}`, place(`person/${personId}`)] as const);
  expect(live.differing).toEqual(new Map([...named, ['officials/d-62', null]]));
  expect(told).toHaveLength(5);
  expect(told).toContainEqual({
    ledger: 'small',
    position: place('person/minister'),
    mend: expect.stringMatching(
      /of small as person\/minister is not what event \d+ commits to.*from the latest backup/,
    ),
  });
  // Nor does it come into a rehearsal.
  const { clock } = house;
  const gladi = await rehearse('small', 'gladi', { ceremonies, store, clock, random: randomBytes });
  if (isRefusal(gladi)) throw new Error(gladi.refused.detail);
  expect((await replay(store, 'gladi')).differing.size).toBe(0);
  expect([...(await store.personal('gladi')).keys()].filter((subject) => live.differing.has(subject))).toEqual([]);
  ceremonies.stop();
  // Whoever erases a person erases what was put there, too.
  expect(subjectsAbout(live, 'd-62')).toContain('officials/d-62');
});

test('[F52] [L22] of the first release’s ledger everything is as committed', async () => {
  await using place = sqlitePlace();
  const folder = place.beside('restored');
  restoreBackup(fileURLToPath(new URL('../support/ledgers/first-light.teken', import.meta.url)), folder);
  await using store = await openSqliteStore({ folder });
  const { personal, differing } = await replay(store, 'small');
  expect([personal.size, [...differing]]).toEqual([(await store.personal('small')).size, []]);
});

test('[F52] erased data stays a blank without a word, and what comes back after an erasure is none', async () => {
  await using house = await openFlowHouse();
  const { store, folder } = house;
  await comeIn(house, 'director', 'protocol');
  const record = (await store.personal('small')).get('person/s-u2');
  await must(house.command('director', 'link:revoke', { personId: 's-u2' }));
  await comeIn(house, 'legal');
  await must(house.command('legal', 'agreement:void', { agreementId: 'a2', reason: 'Mundur' }));
  await must(house.command('protocol', 'person:erase', { personId: 's-u2', reason: 'asked' }));
  const erased = await replay(store, 'small');
  expect([nameOf(erased, 's-u2'), erased.differing.size]).toEqual(['—', 0]);
  const { salt = '', data } = record ?? {};
  tamper(
    databaseFile(folder),
    `INSERT INTO personal (ledger, subject, salt, data) VALUES ('small', 'person/s-u2', '${salt}', '${JSON.stringify(data)}')`,
  );
  const back = await replay(store, 'small');
  expect([nameOf(back, 's-u2'), [...back.differing.keys()]]).toEqual(['—', ['person/s-u2']]);
  // What stands beside the chain is today's, also for who looks at an earlier event.
  await must(
    house.command('protocol', 'name:correct', { personId: 'mc', name: 'Baru', spokenName: 'Baru', reason: null }),
  );
  const earlier = await replay(store, 'small', back.position);
  expect([nameOf(earlier, 'mc'), earlier.differing.has('person/mc'), earlier.position]).toEqual([
    'Baru',
    false,
    back.position,
  ]);
});

test('[F53] a name that was changed in the store is in no document and no certificate, hinders nobody else, and is mended by correcting it', async () => {
  const place = await mkdtemp(join(tmpdir(), 'teken-beside-'));
  const dataDir = join(place, 'data');
  try {
    {
      await using house = await openHouse({ dataDir });
      const director = await arrive(house, house.link('director'));
      await director.must('ceremony:open', {});
    }
    tamper(databaseFile(dataDir), renamed('person/s-c1'));
    await using house = await openHouse({ dataDir });
    const come = (personId: string) => arrive(house, house.link(personId));
    const [legal, protocol, company] = await Promise.all([come('legal'), come('protocol'), come('s-c1')]);
    const { rows } = await protocol.until('roster', (roster) => roster.rows['s-c1'] !== undefined);
    expect([rows['s-c1']?.name, rows['s-u1']?.name]).toEqual(['—', expect.stringContaining('Nama')]);
    const board = await legal.until('board', ({ differing }) => differing.length > 0);
    expect(board.differing).toEqual([{ subject: 'person/s-c1', position: expect.any(Number) }]);
    // Its document waits, that of the others does not.
    expect(await legal.refusal('agreement:make-ready', { agreementId: 'a1' })).toBe('not-as-written');
    await legal.must('agreement:make-ready', { agreementId: 'a2' });
    const issued = await protocol.command('identity:issue-code', { personId: 's-c1' });
    await company.must('identity:enter-code', { code: issued.ok ? (issued.reply?.code ?? '') : '' });
    await expect(company.enrol()).rejects.toThrow('not what the ledger names');
    const attendance = await legal.get('/attendance-list');
    expect([attendance.status, ((await attendance.json()) as { code: string }).code]).toEqual([500, 'not-as-written']);
    // The right name, committed to anew.
    await protocol.must('name:correct', { personId: 's-c1', name: 'Nama Benar', spokenName: 'Benar', reason: null });
    await legal.until('board', ({ differing }) => differing.length === 0);
    await legal.must('agreement:make-ready', { agreementId: 'a1' });
    await company.enrol();
    expect((await legal.get('/attendance-list')).status).toBe(200);
  } finally {
    await rm(place, { recursive: true, force: true });
  }
});

test('[F53] [C190] the minutes are not sealed with a blank for a name that was changed, and say why, unless the director closes without it', async () => {
  const clock = fakeClock();
  await using stack = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'teken-beside-'));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  {
    await using _ = await openFlowHouse({ folder, clock });
  }
  tamper(databaseFile(folder), renamed('person/d-62'));
  const house = stack.use(await openFlowHouse({ folder, clock }));
  const reactions = startReactions({ ...house, timer: clock }, recordReactions);
  stack.defer(() => reactions.stop());
  await comeIn(house, 'director');
  for (const name of ['ceremony:open', 'ceremony:go-live', 'ceremony:close'] as const) {
    await must(house.command('director', name, {}));
  }
  const failed = () => reactions.pending(CEREMONY).find(({ tries }) => tries > 0);
  await expect.poll(failed, { interval: 5 }).toMatchObject({
    name: 'close-record',
    reason: expect.stringContaining('person/d-62 is not what event'),
    nextTry: new Date(clock.now().getTime() + 1_000).toISOString(),
  });
  await must(house.command('director', 'ceremony:finish', {}));
  clock.advance(1_000);
  await expect.poll(() => house.line.committed.ceremony.phase, { timeout: 10_000, interval: 10 }).toBe('closed');
});
