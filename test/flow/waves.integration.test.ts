import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { VerificationView } from '#contract/views/verification';
import { identify } from '#support/entitled';
import { arrive, type Guest } from '#support/guest';
import { openHouse, type House } from '#support/house';

const AGREEMENTS = 4;

/** One company, one UMKM and a minister with four agreements in two waves; the director's are the phases. */
const openDay = async (house: House) => {
  const come = (personId: string) => arrive(house, house.link(personId));
  const [director, protocol, legal, minister, company, umkm] = await Promise.all([
    come('director'),
    come('protocol'),
    come('legal'),
    come('minister'),
    come('s-c1'),
    come('s-u1'),
  ]);
  for (let one = 1; one <= AGREEMENTS; one += 1) await legal.must('agreement:make-ready', { agreementId: `a${one}` });
  await director.must('ceremony:open', {});
  await identify(protocol, minister, company, umkm);
  await director.must('ceremony:go-live', {});
  return { director, legal, minister, company, umkm };
};

const manyAgreements = (ceremony: { agreements: Record<string, string>[]; head: Record<string, unknown> }): void => {
  const [model] = ceremony.agreements;
  ceremony.head['waves'] = [1, 2].map((wave) => ({ wave, title: { id: `Gelombang ${wave}`, en: `Wave ${wave}` } }));
  ceremony.agreements = Array.from({ length: AGREEMENTS }, (_, index) => ({
    ...model,
    id: `a${index + 1}`,
    number: String(index + 1).padStart(3, '0'),
    kind: index === 3 ? 'pre-contract' : 'contract',
    company_number: `${index + 1}/2021`,
    umkm_number: `${index + 1}/2021`,
  }));
};

const change = (
  ceremony: Parameters<typeof manyAgreements>[0] & {
    rundown: Record<string, string>[];
    parties: Record<string, string>[];
    people: Record<string, string>[];
  },
): void => {
  manyAgreements(ceremony);
  const [, signing] = ceremony.rundown;
  ceremony.rundown.push({ ...signing, id: 'signing-2', start: '2021-01-18T09:20:00+07:00', wave: '2' });
  ceremony.parties = ceremony.parties.filter(({ id }) => id === 'c1' || id === 'u1');
  ceremony.people = ceremony.people.filter(({ party }) => party === '' || party === 'c1' || party === 'u1');
};

const partiesSign = async (agreementId: string, ...people: readonly Guest[]): Promise<void> => {
  for (const person of people) {
    await person.consent(agreementId);
    expect(await person.sign(agreementId)).toMatchObject({ ok: true });
  }
};

test('[A32] [A34] [A19] [C131] [C132] [C133] a witness countersigns a wave, which closes with some unsigned', async () => {
  await using house = await openHouse({ change });
  const { director, minister, company, umkm, legal } = await openDay(house);
  await director.must('wave:order', { wave: 1, agreementIds: ['a3', 'a1'] });
  await director.must('session:open', { wave: 1, minutes: 10 });
  const { openWaves } = await company.until('stage', (stage) => stage.openWaves.length === 1);
  expect(Date.parse(openWaves[0]?.endsAt ?? '') - Date.now()).toBeGreaterThan(9 * 60_000);
  await director.must('session:extend', { wave: 1, minutes: 5 });

  expect(await minister.signWave(1)).toMatchObject({ prepared: { ok: false, problem: { code: 'nothing-to-sign' } } });
  for (const agreementId of ['a1', 'a2', 'a3']) await partiesSign(agreementId, company, umkm);
  // Nobody signs in bulk unseen, and no party signs so at all.
  expect(await minister.signWave(1)).toMatchObject({ prepared: { ok: false, problem: { code: 'consent-missing' } } });
  expect(await company.refusal('signing:prepare-wave', { wave: 1 })).toBe('not-allowed');
  expect(await minister.consentWave(1)).toMatchObject({ ok: true });
  await minister.until('self', ({ agreements }) => agreements.every(({ consented }) => consented !== null));
  const { prepared, completed } = await minister.signWave(1);
  // In the order of the wave; a4 waits for its parties still.
  expect(prepared).toMatchObject({
    reply: { outcomes: ['a3', 'a1', 'a2'].map((agreementId) => ({ agreementId, problem: null })) },
  });
  expect(completed).toMatchObject({ ok: true });

  // The organiser's seal follows by itself.
  const { rows } = await legal.until('board', (board) =>
    ['a1', 'a2', 'a3'].every((agreementId) => board.rows[agreementId]?.state === 'sealed'),
  );
  expect(['a1', 'a2', 'a3', 'a4'].map((id) => rows[id]?.place)).toEqual([2, 3, 1, 4]);
  const document = new Uint8Array(await (await company.get('/agreements/a1/document')).arrayBuffer());
  const answer = await fetch(`${house.url}/api/verify`, {
    method: 'POST',
    headers: { origin: house.url, 'content-type': 'application/pdf' },
    body: document,
  });
  const report = (await answer.json()) as VerificationView;
  expect(report).toMatchObject({ verdict: 'valid', document: { standing: { state: 'sealed', signed: 3, of: 3 } } });
  expect(report.signatures.map(({ field, seals }) => [field, seals]).at(-1)).toEqual(['seal-1', true]);

  const { waiting } = await director.until('board', (board) => board.waiting[0]?.people.length === 3);
  expect(waiting).toMatchObject([{ wave: 1, people: [{ agreements: 1 }, { agreements: 1 }, { agreements: 1 }] }]);
  company.close();
  await director.until('board', (board) => board.waiting[0]?.people[0]?.connected === false);
  await director.must('session:close', { wave: 1 });
  const figures = await director.until('figures', (view) => view.waves[0]?.state === 'closed');
  expect(figures.waves[0]?.tally).toMatchObject({
    count: 4,
    signed: 3,
    paper: 0,
    kinds: { contract: { signed: 3, count: 3 }, 'pre-contract': { signed: 0, count: 1 } },
  });
  expect(figures.provinces['31']).toMatchObject({ count: 4, signed: 3 });
  expect(figures.sectors.food).toMatchObject({ count: 4, signed: 3 });
  await legal.until('board', (board) => board.rows['a4']?.state === 'ready');

  // Stragglers go on in a later wave.
  await director.must('session:move', { agreementIds: ['a4'], toWave: 2 });
  await director.must('session:open', { wave: 2 });
  await umkm.until('self', ({ agreements }) =>
    agreements.some(({ wave, state }) => wave === 2 && state === 'in-session'),
  );
  expect(await umkm.refusal('signing:prepare', { agreementId: 'a4' })).toBe('not-your-turn');
  expect(await director.refusal('session:move', { agreementIds: ['a1'], toWave: 2 })).toBe('already-signed');
});

