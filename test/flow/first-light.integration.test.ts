import { expect, test } from 'vitest';
import { verifyPdf } from '#signing/verify';
import { arrive, deviceOf } from '#support/guest';
import { openHouse } from '#support/house';

test('[A13] [A14] from a personal link to an agreement signed by company, UMKM and witness', async () => {
  await using house = await openHouse();
  const come = (personId: string) => arrive(house, house.link(personId));
  const [director, protocol, legal, minister, company, umkm] = await Promise.all(
    ['director', 'protocol', 'legal', 'minister', 's-c1', 's-u1'].map(come),
  );
  await legal!.must('agreement:make-ready', { agreementId: 'a1' });
  await director!.must('ceremony:open', {});
  for (const signatory of [minister!, company!, umkm!]) {
    const { personId } = signatory.session.person;
    // No picture is sent here, so the officer hands over a code.
    expect(await protocol!.refusal('identity:confirm', { personId, device: await deviceOf(protocol!, personId) })).toBe(
      'not-connected',
    );
    const issued = await protocol!.command('identity:issue-code', { personId });
    const code = issued.ok ? (issued.reply?.code ?? '') : '';
    expect(code).toMatch(/^\d{8}$/);
    expect(await signatory.refusal('signing:enrol', { csr: 'AAAA' })).toBe('identity-not-confirmed');
    await signatory.must('identity:enter-code', { code });
    await signatory.enrol();
    await signatory.consent('a1');
  }
  expect(await company!.refusal('signing:prepare', { agreementId: 'a1' })).toBe('wrong-phase');
  await director!.must('ceremony:go-live', {});
  expect(await company!.refusal('signing:prepare', { agreementId: 'a1' })).toBe('session-not-open');
  await director!.must('session:open', { wave: 1 });
  expect(await umkm!.refusal('signing:prepare', { agreementId: 'a1' })).toBe('not-your-turn');
  expect(await company!.sign('a1')).toMatchObject({ ok: true });
  expect(await umkm!.sign('a1')).toMatchObject({ ok: true });
  expect(await minister!.sign('a1')).toMatchObject({ ok: true });

  const figures = await director!.until('figures', ({ kinds }) => kinds.contract.signed === 1);
  expect(figures.recent).toHaveLength(1);
  // The organiser's seal follows the last signature by itself.
  await legal!.until('board', ({ rows }) => rows['a1']?.state === 'sealed');
  const response = await company!.get('/agreements/a1/document');
  const report = await verifyPdf(new Uint8Array(await response.arrayBuffer()), {
    roots: [house.authority.root],
    now: new Date(),
  });
  expect(report).toMatchObject({ verdict: 'valid' });
  expect('signatures' in report ? report.signatures.map(({ field }) => field) : []).toEqual([
    'certification',
    'party-1',
    'party-2',
    'witness-1',
    'seal-1',
  ]);
  expect(await house.store.verifyChain('small')).toMatchObject({ ok: true, brokenAt: null });
});
