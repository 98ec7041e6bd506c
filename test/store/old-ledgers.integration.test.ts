import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openCeremonies } from '#flow/ceremonies';
import { agreementStream } from '#projections/live-ceremony';
import { nameOf } from '#projections/people-data';
import { verifyPdf } from '#signing/verify';
import { restoreBackup } from '#store/restore';
import { openSqliteStore } from '#store/sqlite-store';
import { sqlitePlace } from '#support/sqlite-place';

const kept = (name: string): string => fileURLToPath(new URL(`../support/ledgers/${name}.teken`, import.meta.url));

const FIRST_LIGHT_HEAD = 'f6c669da0603db8beea4f2d266d733be503253fe577b3117c104c9b53f332a0a';

test('[L22] the ledger of the first release is restored, replayed and verified as it was written', async () => {
  await using place = sqlitePlace();
  const folder = place.beside('restored');
  expect(restoreBackup(kept('first-light'), folder)).toMatchObject({ ledgers: 1, events: 99 });
  await using store = await openSqliteStore({ folder });
  expect(await store.ledgers()).toEqual([{ ledger: 'small', position: 99, hash: FIRST_LIGHT_HEAD }]);
  expect(await store.verifyChain('small')).toEqual({ ok: true, events: 99, brokenAt: null });

  const live = await (await openCeremonies(store)).load('small');
  if (live === null) throw new Error('The ceremony of the kept ledger was not found.');
  expect(live.position).toBe(99);
  const { ceremony } = live;
  expect(ceremony).toMatchObject({ phase: 'closed', currentItem: 'closing', stage: [] });
  expect(ceremony.waves.get(1)).toMatchObject({ session: 'closed' });
  expect(ceremony.people.get('mc')?.link).toEqual({ state: 'revoked', serial: 1 });
  expect(ceremony.people.get('d-62')).toMatchObject({ link: { serial: 2 }, officials: 5 });
  expect(ceremony.people.get('minister')?.identity).toMatchObject({ state: 'confirmed', method: 'video' });
  expect(ceremony.people.get('s-u1')?.identity).toMatchObject({ state: 'confirmed', method: 'code' });
  expect(nameOf(live, 's-u2')).toBe('Nama s-u2');
  const told = [...live.agreements].map(([id, state]) => [
    id,
    state.phase,
    'signatures' in state ? state.signatures.map(({ personId }) => personId) : [],
  ]);
  expect(told).toEqual([
    ['a1', 'complete', ['s-c1', 's-u1', 'minister']],
    ['a2', 'declined', ['s-c2']],
    ['a3', 'ready', ['s-c1']],
  ]);
});

test('[L22] the documents of the first release are the bytes their events name, and their signatures hold', async () => {
  await using place = sqlitePlace();
  const folder = place.beside('restored');
  restoreBackup(kept('first-light'), folder);
  await using store = await openSqliteStore({ folder });
  const events = await store.read('small', 0, 1_000);
  const root = await readFile(join(folder, 'keys', 'root.pem'));
  const fields = { a1: ['party-1', 'party-2', 'witness-1'], a2: ['party-1'], a3: ['party-1'] };
  for (const [agreementId, signed] of Object.entries(fields)) {
    const stream = agreementStream(agreementId);
    const last = events.findLast((event) => event.stream === stream && event.type === 'signature-completed');
    const bytes = await store.readDocument('small', stream);
    if (bytes === null) throw new Error(`The document of ${agreementId} is gone.`);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(last?.data['sha256']);
    const report = await verifyPdf(bytes, { roots: [root], now: new Date('2027-01-01T00:00:00Z') });
    if ('unreadable' in report) throw new Error(report.problem);
    expect(report.modifiedAfterSigning).toBe(false);
    expect(report.signatures.filter(({ valid }) => valid).map(({ field }) => field)).toEqual([
      'certification',
      ...signed,
    ]);
  }
});
