import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { VerificationView } from '#contract/views/verification';
import { fakeClock } from '#support/fake-clock';
import { identify } from '#support/entitled';
import { arrive } from '#support/guest';
import { openHouse } from '#support/house';

const ALL_OK = { nib: 'ok', kbli: 'ok', scale: 'ok', independence: 'ok', region: 'ok', documents: 'ok' } as const;

test('[A15] [C125] what changes about party or authority between prepare and complete stops the signature', async () => {
  // 23.50 in Jakarta: the authority of the UMKM's signatory ends with this day.
  const clock = fakeClock('2021-01-18T16:50:00Z');
  await using house = await openHouse({
    clock,
    change: (ceremony) => {
      const owner = ceremony.people.find(({ id }) => id === 's-u1');
      if (owner !== undefined) owner['authority_until'] = '2021-01-18';
      // Columns are those of the first row.
      for (const person of ceremony.people) person['authority_until'] ??= '';
    },
  });
  const come = (personId: string) => arrive(house, house.link(personId));
  const [director, protocol, legal, company, umkm] = await Promise.all([
    come('director'),
    come('protocol'),
    come('legal'),
    come('s-c1'),
    come('s-u1'),
  ]);
  await legal.must('agreement:make-ready', { agreementId: 'a1' });
  await director.must('ceremony:open', {});
  await identify(protocol, company, umkm);
  for (const person of [company, umkm]) await person.consent('a1');
  await director.must('ceremony:go-live', {});
  await director.must('session:open', { wave: 1, minutes: 30 });

  const prepareThenComplete = async (person: typeof company, between: () => Promise<void>) => {
    await person.must('signing:prepare', { agreementId: 'a1' });
    const shown = Buffer.from(await (await person.get('/agreements/a1/document')).arrayBuffer());
    const segment = Buffer.from(await (await person.get('/agreements/a1/prepared')).arrayBuffer());
    await between();
    return person.refusal('signing:complete', {
      agreementId: 'a1',
      preparedSha256: createHash('sha256').update(shown).update(segment).digest('hex'),
      signature: Buffer.alloc(64).toString('base64'),
    });
  };
  const recheck = (partyId: string) => legal.must('party:check', { partyId, checks: ALL_OK, note: null });

  expect(await prepareThenComplete(company, () => recheck('u1'))).toBe('party-not-cleared');
  expect(await company.refusal('signing:prepare', { agreementId: 'a1' })).toBe('party-not-cleared');
  const board = await legal.until('board', ({ rows }) => rows['a1']?.obstacle === 'party-not-cleared');
  expect(board.rows['a1']).toMatchObject({ state: 'in-session', signed: 0 });
  await legal.must('party:clear', { partyId: 'u1', reason: null });
  await legal.until('board', ({ rows }) => rows['a1']?.obstacle === null);

  const withdraw = { partyId: 'c1', authorityId: 's-c1', reason: 'Surat kuasa dicabut' };
  expect(await prepareThenComplete(company, () => legal.must('authority:withdraw', withdraw))).toBe(
    'authority-missing',
  );
  const anew = { partyId: 'c1', personId: 's-c1', kind: 'deed', document: 'Akta 2', expiresOn: null } as const;
  await legal.must('authority:register', { ...anew, authorityId: 'small', scope: { kind: 'value', limit: 1000 } });
  expect(await company.refusal('signing:prepare', { agreementId: 'a1' })).toBe('authority-missing');
  await legal.must('authority:check', { partyId: 'c1', authorityId: 'small' });
  expect(await company.refusal('signing:prepare', { agreementId: 'a1' })).toBe('authority-exceeded');
  const named = { kind: 'agreements' as const, agreementIds: ['a1'] };
  await legal.must('authority:register', { ...anew, authorityId: 'named', scope: named });
  await legal.must('authority:check', { partyId: 'c1', authorityId: 'named' });
  expect(await company.sign('a1')).toMatchObject({ ok: true });

  expect(
    await prepareThenComplete(umkm, async () => {
      clock.advance(10 * 60_000);
      await recheck('u1');
      await legal.must('party:clear', { partyId: 'u1', reason: null });
    }),
  ).toBe('authority-expired');

  // Names, notes and documents are beside the chain.
  const ledger = JSON.stringify(await house.store.read('small', 0, 10_000));
  for (const words of ['Contoh c1', 'Jalan Contoh', 'dicabut', 'Akta 2', 'Akta Contoh'])
    expect(ledger).not.toContain(words);
  const { rows } = await legal.until('parties', () => true);
  expect(rows['c1']).toMatchObject({ name: 'Contoh c1', formatDoubts: ['kbli'], vetting: { by: 'Nama legal' } });
  expect(rows['c1']?.authorities.map(({ document, withdrawn }) => [document, withdrawn !== null])).toEqual([
    ['Akta Contoh Nomor 1', true],
    ['Akta 2', false],
    ['Akta 2', false],
  ]);
  expect((await company.subscribe('parties')).ok).toBe(false);
});