test('[A34] a revision of the wave that was prepared anew by itself since is not completed under the new one’s name', async () => {
  await using house = await openHouse({ change });
  const { director, minister, company, umkm } = await openDay(house);
  await director.must('session:open', { wave: 1 });
  for (const agreementId of ['a1', 'a2']) await partiesSign(agreementId, company, umkm);
  await minister.consentWave(1);
  const bytesOf = async (part: string) =>
    Buffer.from(await (await minister.get(`/agreements/a1/${part}`)).arrayBuffer());
  const command = minister.command.bind(minister);
  const swapping: Guest['command'] = async (name, payload, id) => {
    if (!('signatures' in payload)) return command(name, payload, id);
    // A second later the prepared revision says another time.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await minister.must('signing:prepare', { agreementId: 'a1' });
    const preparedSha256 = createHash('sha256')
      .update(await bytesOf('document'))
      .update(await bytesOf('prepared'))
      .digest('hex');
    const signatures = payload.signatures.map((one) => (one.agreementId === 'a1' ? { ...one, preparedSha256 } : one));
    return command('signing:complete-wave', { wave: 1, signatures }, id);
  };
  const { completed } = await Object.assign(minister, { command: swapping }).signWave(1);
  expect(completed).toMatchObject({
    reply: {
      outcomes: [
        { agreementId: 'a1', problem: { code: 'base-moved' } },
        { agreementId: 'a2', problem: null },
      ],
    },
  });
});

test('[A7] [A18] [A23] [H14] a session closed between prepare and complete; signed on paper instead', async () => {
  await using house = await openHouse({ change });
  const { director, company, umkm, legal } = await openDay(house);
  await director.must('session:open', { wave: 1 });
  // A signatory on stage while the wave opens signs all the same.
  await director.must('stage:call', { personId: 's-c1' });
  await partiesSign('a1', company);
  await umkm.consent('a1');
  await umkm.must('signing:prepare', { agreementId: 'a1' });
  const parts = await Promise.all(
    ['document', 'prepared'].map(async (part) =>
      Buffer.from(await (await umkm.get(`/agreements/a1/${part}`)).arrayBuffer()),
    ),
  );
  const completion = {
    agreementId: 'a1',
    preparedSha256: createHash('sha256').update(Buffer.concat(parts)).digest('hex'),
    signature: Buffer.alloc(64).toString('base64'),
  };
  await director.must('session:close', { wave: 1 });
  expect(await umkm.refusal('signing:complete', completion)).toBe('session-closed');
  await director.must('session:move', { agreementIds: ['a1'], toWave: 2 });
  expect(await umkm.refusal('signing:complete', completion)).toBe('session-not-open');
  const { rows } = await legal.until('board', (board) => board.rows['a1']?.wave === 2);
  expect(rows['a1']).toMatchObject({ state: 'ready', signed: 1 });

  const scan = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
  const sha256 = createHash('sha256').update(scan).digest('hex');
  const onPaper = { agreementId: 'a1', sha256, signedOn: '2021-01-18' };
  expect(await legal.refusal('agreement:sign-on-paper', { ...onPaper, signedOn: '2999-01-01' })).toBe('bad-command');
  expect(await legal.refusal('agreement:sign-on-paper', onPaper)).toBe('nothing-prepared');
  expect((await umkm.send('/agreements/a1/paper', scan)).status).toBe(403);
  expect((await legal.send('/agreements/a1/paper', new TextEncoder().encode('<svg/>'))).status).toBe(415);
  expect((await legal.send('/agreements/a1/paper', new Uint8Array(5 * 1024 * 1024 + 1).fill(0xff))).status).toBe(413);
  expect(await (await legal.send('/agreements/a1/paper', scan)).json()).toEqual({ sha256 });
  await legal.must('agreement:sign-on-paper', onPaper);
  expect(new Uint8Array(await (await legal.get('/agreements/a1/paper')).arrayBuffer())).toEqual(scan);
  const figures = await legal.until('figures', (view) => view.kinds.contract.paper === 1);
  expect(figures.kinds.contract).toMatchObject({ signed: 0, signedValue: 0, paper: 1, paperValue: 4_250_000_000 });
  await director.must('session:open', { wave: 2 });
  expect(await umkm.refusal('signing:prepare', { agreementId: 'a1' })).toBe('signed-on-paper');
  expect(await house.store.verifyChain('small')).toMatchObject({ ok: true });
});
