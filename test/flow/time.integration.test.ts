import { expect, test } from 'vitest';
import { fakeClock } from '#support/fake-clock';
import { arrive } from '#support/guest';
import { openHouse } from '#support/house';

const MINUTE = 60_000;

test('[C15] [S7] a code is good for fifteen minutes, a certificate for a year', async () => {
  const clock = fakeClock();
  await using house = await openHouse({ clock });
  const [director, protocol, company] = await Promise.all(
    ['director', 'protocol', 's-c1'].map((personId) => arrive(house, house.link(personId))),
  );
  await director!.must('ceremony:open', {});
  const issue = async (): Promise<string> => {
    const issued = await protocol!.command('identity:issue-code', { personId: 's-c1' });
    return issued.ok ? (issued.reply?.code ?? '') : '';
  };
  const old = await issue();
  clock.advance(15 * MINUTE);
  expect(await company!.refusal('identity:enter-code', { code: old })).toBe('code-expired');
  await company!.must('identity:enter-code', { code: await issue() });
  await company!.enrol();
  const { certificate } = await company!.until('self', (self) => self.certificate !== null);
  // The certificate's year begins by the same clock.
  expect(certificate?.notAfter.slice(0, 10)).toBe('2022-01-18');
});
