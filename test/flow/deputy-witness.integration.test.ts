import { expect, test } from 'vitest';
import { fakeClock } from '#support/fake-clock';
import { arrive, type Guest } from '#support/guest';
import { openHouse } from '#support/house';
import type { SmallCeremony, SmallRow } from '#support/small-ceremony';

/** The President witnesses; the minister is the named deputy. */
const witnessed = (ceremony: SmallCeremony): void => {
  const [minister] = ceremony.people as [SmallRow, ...SmallRow[]];
  ceremony.people.push({ ...minister, id: 'president', role: 'principal', name: 'Nama president' });
  for (const agreement of ceremony.agreements) agreement['witness'] = 'president';
};

const identify = async (officer: Guest, guest: Guest): Promise<void> => {
  const issued = await officer.command('identity:issue-code', { personId: guest.session.person.personId });
  await guest.must('identity:enter-code', { code: issued.ok ? (issued.reply?.code ?? '') : '' });
  await guest.enrol();
};

test("[A33] [C100] the principal's line is lost: the deputy witnesses in the principal's place, and the ledger says so", async () => {
  const clock = fakeClock();
  await using house = await openHouse({ change: witnessed, clock });
  const come = (personId: string): Promise<Guest> => arrive(house, house.link(personId));
  const [director, protocol, legal, minister] = await Promise.all([
    come('director'),
    come('protocol'),
    come('legal'),
    come('minister'),
  ]);
  await come('president');
  const parties = await Promise.all([come('s-c1'), come('s-u1')]);
  await legal.must('agreement:make-ready', { agreementId: 'a1' });
  await director.must('drill:plan', { seconds: 10, deputyId: 'minister', hallId: null });
  await director.must('ceremony:open', {});
  await director.must('ceremony:go-live', {});
  await director.must('session:open', { wave: 1 });
  for (const party of parties) {
    await identify(protocol, party);
    await party.consent('a1');
    expect(await party.sign('a1')).toMatchObject({ ok: true });
  }
  // Before the deputy acts this agreement is not theirs.
  expect(await minister.refusal('signing:prepare', { agreementId: 'a1' })).toBe('not-allowed');
  await director.must('drill:start', { to: 'slate' });
  clock.advance(11_000);
  await director.must('drill:deputy-acts', {});
  await minister.until('self', ({ actingFor }) => actingFor !== null);
  await identify(protocol, minister);
  await minister.consent('a1');
  expect(await minister.sign('a1')).toMatchObject({ ok: true });

  const events = await house.store.read('small', 0, 10_000);
  const witness = events.findLast(({ type }) => type === 'signature-completed');
  expect(witness?.data).toMatchObject({
    personId: 'minister',
    field: 'witness-1',
    evidence: { actingFor: 'president' },
  });
}, 30_000);
