import { expect } from 'vitest';
import type { Acknowledgement } from '#contract/problems';
import { ceremonyWrites, toStreamWrites } from '#flow/act';
import type { Line } from '#flow/ahead';
import { openCeremonies } from '#flow/ceremonies';
import type { Store } from '#store/port';
import { CEREMONY, type FlowHouse } from './flow-house.ts';

export const AT = '2021-01-18T02:00:00.000Z';

/** A new link for somebody, as the director asks for it. */
export const reissue = (house: FlowHouse, personId = 's-c1', id?: string): Promise<Acknowledgement> =>
  house.command('director', 'link:reissue', { personId }, id);

/** A new link for somebody, as an append by hand. */
export const linkOf = (line: Line, personId: string) => {
  const live = line.ahead();
  if (live === null) throw new Error('Not settled.');
  const serial = (live.ceremony.people.get(personId)?.link.serial ?? 0) + 1;
  const writes = ceremonyWrites([{ type: 'link-reissued', data: { personId, serial, expiresAt: AT } }]);
  return { actor: 'director', at: AT, writes: toStreamWrites(live.versions, writes) };
};

export const eventsOf = (store: Store) => store.read(CEREMONY, 0, 100_000);

/** Replay, live and ahead tell the same, and the chain holds. */
export const expectOneTruth = async ({ store, line }: FlowHouse): Promise<void> => {
  await line.settle();
  const again = await openCeremonies(store);
  again.stop();
  expect(line.committed).toEqual(again.find(CEREMONY));
  expect(line.ahead()).toEqual(line.committed);
  expect(await store.verifyChain(CEREMONY)).toMatchObject({ ok: true });
};

export const codeOf = (answer: Acknowledgement): string => (answer.ok ? 'ok' : answer.problem.code);
