import type { Guest } from './guest.ts';

/** Confirmed by an officer's code, with a certificate on this device. */
export const identify = async (protocol: Guest, ...people: readonly Guest[]): Promise<void> => {
  for (const person of people) {
    const issued = await protocol.command('identity:issue-code', { personId: person.session.person.personId });
    if (!issued.ok) throw new Error(issued.problem.detail);
    await person.must('identity:enter-code', { code: issued.reply?.code ?? '' });
    await person.enrol();
  }
};
