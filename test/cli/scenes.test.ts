import { expect, test } from 'vitest';
import { readCeremonyFolder } from '#cli/read-ceremony-folder';
import { filesOf, folderWith, smallCeremony, tableText } from '#support/small-ceremony';

const row = (id: string, kind: string, own: Record<string, string> = {}): Record<string, string> => ({
  id,
  kind,
  title_id: 'Adegan',
  title_en: 'Scene',
  places: '',
  text_id: '',
  text_en: '',
  agreement: '',
  media: '',
  page_size: '',
  ...own,
});
const read = async (rows: readonly Record<string, string>[], scene = '') => {
  const ceremony = smallCeremony();
  for (const item of ceremony.rundown) item['scene'] = scene;
  await using folder = await folderWith({ ...filesOf(ceremony), 'scenes.csv': tableText(rows) });
  return await readCeremonyFolder(folder.dir);
};

test('[I40] scenes of every kind become part of the plan, and items name them', async () => {
  const answer = await read(
    [
      row('one', 'single', { places: 'minister' }),
      row('two', 'pair', { places: 'minister auto' }),
      row('three', 'panel', { places: 'auto auto auto' }),
      row('paper', 'document', { agreement: 'a1' }),
      row('wall', 'wall', { page_size: '9' }),
      row('film', 'film', { media: 'kemitraan' }),
      row('card', 'card', { text_id: 'Selamat\ndatang', text_en: 'Welcome' }),
      row('slate', 'slate'),
    ],
    'two',
  );
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  expect(answer.plan.scenes.map(({ kind }) => kind)).toEqual(
    'single pair panel document wall film card slate'.split(' '),
  );
  expect(answer.plan.scenes[1]).toMatchObject({ sceneId: 'two', slots: ['minister', null] });
  expect(answer.plan.rundown[0]?.scene).toBe('two');
});

test('[I40] without the file there are no scenes', async () => {
  await using folder = await folderWith(filesOf(smallCeremony()));
  expect(await readCeremonyFolder(folder.dir)).toMatchObject({ ok: true, plan: { scenes: [] } });
});

test.for([
  ['too few places', row('x', 'pair', { places: 'auto' }), 'places', 'scene'],
  ['a stranger', row('x', 'single', { places: 'nobody' }), 'places', 'unknown-person'],
  ['one person twice', row('x', 'pair', { places: 'minister minister' }), 'places', 'scene'],
  ['no page size', row('x', 'wall'), 'page_size', 'scene'],
  ['an unknown paper', row('x', 'document', { agreement: 'a9' }), 'agreement', 'unknown-agreement'],
  ['one language', row('x', 'slate', { text_id: 'Mohon tunggu' }), 'text_en', 'empty'],
  ['no text', row('x', 'card'), 'text_id', 'scene'],
  ['another kind', row('x', 'trio'), 'kind', 'word'],
] as const)('[I40] told: %s', async ([, wrong, column, code]) => {
  const answer = await read([wrong]);
  expect(answer.ok ? [] : answer.problems).toContainEqual(
    expect.objectContaining({ file: 'scenes.csv', row: 2, column, code }),
  );
});

test('[I40] an item with a scene that is not there', async () => {
  const answer = await read([row('slate', 'slate')], 'nowhere');
  expect(answer.ok ? [] : answer.problems).toContainEqual(
    expect.objectContaining({ file: 'rundown.csv', column: 'scene', code: 'unknown-scene' }),
  );
});
