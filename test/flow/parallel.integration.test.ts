import { expect, test } from 'vitest';
import { verifyPdf } from '#signing/verify';
import { identify } from '#support/entitled';
import { arrive, type Guest } from '#support/guest';
import { openHouse } from '#support/house';

test('[A4] [A8] [D32] parties sign side by side: the second’s moved base is prepared anew, and the witness comes last', async () => {
  await using house = await openHouse({
    change: (ceremony) => {
      for (const row of ceremony.agreements) {
        row['template'] = 'memorandum-of-understanding';
        row['kind'] = 'pre-contract';
        row['language'] = 'id-en';
      }
    },
  });
  const come = (personId: string): Promise<Guest> => arrive(house, house.link(personId));
  const [director, protocol, legal] = [await come('director'), await come('protocol'), await come('legal')];
  const [minister, company, umkm] = [await come('minister'), await come('s-c1'), await come('s-u1')];
  await legal.must('agreement:make-ready', { agreementId: 'a1' });
  await director.must('ceremony:open', {});
  await identify(protocol, minister, company, umkm);
  await director.must('ceremony:go-live', {});
  await director.must('session:open', { wave: 1 });
  for (const person of [minister, company, umkm]) await person.consent('a1');
  expect(await minister.refusal('signing:prepare', { agreementId: 'a1' })).toBe('not-your-turn');
  // The second party comes first, while the first has prepared already.
  const signed = await company.sign('a1', async () => {
    expect(await umkm.sign('a1')).toMatchObject({ ok: true });
  });
  expect(signed).toMatchObject({ ok: false, problem: { code: 'nothing-prepared' } });
  expect(await company.sign('a1')).toMatchObject({ ok: true });
  expect(await minister.sign('a1')).toMatchObject({ ok: true });
  await legal.until('board', ({ rows }) => rows['a1']?.state === 'sealed');
  const bytes = new Uint8Array(await (await company.get('/agreements/a1/document')).arrayBuffer());
  const report = await verifyPdf(bytes, { roots: [house.authority.root], now: new Date() });
  if ('unreadable' in report) throw new Error(report.problem);
  expect(report).toMatchObject({ verdict: 'valid', level: 'B-LTA', modifiedAfterSigning: false });
  expect(report.signatures.map(({ field }) => field)).toEqual([
    'certification',
    'party-2',
    'party-1',
    'witness-1',
    'seal-1',
  ]);
});
