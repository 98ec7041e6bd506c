import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { createDrawing } from '#documents/drawing';
import { renderAgreement } from '#documents/render-agreement';
import { loadTemplate } from '#documents/template';
import { createTurns } from '#platform/turns';

const folder = fileURLToPath(new URL('../../templates/partnership-agreement', import.meta.url));
const template = await loadTemplate(folder);
const at = new Date('2021-01-18T01:30:00Z');
const documentId = new Uint8Array(16).fill(7);
const factsOf = (index: number) => ({ ...template.sample, number: String(index) });

test('[D90] many documents drawn here and in a thread are the same bytes, and the loop goes on', async () => {
  let here = 0;
  const turns = createTurns();
  const drawing = createDrawing({
    threads: 1,
    turn: (work) => {
      here += 1;
      return turns(work);
    },
  });
  const count = 60;
  const drawn = await Promise.all(
    Array.from({ length: count }, (_, index) => drawing.draw(factsOf(index), { template, at, documentId })),
  );
  expect(here).toBeLessThan(count);
  for (const [index, { bytes, pages, fields }] of drawn.entries()) {
    const own = await renderAgreement(factsOf(index), { template, at, documentId });
    expect(Buffer.compare(bytes, own.bytes)).toBe(0);
    expect([pages, fields]).toEqual([own.pages, own.fields]);
  }
  await drawing.close();
  await expect(drawing.draw(factsOf(1), { template, at, documentId })).rejects.toThrow('Drawing has ended.');
});

test('[D90] what cannot be drawn is told to its own asker, wherever it was tried', async () => {
  const drawing = createDrawing({ threads: 1, turn: createTurns() });
  const told = await Promise.allSettled(
    Array.from({ length: 50 }, (_, index) =>
      drawing.draw(index % 2 === 0 ? factsOf(index) : { ...factsOf(index), parties: [] }, { template, at, documentId }),
    ),
  );
  expect(told.map(({ status }) => status)).toEqual(
    told.map((_, index) => (index % 2 === 0 ? 'fulfilled' : 'rejected')),
  );
  for (const one of told) if (one.status === 'rejected') expect(String(one.reason)).toMatch(/needs a party "party-1"/);
  await drawing.close();
});
