import { X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import type { VerificationView } from '#contract/views/verification';
import { isRefusal } from '#contract/refusal';
import { openCeremonies } from '#flow/ceremonies';
import { rehearsalId, rehearse } from '#flow/rehearse';
import { systemClock as clock } from '#platform/clock';
import { randomBytes as random } from '#platform/random';
import { nameOf } from '#projections/people-data';
import { certify } from '#signing/certify';
import { verifyPdf } from '#signing/verify';
import { arrive } from '#support/guest';
import { openHouse, type House } from '#support/house';
import { signablePdf } from '#support/signable-pdf';

const rehearsed = async (house: House, id = 'small-gladi') => {
  const ceremonies = await openCeremonies(house.store);
  try {
    const live = await rehearse('small', id, { ceremonies, store: house.store, clock, random });
    return { live, original: ceremonies.find('small') };
  } finally {
    ceremonies.stop();
  }
};

const comeTo = (house: House, ceremonyId: string, personId: string) => {
  const link = house.app.links().find((one) => one.ceremonyId === ceremonyId && one.personId === personId);
  if (link === undefined) throw new Error(`There is no link for ${personId} in ${ceremonyId}.`);
  return arrive(house, link);
};

const verify = async (url: string, bytes: Uint8Array<ArrayBuffer>): Promise<VerificationView> => {
  const headers = { 'content-type': 'application/pdf', origin: url };
  const response = await fetch(`${url}/api/verify`, { method: 'POST', headers, body: bytes });
  return (await response.json()) as VerificationView;
};

test('[C38] the plan goes along with its names, what happened does not', async () => {
  await using house = await openHouse();
  const [director, protocol] = await Promise.all(['director', 'protocol'].map((id) => comeTo(house, 'small', id)));
  await director!.must('rundown:move', { itemId: 'signing-1', place: { before: 'opening' } });
  await director!.must('ceremony:open', {});
  await director!.must('rundown:start', { itemId: 'opening' });
  await protocol!.must('link:revoke', { personId: 'mc' });
  const { live, original } = await rehearsed(house);
  if (isRefusal(live) || original === null) throw new Error('no rehearsal');
  expect(live.ceremony).toMatchObject({
    phase: 'planned',
    plan: { rehearsal: true, rehearsalOf: 'small', sample: true },
    itemOrder: ['signing-1', 'opening'],
    currentItem: null,
  });
  expect([...live.ceremony.people.keys()].sort()).toEqual([...original.ceremony.people.keys()].sort());
  for (const [personId, person] of live.ceremony.people) {
    expect([personId, nameOf(live, personId)]).toEqual([personId, nameOf(original, personId)]);
    expect(person).toMatchObject({ device: null, noticeVersion: null });
    expect(person.link.state).toBe(personId === 'mc' ? 'revoked' : 'valid');
  }
  expect([...live.agreements.keys()]).toEqual([...original.agreements.keys()]);
  for (const [agreementId, state] of live.agreements) {
    const before = original.agreements.get(agreementId);
    if (state.phase !== 'draft' || before === undefined || before.phase === 'unknown') throw new Error(agreementId);
    expect(state.draft.verifyCode).not.toBe(before.draft.verifyCode);
  }
  const again = await rehearsed(house);
  expect(isRefusal(again.live)).toBe(true);
  expect(rehearsalId('small', new Set(['small', 'small-gladi']))).toBe('small-gladi-2');
  director!.close();
  protocol!.close();
});

test('[C39] [C40] [S20] what a rehearsal makes comes from its own authority, says so, and is never called valid', async () => {
  await using house = await openHouse();
  await rehearsed(house);
  const [director, protocol, legal, company] = await Promise.all(
    ['director', 'protocol', 'legal', 's-c1'].map((id) => comeTo(house, 'small-gladi', id)),
  );
  const real = await comeTo(house, 'small', 'legal');
  expect((await company!.until('stage', () => true)).rehearsal).toBe(true);
  await legal!.must('agreement:make-ready', { agreementId: 'a1' });
  await real.must('agreement:make-ready', { agreementId: 'a1' });
  await director!.must('ceremony:open', {});
  const issued = await protocol!.command('identity:issue-code', { personId: 's-c1' });
  await company!.must('identity:enter-code', { code: issued.ok ? (issued.reply?.code ?? '') : '' });
  await company!.enrol();
  const { certificate } = await company!.until('self', (self) => self.certificate !== null);
  const own = new X509Certificate(Buffer.from(certificate?.der ?? '', 'base64'));
  expect(own.issuer).toContain('GLADI RESIK');
  expect(own.verify(new X509Certificate(house.authority.chain[0]!).publicKey)).toBe(false);

  const read = async (guest: typeof real) =>
    new Uint8Array(await (await guest.get('/agreements/a1/document')).arrayBuffer());
  const made = await read(legal!);
  expect(await verify(house.url, made)).toMatchObject({
    verdict: 'indeterminate',
    issued: true,
    signatures: [{ valid: true, certifies: true }],
    problems: [expect.stringMatching(/^rehearsal: /)],
    document: { rehearsal: true, authority: house.authority.rehearsal.name, ledger: { ceremonyId: 'small-gladi' } },
  });
  expect(await verify(house.url, await read(real))).toMatchObject({
    verdict: 'valid',
    document: { rehearsal: false, authority: house.authority.name, ledger: { ceremonyId: 'small' } },
  });

  // The same authority over another file: a rehearsal's again, and not even in the ledger.
  const foreign = await certify(
    { bytes: await signablePdf() },
    {
      signer: house.authority.rehearsal.sealSigner,
      field: 'certification',
      at: new Date(),
      name: 'Lembaga Contoh',
      reason: 'Contoh',
      appearance: null,
    },
  );
  if (isRefusal(foreign)) throw new Error(foreign.refused.detail);
  expect(await verify(house.url, new Uint8Array(foreign.bytes))).toMatchObject({
    verdict: 'indeterminate',
    issued: false,
    document: { rehearsal: true, ledger: null },
  });
  for (const guest of [director, protocol, legal, company, real]) guest!.close();
});

test('[C39] [C40] a rehearsal goes from the first signature to sealed minutes, all under its own authority', async () => {
  await using house = await openHouse();
  await rehearsed(house);
  const come = (personId: string) => comeTo(house, 'small-gladi', personId);
  const [director, protocol, legal] = await Promise.all([come('director'), come('protocol'), come('legal')]);
  await legal.must('agreement:make-ready', { agreementId: 'a1' });
  await director.must('ceremony:open', {});
  const signatories = await Promise.all(['s-c1', 's-u1', 'minister'].map(come));
  for (const signatory of signatories) {
    const { personId } = signatory.session.person;
    const issued = await protocol.command('identity:issue-code', { personId });
    await signatory.must('identity:enter-code', { code: issued.ok ? (issued.reply?.code ?? '') : '' });
    await signatory.enrol();
    await signatory.consent('a1');
  }
  await director.must('ceremony:go-live', {});
  await director.must('session:open', { wave: 1 });
  for (const signatory of signatories) expect(await signatory.sign('a1')).toMatchObject({ ok: true });
  await director.must('ceremony:close', {});
  await director.until('stage', ({ phase }) => phase === 'closed');

  const documents = await Promise.all(
    ['/agreements/a1/document', '/minutes?download=1'].map(
      async (path) => new Uint8Array(await (await legal.get(path)).arrayBuffer()),
    ),
  );
  for (const bytes of documents) {
    const under = (root: Uint8Array) => verifyPdf(bytes, { roots: [root], now: new Date() });
    expect(await under(house.authority.rehearsal.root)).toMatchObject({ verdict: 'valid' });
    const other = await under(house.authority.root);
    expect('signatures' in other && other.signatures.some(({ valid }) => valid)).toBe(false);
    expect(Buffer.from(bytes).toString('latin1')).toContain('/TkGladi');
  }
  for (const guest of [director, protocol, legal, ...signatories]) guest.close();
});
