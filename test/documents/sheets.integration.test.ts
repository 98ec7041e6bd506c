import { afterAll, expect, test } from 'vitest';
import { createSheets, renderSheet, type Sheet } from '#documents/sheets';
import { sampleVerification } from '#support/verification-sample';

const sheet: Sheet = {
  kind: 'verification',
  view: sampleVerification,
  organiser: 'Lembaga Contoh',
  checkUrl: 'https://teken.example/verify/AAAAAAAAAAAAAAAAAAAAAA',
  printed: new Map([[sampleVerification.checkedAt, 'HARI INI']]),
  at: new Date('2021-01-18T05:30:00Z'),
  documentId: new Uint8Array(16),
};
const sheets = createSheets({ most: 2 });
afterAll(() => sheets.close());

test('[D91] a report is drawn beside the house, in the very same bytes, and nobody waits here meanwhile', async () => {
  const here = renderSheet(sheet);
  let ticks = 0;
  const timer = setInterval(() => (ticks += 1), 5);
  const [first, second, third] = await Promise.all([sheets.draw(sheet), sheets.draw(sheet), sheets.draw(sheet)]);
  clearInterval(timer);
  expect(Buffer.from(first?.bytes ?? []).equals(here.bytes)).toBe(true);
  expect([first?.pages, first?.fields]).toEqual([here.pages, here.fields]);
  expect(second?.bytes.length).toBe(here.bytes.length);
  // Beyond the queue whoever asks comes again.
  expect(third).toBeNull();
  expect(ticks).toBeGreaterThan(5);
});
