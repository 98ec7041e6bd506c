import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeSamples } from '#cli/sign-sample/make-samples';
import { isRefusal } from '#contract/refusal';
import { forgetDocuments, keepGrown, openedDocument } from '#flow/open-documents';
import { systemClock } from '#platform/clock';
import { agreementStream, newLiveCeremony } from '#projections/live-ceremony';
import { openPdf } from '#signing/pdf-file';
import { prepareSignature } from '#signing/prepare';
import { signatureFields } from '#signing/signature-fields';
import type { Store } from '#store/port';
import { openSqliteStore } from '#store/sqlite-store';

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

test('[F27] [F55] a document is read once, grows by what is appended, and is never taken for another', async () => {
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
    const live = newLiveCeremony('small');
    live.versions.set(agreementStream('a-1'), 1);
    const named = (whole: Uint8Array) => ({ sha256: sha256Of(whole), bytes: whole.length });
    const opened = await openedDocument(counted, live, 'a-1', named(bytes));
    expect(await openedDocument(counted, live, 'a-1', named(bytes))).toBe(opened);
    expect(reads).toBe(1);

    // F54: another is not given, nor kept.
    const another = named(Buffer.from('another'));
    for (const _ of ['once', 'again']) {
      await expect(openedDocument(counted, live, 'a-1', another)).rejects.toThrow('is not what the ledger names');
    }
    expect(reads).toBe(3);

    const request = { field: 'party-2', at: systemClock.now(), reason: 'Menyetujui', name: 'Contoh', appearance: null };
    const own = prepareSignature({ ...request, document: opened });
    if (isRefusal(own)) throw new Error(own.refused.detail);
    expect(own).toEqual(prepareSignature({ ...request, document: bytes }));
    const whole = Buffer.concat([bytes, own.segment]);
    expect(own.sha256).toBe(sha256Of(whole));
    keepGrown(counted, opened, own);
    const grown = await openedDocument(counted, live, 'a-1', named(whole));
    expect(reads).toBe(3);
    expect(grown.file.bytes.equals(whole)).toBe(true);
    expect(grown.file.revisions).toEqual(openPdf(whole).revisions);
    // What was read before it grew is not taken for what stands there now.
    expect(signatureFields(opened.file).map(({ signature }) => signature === null)).toEqual(
      signatureFields(openPdf(bytes)).map(({ signature }) => signature === null),
    );
    expect(signatureFields(grown.file)).toEqual(signatureFields(openPdf(whole)));
    expect(grown.hash.copy().digest('hex')).toBe(own.sha256);
    await expect(openedDocument(counted, live, 'a-2', another)).rejects.toThrow('a-2 is missing');

    // F55: the store has what somebody appended of which this moment knows nothing yet: the document is what it was.
    const segment = { document: agreementStream('a-1'), index: 1, bytes: own.segment };
    const drafted = { type: 'agreement-drafted', schema: 1, data };
    const writes = [{ stream: agreementStream('a-1'), expectedVersion: 1, events: [drafted] }];
    await store.append({ ledger: 'small', actor: 'import', at, writes, segments: [segment] });
    forgetDocuments(counted);
    expect((await openedDocument(counted, live, 'a-1', named(bytes))).file.bytes.equals(bytes)).toBe(true);
    live.versions.set(agreementStream('a-1'), 2);
    forgetDocuments(counted);
    await expect(openedDocument(counted, live, 'a-1', named(bytes))).rejects.toThrow('is not what the ledger names');
  }
  await rm(folder, { recursive: true, force: true });
});
