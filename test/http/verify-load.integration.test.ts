import { expect, test } from 'vitest';
import { verifyLoad } from '#support/verify-load';

test('[H58] [H60] sixteen files of 25 MB at once cost the house less than 300 MB, and each is judged', async () => {
  const { before, peak, statuses } = await verifyLoad(16, 25);
  expect(statuses).toEqual({ 200: 16 });
  expect(peak - before).toBeLessThan(300);
}, 60_000);
