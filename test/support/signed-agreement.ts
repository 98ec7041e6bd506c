import { arrive, type Guest } from './guest.ts';
import type { House } from './house.ts';

/** The small ceremony live, its first wave open, the first agreement ready; its officers are here. */
export const openSigning = async (
  house: House,
): Promise<{ readonly director: Guest; readonly protocol: Guest; readonly legal: Guest }> => {
  const come = (personId: string): Promise<Guest> => arrive(house, house.link(personId));
  const [director, protocol, legal] = await Promise.all([come('director'), come('protocol'), come('legal')]);
  await legal.must('agreement:make-ready', { agreementId: 'a1' });
  await director.must('ceremony:open', {});
  return { director, protocol, legal };
};

/** Another signatory, who is identified by a code and has consented to an agreement, the first unless said otherwise. */
export const readyToSign = async (
  house: House,
  protocol: Guest,
  personId: string,
  agreementId = 'a1',
): Promise<Guest> => {
  const guest = await arrive(house, house.link(personId));
  const issued = await protocol.command('identity:issue-code', { personId });
  await guest.must('identity:enter-code', { code: issued.ok ? (issued.reply?.code ?? '') : '' });
  await guest.enrol();
  await guest.consent(agreementId);
  return guest;
};
