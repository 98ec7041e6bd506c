import { afterEach, expect, test } from 'vitest';
import { describe as describeVerified } from '#cli/verify/describe';
import { attesterEn, attesterId, attesterOfDocument, attesterOfFile, attestersOf } from '#contract/attester';
import type { VerificationView } from '#contract/views/verification';
import { verificationBlocks } from '#documents/verification-blocks';
import { tellAttester, tellEvidence, tellTime } from '#client/i18n/attester.ts';
import { language } from '#client/i18n/language.ts';
import { sampleVerification } from '#support/verification-sample';

afterEach(() => {
  language.value = 'id';
});

test('[F50] the weakest word counts, and where an outside authority attests something beside it, both are told', () => {
  expect(attesterOfDocument([], [])).toBeNull();
  expect(attesterOfDocument(['organiser', 'organiser'], ['organiser', null])).toBe('organiser');
  expect(attesterOfDocument(['organiser', 'external'], ['organiser'])).toBe('both');
  expect(attesterOfDocument(['organiser', 'organiser'], ['external'])).toBe('both');
  expect(attesterOfDocument(['external', 'external'], ['organiser'])).toBe('external');
  expect(attesterOfDocument(['signer', 'external'], ['external'])).toBe('signer');
});

test('[F50] a signature without a token is attested by the next one after it, else by its signer alone', () => {
  expect(attestersOf([null, 'external', 'organiser'], 2)).toEqual(['external', 'external']);
  expect(attestersOf(['organiser', null, null], 2)).toEqual(['organiser', 'signer']);
  expect(attestersOf([null, null, 'organiser'], 2)).toEqual(['organiser', 'organiser']);
});

test('[F60] board, desk, /verify, command, report and export say who attests the time in the same words', () => {
  const [stamp] = sampleVerification.timestamps;
  if (stamp === undefined) throw new Error('The sample has a document timestamp.');
  const mixed: VerificationView = { ...sampleVerification, timestamps: [{ ...stamp, attestedBy: 'external' }] };
  for (const [view, by] of [
    [sampleVerification, 'organiser'],
    [mixed, 'both'],
  ] as const) {
    expect(attesterOfFile(view)).toBe(by);
    for (const [spoken, words] of [
      ['id', attesterId],
      ['en', attesterEn],
    ] as const) {
      language.value = spoken;
      expect(tellEvidence({ level: 'B-LTA', attestedBy: by })).toMatch(
        new RegExp(`^PAdES B-LTA, (time|waktu) ${words[by]}$`),
      );
      expect(tellTime(by)).toMatch(new RegExp(`^(time|waktu) ${words[by]}$`));
      expect(tellAttester(by).toLowerCase()).toBe(`${words[by]}.`);
      const report = JSON.stringify(verificationBlocks(view, { print: (at) => at, organiser: 'Contoh' }, spoken));
      expect(report).toContain(`"${words[by]}"`);
    }
    expect(describeVerified(view, { sha256: '00', bytes: 1 })).toContain(`time ${attesterEn[by]}\n`);
  }
  expect(tellEvidence({ level: 'B-LTA', attestedBy: null })).toContain('does not say who attested');
});
