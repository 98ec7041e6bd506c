import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeSamples } from '#cli/sign-sample/make-samples';
import { isRefusal } from '#contract/refusal';
import { keepGrown, openedDocument } from '#flow/open-documents';
import { systemClock } from '#platform/clock';
import { agreementStream } from '#projections/live-ceremony';
import { openPdf } from '#signing/pdf-file';
import { prepareSignature } from '#signing/prepare';
import { signatureFields } from '#signing/signature-fields';
import type { Store } from '#store/port';
import { openSqliteStore } from '#store/sqlite-store';

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

test('[F27] a document is read once, grows by what is appended, and is never taken for another', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'teken-open-'));
  {
    await using store = await openSqliteStore({ folder });
    const order = { count: 1, signatures: 1, level: 'B-B', key: 'ec', language: 'id' } as const;
    const bytes = (await makeSamples(order, systemClock)).documents[0] ?? new Uint8Array();
    const at = systemClock.now().toISOString();
    const data = {};
    await store.append({
      ledger: 'small',
      actor: 'import',
      at,
      writes: [
        {
          stream: agreementStream('a-1'),
          expectedVersion: 0,
          events: [{ type: 'agreement-drafted', schema: 1, data }],
        },
      ],
      segments: [{ document: agreementStream('a-1'), index: 0, bytes }],
    });
    let reads = 0;
    const counted: Store = {
      ...store,
      readDocument: (...asked) => {
        reads += 1;
        return store.readDocument(...asked);
      },
    };
    const opened = await openedDocument(counted, 'small', 'a-1', sha256Of(bytes));
    expect(await openedDocument(counted, 'small', 'a-1', sha256Of(bytes))).toBe(opened);
    expect(reads).toBe(1);

    // The store has moved on, or not yet: what it has is given, and kept under no other name than its own.
    await openedDocument(counted, 'small', 'a-1', sha256Of(Buffer.from('another')));
    await openedDocument(counted, 'small', 'a-1', sha256Of(Buffer.from('another')));
    expect(reads).toBe(3);

    const request = { field: 'party-2', at: systemClock.now(), reason: 'Menyetujui', name: 'Contoh', appearance: null };
    const own = prepareSignature({ ...request, document: opened });
    if (isRefusal(own)) throw new Error(own.refused.detail);
    expect(own).toEqual(prepareSignature({ ...request, document: bytes }));
    const whole = Buffer.concat([bytes, own.segment]);
    expect(own.sha256).toBe(sha256Of(whole));
    keepGrown(counted, opened, own);
    const grown = await openedDocument(counted, 'small', 'a-1', own.sha256);
    expect(reads).toBe(3);
    expect(grown.file.bytes.equals(whole)).toBe(true);
    expect(grown.file.revisions).toEqual(openPdf(whole).revisions);
    // What was read before it grew is not taken for what stands there now.
    expect(signatureFields(opened.file).map(({ signature }) => signature === null)).toEqual(
      signatureFields(openPdf(bytes)).map(({ signature }) => signature === null),
    );
    expect(signatureFields(grown.file)).toEqual(signatureFields(openPdf(whole)));
    expect(grown.hash.copy().digest('hex')).toBe(own.sha256);
    await expect(openedDocument(counted, 'small', 'a-2', own.base.replace(/^./, 'x'))).rejects.toThrow(
      'a-2 is missing',
    );
  }
  await rm(folder, { recursive: true, force: true });
});
