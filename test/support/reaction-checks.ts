import { expect } from 'vitest';
import type { Reactions } from '#flow/reactions';
import { hashOf } from './ceremony-story.ts';
import { CEREMONY, type FlowHouse } from './flow-house.ts';

/** Waits until every reaction has followed everything. */
export const nothingLeft = (reactions: Reactions): Promise<void> =>
  expect.poll(() => reactions.pending(CEREMONY), { timeout: 10_000, interval: 10 }).toEqual([]);

export const must = async (answer: Promise<{ readonly ok: boolean }>): Promise<void> =>
  expect(await answer).toMatchObject({ ok: true });

/** Everyone has signed a1, as the ledger of an older Teken tells it; of its document nothing is there, and nobody seals it. */
export const completeAgreement = async (house: FlowHouse): Promise<void> => {
  const at = house.clock.now().toISOString();
  const sha256 = hashOf('a1');
  const evidence = {
    identifiedBy: 'code',
    officer: 'protocol',
    identifiedAt: at,
    consentedSha256: sha256,
    consentedAt: at,
    shown: 'document',
    device: sha256,
    actingFor: null,
  };
  const signed = (personId: string, field: string) => ({
    type: 'signature-completed',
    schema: 2,
    data: { personId, field, baseSha256: sha256, sha256, bytes: 1, certificateSha256: sha256, signedAt: at, evidence },
  });
  const ready = { type: 'agreement-readied', schema: 1, data: { sha256, bytes: 1, pages: 1, template: 't@1' } };
  const expectedVersion = house.line.committed.versions.get('agreement/a1') ?? 0;
  const events = [ready, signed('s-c1', 'party-1'), signed('s-u1', 'party-2'), signed('minister', 'witness-1')];
  const writes = [{ stream: 'agreement/a1', expectedVersion, events }];
  await must(house.store.append({ ledger: CEREMONY, actor: 'legal', at, writes }));
  expect(house.line.committed.agreements.get('a1')?.phase).toBe('complete');
};
