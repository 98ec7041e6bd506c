import { expect, test } from 'vitest';
import { nextAgreementId } from '#flow/replace-agreement';
import { scanType } from '#flow/scan-type';
import { bundle, unbundle } from '#flow/segment-bundle';

test('[A22] each version has an id of its own', () => {
  expect(nextAgreementId('a057', 2)).toBe('a057-v2');
  expect(nextAgreementId('a057-v2', 3)).toBe('a057-v3');
  expect(nextAgreementId('a'.repeat(64), 12)).toBe(`${'a'.repeat(60)}-v12`);
});

test('[A34] revisions come out of a bundle as they went in', () => {
  const revisions = [
    { agreementId: 'a1', segment: new Uint8Array([1, 2, 3]) },
    { agreementId: 'a2', segment: new Uint8Array() },
    { agreementId: 'a3', segment: new Uint8Array([4]) },
  ];
  const read = unbundle(bundle(revisions)).map(({ agreementId, segment }) => ({
    agreementId,
    segment: new Uint8Array(segment),
  }));
  expect(read).toEqual(revisions);
  expect(unbundle(bundle([]))).toEqual([]);
});

test('[A23] a scan is what its first bytes say', () => {
  expect(scanType(new Uint8Array([0xff, 0xd8, 0xff, 0xe0]))).toBe('image/jpeg');
  expect(scanType(new TextEncoder().encode('%PDF-1.7'))).toBe('application/pdf');
  expect(scanType(new TextEncoder().encode('<svg>'))).toBeNull();
  expect(scanType(new Uint8Array())).toBeNull();
});
