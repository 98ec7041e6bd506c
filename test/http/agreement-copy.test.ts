import { expect, test } from 'vitest';
import { createCopies } from '#documents/copies';
import { makeTicket } from '#identity/tickets';
import { now, startHttpHouse, ticketKey } from '#support/http-house';
import { pageTexts, render, sample } from '../documents/sample-document.ts';

test('[H7] who may read a document gets it as a copy, marked on every page, and only when it changed', async () => {
  const { bytes } = await render(sample);
  const sha256 = 'ab'.repeat(32);
  const [document, refused] = [
    { ok: true, bytes, sha256, fileName: 'contoh-057.pdf' },
    { ok: false, problem: { code: 'unknown-agreement', detail: 'There is no such agreement.' } },
  ] as const;
  await using house = await startHttpHouse({}, { document: async (_, id) => (id === 'a-001' ? document : refused) });
  const who = { ceremonyId: 'sample', personId: 'p-1', deviceId: 'd', serial: 1 };
  const cookie = `teken.sample.p-1=${await makeTicket(ticketKey, who, now)}`;
  const get = (id: string, headers: Record<string, string>): Promise<Response> =>
    fetch(`${house.url}/api/c/sample/p-1/agreements/${id}/copy?download=1`, { headers });

  const answer = await get('a-001', { cookie });
  expect(answer.headers.get('content-type')).toBe('application/pdf');
  expect(answer.headers.get('content-disposition')).toContain('SALINAN-contoh-057.pdf');
  const pages = await pageTexts(new Uint8Array(await answer.arrayBuffer()));
  for (const page of pages) expect(page).toContain('SALINAN · COPY · SHA-256');
  const etag = answer.headers.get('etag') ?? '';
  expect(etag).not.toContain(`"${sha256}"`);
  expect((await get('a-001', { cookie, 'if-none-match': etag })).status).toBe(304);
  expect((await get('a-999', { cookie })).status).toBe(404);
  expect((await get('a-001', {})).status).toBe(401);
});

test('[H57] copies are made beside the house, each once for all who ask, and not without end', async () => {
  const { bytes } = await render(sample);
  const copies = createCopies({ most: 2 });
  let pulses = 0;
  const pulse = setInterval(() => (pulses += 1), 5);
  const [first, same, other, tooMany] = ['a', 'a', 'b', 'c'].map((sha256) => copies(sha256, bytes));
  expect(await tooMany).toBeNull();
  expect(await first).toBe(await same);
  expect((await other)?.length).toBeGreaterThan(1_000);
  clearInterval(pulse);
  // Made here, this thread would have done nothing else meanwhile.
  expect(pulses).toBeGreaterThan(20);
  expect(await copies('c', new Uint8Array(9)).catch((error: Error) => error.message)).toContain(
    'A document could not be made',
  );
  expect(await copies('c', bytes)).toBeInstanceOf(Uint8Array);
});
