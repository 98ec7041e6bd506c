import { expect, test } from 'vitest';
import { arrive } from '#support/guest';
import { openHouse } from '#support/house';

const item = (itemId: string) => ({
  itemId,
  kind: 'dialogue' as const,
  title: { id: 'Dialog', en: 'Dialogue' },
  plannedStart: '2021-01-18T11:20:00+09:00',
  lengthMinutes: 10,
  wave: null,
  scripts: { a: { id: 'Silakan.', en: 'Please.' }, b: { id: 'Mohon tunggu.', en: 'Please wait.' } },
  responsible: 'd-62',
  scene: null,
  notes: 'Mikrofon 2',
});

test('[C36] [P11] now and next are for everyone, in the ceremony’s zone; scripts and notes for those who lead', async () => {
  await using house = await openHouse();
  const [director, protocol, mc, guest] = await Promise.all(
    ['director', 'protocol', 'mc', 's-u1'].map((id) => arrive(house, house.link(id))),
  );
  await protocol!.must('rundown:insert', { item: item('dialogue'), place: { after: 'opening' } });
  expect(await guest!.refusal('rundown:insert', { item: item('x'), place: null })).toBe('not-allowed');
  expect(await protocol!.refusal('rundown:insert', { item: { ...item('x'), notes: '\u202Eabc' }, place: null })).toBe(
    'bad-command',
  );
  await director!.must('ceremony:open', {});
  await director!.must('rundown:start', { itemId: 'opening' });
  const rundown = await guest!.until('rundown', ({ current }) => current === 'opening');
  expect(rundown).toMatchObject({ next: 'dialogue', last: 'opening', heldSince: null });
  expect(rundown.items.map(({ itemId, plannedStart }) => [itemId, plannedStart])).toEqual([
    ['opening', '2021-01-18T09:00:00+07:00'],
    ['dialogue', '2021-01-18T09:20:00+07:00'],
    ['signing-1', '2021-01-18T09:10:00+07:00'],
  ]);
  const stage = await guest!.until('stage', ({ now }) => now !== null);
  expect([stage.now?.itemId, stage.next?.itemId]).toEqual(['opening', 'dialogue']);
  expect(JSON.stringify([rundown, stage])).not.toMatch(/Mohon tunggu|Mikrofon|responsible/);

  const prompter = await mc!.until('prompter', ({ rows }) => rows['dialogue'] !== undefined);
  expect(prompter.rows['dialogue']).toEqual({
    itemId: 'dialogue',
    scripts: item('dialogue').scripts,
    responsible: { personId: 'd-62', name: 'Ir. Tiopilus Contoh, M.T.', spokenName: 'Tiopilus Contoh' },
    scene: null,
    notes: 'Mikrofon 2',
  });
  await director!.must('rundown:hold', {});
  expect((await guest!.until('stage', ({ heldSince }) => heldSince !== null)).now?.state).toBe('running');
  expect(await director!.refusal('rundown:start', { itemId: 'dialogue' })).toBe('rundown-held');
  for (const one of [director, protocol, mc, guest]) one!.close();
});