test('[A16] [A17] [A20] [A21] [A22] [C126] [C127] proof, new name, new signatory, new version, void', async () => {
  await using house = await openHouse({
    change: (ceremony) => {
      const [, , , , owner] = ceremony.people;
      ceremony.people.push({ ...owner, id: 's-u1b', party: 'u1', role: 'signatory', name: 'Nama pengganti' });
    },
  });
  const come = (personId: string) => arrive(house, house.link(personId));
  const [legal, company] = await Promise.all([come('legal'), come('s-c1')]);
  const standing = async (agreementId: string) => {
    const { verifyUrl } = await company.agreement(agreementId);
    const response = await fetch(`${house.url}/api/verify/${verifyUrl.split('/').at(-1)}`);
    return ((await response.json()) as VerificationView).document.standing;
  };
  await legal.must('agreement:make-proof', { agreementId: 'a1' });
  await legal.until('board', ({ rows }) => rows['a1']?.state === 'proof');
  const proof = await legal.get('/agreements/a1/proof');
  expect(Buffer.from(await proof.arrayBuffer()).toString('latin1')).toContain('/TkProof');
  expect((await company.get('/agreements/a1/proof')).status).toBe(403);

  const other = {
    field: 'party-2',
    personId: 's-u1b',
    basis: { id: 'Surat kuasa 7', en: 'Power of attorney 7' },
  } as const;
  const rename = { partyId: 'c1', name: 'PT Nama Baru', address: 'Jalan Baru 2' };
  await legal.must('agreement:make-ready', { agreementId: 'a1' });
  expect(await legal.refusal('party:rename', rename)).toBe('needs-new-version');
  expect(await legal.refusal('agreement:replace-signatory', { agreementId: 'a1', ...other })).toBe('needs-new-version');

  const terms = {
    title: { id: 'Judul baru', en: 'New title' },
    activity: { id: 'Kegiatan', en: 'Activity' },
    value: 30,
    targets: [10, 10, 10].map((value, index) => ({ year: 2021 + index, value })),
  };
  await legal.must('agreement:replace', { agreementId: 'a1', reason: 'Nama berubah', terms });
  await legal.must('party:rename', rename);
  expect(await legal.refusal('agreement:replace-signatory', { agreementId: 'a1-v2', ...other, personId: 's-c2' })).toBe(
    'wrong-signatory',
  );
  await legal.must('agreement:replace-signatory', { agreementId: 'a1-v2', ...other });
  await legal.must('agreement:make-ready', { agreementId: 'a1-v2' });
  const next = await company.until(
    'self',
    ({ agreements }) => agreements.find(({ agreementId }) => agreementId === 'a1-v2')?.state === 'ready',
  );
  expect(next.agreements.find(({ agreementId }) => agreementId === 'a1-v2')).toMatchObject({
    title: { en: 'New title' },
    value: 30,
    termYears: 3,
    endsOn: '2024-01-17',
    signatures: [{ organisation: 'PT Nama Baru' }, { name: 'Nama pengganti' }, {}],
  });
  const { rows } = await legal.until('board', (view) => view.rows['a1-v2']?.state === 'ready');
  expect(rows['a1']).toMatchObject({ state: 'replaced', replacedBy: 'a1-v2', version: 1 });
  expect(rows['a1-v2']).toMatchObject({ first: 'PT Nama Baru', version: 2, state: 'ready' });
  expect(await standing('a1')).toMatchObject({ state: 'replaced', replacedBy: { version: 2 } });
  const figures = await legal.until('figures', () => true);
  expect(figures.kinds.contract.count).toBe(2);

  await legal.must('agreement:void', { agreementId: 'a1-v2', reason: 'Keliru' });
  expect(await standing('a1-v2')).toMatchObject({ state: 'voided', signed: 0, of: 3 });
  expect(await legal.refusal('agreement:replace', { agreementId: 'a1-v2', reason: 'Lagi' })).toBe('agreement-voided');
  // A duplicate click: the same wish under another id changes nothing.
  const before = (await house.store.ledgers())[0]?.position;
  await legal.must('agreement:void', { agreementId: 'a1-v2', reason: 'Lain' });
  expect((await house.store.ledgers())[0]?.position).toBe(before);
});
