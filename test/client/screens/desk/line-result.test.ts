import { expect, test } from 'vitest';
import { lineResult } from '#client/screens/desk/line-result.ts';
import { deskId } from '#client/i18n/id/desk.ts';
import type { MyAgreementView } from '#contract/views';

const mine = {
  agreementId: 'a2',
  state: 'in-session',
  sessionState: 'open',
  mine: 'your-turn',
  consented: '2021-01-18T03:00:00Z',
  signatures: [{ field: 'party-1', capacity: 'party', isMe: true, signedAt: null, name: 'Contoh', organisation: '' }],
} as unknown as MyAgreementView;

test('[W50] what the browser refused is told in words first, of the technical reason only its code', () => {
  const line = { at: 'refused', detail: 'touches-more: The revision changes the field /V' } as const;
  const { state, text } = lineResult(mine, line, 'live');
  expect(state).toBe('failed');
  expect(text).toBe(deskId.all.refused('touches-more'));
  expect(text).toMatch(/^Belum ditandatangani\./);
  expect(text).not.toContain('revision');
});

test('after the closing nothing is told to be waited for', () => {
  const signed = { ...mine, mine: 'signed' } as MyAgreementView;
  expect(lineResult(mine, undefined, 'closed').text).toBe(deskId.all.neverSigned);
  expect(lineResult(signed, undefined, 'closed').text).toBe(deskId.list.states.signed);
  expect(lineResult(signed, undefined, 'live').text).toBe(deskId.all.signedWaiting(1));
});
