import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { CEREMONY, comeIn, openFlowHouse, type FlowHouse } from '#support/flow-house';
import { codeOf, eventsOf, expectOneTruth, reissue } from '#support/line-checks';

test('[F6] the same id is one wish: in flight, afterwards and after a restart', async () => {
  await using first = await openFlowHouse({ flushDelayMs: 30 });
  await comeIn(first, 'director');
  const [id, refusedId] = [randomUUID(), randomUUID()];
  const [original, twin, other] = await Promise.all([
    reissue(first, 's-c1', id),
    reissue(first, 's-c1', id),
    reissue(first, 's-c2', id),
  ]);
  expect(original).toMatchObject({ ok: true, reply: { link: expect.any(String) } });
  const position = original.ok ? original.position : 0;
  expect(twin).toEqual({ ok: true, position });
  expect(codeOf(other)).toBe('command-id-reused');
  expect(await reissue(first, 's-c1', id)).toEqual({ ok: true, position });
  // Refused once by the law, refused for ever, whatever has become possible since.
  await first.command('director', 'ceremony:open', {});
  await comeIn(first, 's-u1');
  const callHand = (house: FlowHouse) => house.command('director', 'hand:call', { personId: 's-u1' }, refusedId);
  expect(codeOf(await callHand(first))).toBe('hand-not-raised');
  expect(await first.command('s-u1', 'hand:raise', {})).toMatchObject({ ok: true });
  expect(codeOf(await callHand(first))).toBe('hand-not-raised');

  // Another loop over the same ledger remembers nothing: what it answers comes from the disk.
  await using copy = await restarted(first);
  const { house } = copy;
  const [again, reused, fresh, refused] = await Promise.all([
    reissue(house, 's-c1', id),
    reissue(house, 's-c2', id),
    reissue(house, 's-c1'),
    callHand(house),
  ]);
  expect(again).toEqual({ ok: true, position });
  expect(codeOf(reused)).toBe('command-id-reused');
  expect(fresh.ok).toBe(true);
  expect(codeOf(refused)).toBe('hand-not-raised');
  const serials = (await eventsOf(house.store)).filter(({ type }) => type === 'link-reissued');
  expect(serials.map(({ data }) => data['serial'])).toEqual([2, 3]);
  await expectOneTruth(house);
});

test('[F12] what the table of permissions forbids is written nowhere, and judged again when asked again', async () => {
  await using house = await openFlowHouse({ flushDelayMs: 30 });
  await comeIn(house, 'director');
  await comeIn(house, 's-c1');
  const id = randomUUID();
  expect(codeOf(await house.command('s-c1', 'stage:clear', {}))).toBe('not-allowed');
  expect(codeOf(await house.command('director', 'ceremony:go-live', {}, id))).toBe('wrong-phase');
  expect(await house.store.findCommand(CEREMONY, 'director', id)).toBeNull();
  // Decided upon an opening that is not written yet, told when it is.
  const [opened, live] = await Promise.all([
    house.command('director', 'ceremony:open', {}),
    house.command('director', 'ceremony:go-live', {}, id),
  ]);
  expect([codeOf(opened), codeOf(live)]).toEqual(['ok', 'ok']);
  await expectOneTruth(house);
});

/** The folder of a house that is closed for it, opened again. */
const restarted = async (before: FlowHouse): Promise<AsyncDisposable & { readonly house: FlowHouse }> => {
  before.ceremonies.stop();
  await before.store[Symbol.asyncDispose]();
  const house = await openFlowHouse({ folder: before.folder });
  return { house, [Symbol.asyncDispose]: () => house[Symbol.asyncDispose]() };
};
