import { expect, test } from 'vitest';
import { createDrawing } from '#documents/drawing';
import { UnprintableTextError } from '#documents/text';
import { unprintable } from '#documents/unprintable';
import { createTurns } from '#platform/turns';
import { sample, template } from './sample-document.ts';

test.each([0, 1])(
  '[D71] a letter that cannot be printed is told as what it is, drawn in %i threads',
  async (threads) => {
    const drawing = createDrawing({ threads, turn: createTurns() });
    const facts = { ...sample, title: { id: 'Kemitraan 山', en: 'Partnership' } };
    const options = { template, at: new Date('2021-01-18T01:30:00Z'), documentId: new Uint8Array(16) };
    const error: unknown = await drawing.draw(facts, options).catch((thrown: unknown) => thrown);
    await drawing.close();
    expect(error).toBeInstanceOf(UnprintableTextError);
    expect(error).toMatchObject({ character: '山', message: expect.stringContaining('"山"') });
  },
);

test('[D71] letters of names in Indonesia and abroad can be printed, others are named', () => {
  expect(unprintable('Drs. H. Ma’ruf Đặng Şãmpel–Ñuñez, M.Si. × 1.200 · “contoh”')).toBeNull();
  expect(['PT 山', 'Contoh 😀', 'Сампел'].map(unprintable)).toEqual(['山', '😀', 'С']);
});
