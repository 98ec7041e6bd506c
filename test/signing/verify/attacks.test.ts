import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyPdf } from '#signing/verify';
import type { Attack, Scene } from '#support/attacks/attack';
import { certifications } from '#support/attacks/certification';
import { evidences } from '#support/attacks/evidence';
import { forgeries } from '#support/attacks/forgery';
import { incrementals } from '#support/attacks/incremental';
import { shadows } from '#support/attacks/shadow';
import { sealedDocument } from '#support/sealed-documents';
import { AT, openSigningKit, type SigningKit } from '#support/signing-kit';

let kit: SigningKit;
let stranger: SigningKit;
let scene: Scene;

beforeAll(async () => {
  [kit, stranger] = [await openSigningKit(), await openSigningKit()];
  const [ayu, budi, citra] = [await kit.signatory('Ayu'), await kit.signatory('Budi'), await kit.signatory('Citra')];
  const people = [ayu, budi, citra] as const;
  const [document, other] = [await sealedDocument(kit, people), await sealedDocument(kit, people, 'CONTOH: lain')];
  scene = { kit, document, other, ayu, budi, stranger, mallory: await stranger.signatory('Ayu') };
});

afterAll(async () => {
  await kit[Symbol.asyncDispose]();
  await stranger[Symbol.asyncDispose]();
});

/** Late enough that no time of theirs is yet to come. */
const NOW = new Date(AT.getTime() + 7_200_000);

const ATTACKS: readonly Attack[] = [...forgeries, ...incrementals, ...shadows, ...certifications, ...evidences];

test('[S69] what the attackers begin with is valid', async () => {
  for (const each of [scene.document, scene.other]) {
    for (const bytes of [each.certified, each.signed, each.stamped, each.longTerm, each.archived]) {
      const report = await verifyPdf(bytes, { roots: [kit.authority.root], now: NOW });
      expect(report).toMatchObject({ verdict: 'valid', problems: [] });
    }
  }
});

test('[S69] every published kind of attack is tried, each in its own way', () => {
  expect(ATTACKS.length).toBeGreaterThanOrEqual(80);
  expect(new Set(ATTACKS.map(({ name }) => name)).size).toBe(ATTACKS.length);
});

test.each(ATTACKS)('[S69] not valid: $name', async ({ make, says }) => {
  const bytes = await make(scene);
  expect(Object.values(scene.document).some((one) => one.equals(bytes))).toBe(false);
  const report = await verifyPdf(bytes, { roots: [kit.authority.root], now: NOW });
  if ('unreadable' in report) return;
  const said = [report.problems, report.signatures.map(({ problems }) => problems)].flat(2);
  expect(report.verdict).not.toBe('valid');
  expect(said.map((each) => each.split(':')[0])).toEqual(
    expect.arrayContaining([expect.toSatisfy((code: string) => says.includes(code))]),
  );
});
