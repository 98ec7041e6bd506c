import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appendValidationData } from '#signing/long-term';
import { verifyPdf } from '#signing/verify';
import { CATALOGUE, changed, OTHER_PAGE, PAGE } from '#support/attacks/attack';
import { appended } from '#support/revision-forge';
import { certifiedBy, signedBy } from '#support/sealed-documents';
import { signablePdf } from '#support/signable-pdf';
import { AT, openSigningKit, type Signatory, type SigningKit } from '#support/signing-kit';
import { codesOf } from '#support/verify-scene';

let kit: SigningKit;
let ayu: Signatory;
let rendered: Buffer;
beforeAll(async () => {
  kit = await openSigningKit();
  ayu = await kit.signatory('Ayu');
  rendered = Buffer.from(await signablePdf());
});
afterAll(() => kit[Symbol.asyncDispose]());

const verdictOf = async (bytes: Uint8Array): Promise<string | undefined> => {
  const report = await verifyPdf(bytes, { roots: [kit.authority.root], now: new Date(AT.getTime() + 7_200_000) });
  return 'unreadable' in report ? undefined : report.verdict;
};

/** What stands against the revisions; that a page's text is no answer of a responder goes without saying. */
const objectionsTo = async (bytes: Uint8Array): Promise<readonly string[]> => {
  const report = await verifyPdf(bytes, { roots: [kit.authority.root], now: new Date(AT.getTime() + 7_200_000) });
  return 'unreadable' in report ? ['unreadable'] : codesOf(report).filter((code) => code !== 'evidence-malformed');
};

/** With a store that brings this object as evidence. */
const withStore = (document: Buffer, number: number): Buffer =>
  appended(document, [
    changed(document, CATALOGUE, '/Type /Catalog', `/Type /Catalog /DSS ${number + 1} 0 R`),
    { number, body: OTHER_PAGE },
    { number: number + 1, body: `<< /Type /DSS /OCSPs [${number} 0 R] >>` },
  ]);

describe('an object that comes later as evidence', () => {
  test.each([
    ['by nothing', (body: string) => body, []],
    ['by a page', (body: string) => body.replace('/Contents [', '/Contents [ 900 0 R '), ['unsigned-revision']],
    [
      'deep within',
      (body: string) => body.replace('/Type /Page', '/Type /Page /X [ << /Y [ 900 7 R ] >> ]'),
      ['unsigned-revision'],
    ],
    ['by another', (body: string) => body.replace('/Type /Page', '/Type /Page /X [ 90 0 R 0.12345678901234567 ]'), []],
  ])('[S104] is named before %s: %s', async (_, change, objections) => {
    const { number, body } = changed(rendered, PAGE, '/Type /Page', '/Type /Page ');
    const trap = appended(rendered, [{ number, body: change(body) }]);
    const signed = await signedBy(await certifiedBy(kit, trap), 'party-1', ayu);
    expect(await verdictOf(signed)).toBe('valid');
    expect(await objectionsTo(withStore(signed, 900))).toEqual(objections);
  });

  test('[S104] might be named by what cannot be read', async () => {
    const { number, body } = changed(rendered, PAGE, '/Type /Page', '/Type /Page /X 900x');
    const signed = await signedBy(await certifiedBy(kit, appended(rendered, [{ number, body }])), 'party-1', ayu);
    expect(await verdictOf(signed)).toBe('invalid');
  });
});

const store = (list: number): string => `<< /Type /DSS /OCSPs ${list} 0 R >>`;

describe('a list of evidence that grows', () => {
  test.each([
    ['is named by the store alone', (body: string) => body, []],
    [
      'is what a page shows, too',
      (body: string) => body.replace(/\/Contents \[[^\]]*\]/, '/Contents 900 0 R'),
      ['unsigned-revision'],
    ],
  ])('[S108] %s', async (_, change, objections) => {
    const page = changed(rendered, PAGE, '/Type /Page', '/Type /Page ');
    const own = /\/Contents \[([^\]]*)\]/.exec(page.body)?.[1] ?? '';
    const trap = appended(rendered, [
      { number: page.number, body: change(page.body) },
      changed(rendered, CATALOGUE, '/Type /Catalog', '/Type /Catalog /DSS 901 0 R'),
      { number: 900, body: `[${own}]` },
      { number: 901, body: store(900) },
    ]);
    const signed = await signedBy(await certifiedBy(kit, trap), 'party-1', ayu);
    expect(await objectionsTo(signed)).toEqual([]);
    const grown = appended(signed, [
      { number: 901, body: store(900) },
      { number: 900, body: `[${own} 950 0 R]` },
      { number: 950, body: OTHER_PAGE },
    ]);
    expect(await objectionsTo(grown)).toEqual(objections);
  });
});

/** The segment with another /Size in its trailer. */
const sized = (segment: Uint8Array, size: (was: number) => number): Buffer =>
  Buffer.from(
    Buffer.from(segment)
      .toString('latin1')
      .replace(/\/Size (\d+)/, (_, was: string) => `/Size ${String(size(Number(was))).padEnd(was.length)}`),
    'latin1',
  );

describe('the number of objects in a trailer', () => {
  test.each([
    ['as it is', (was: number) => was, 'valid'],
    ['one less than what comes', (was: number) => was - 1, 'invalid'],
    ['less than there were', () => 4, 'invalid'],
  ])('[S105] %s', async (_, size, verdict) => {
    const signed = await signedBy(await certifiedBy(kit, rendered), 'party-1', ayu);
    const { segment } = appendValidationData(signed, { certificates: [kit.authority.root], crls: [] });
    expect(await verdictOf(Buffer.concat([signed, sized(segment, size)]))).toBe(verdict);
  });
});
