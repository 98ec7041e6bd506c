import { createHash, X509Certificate } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { appendDocumentTimestamp } from '#signing/document-timestamp';
import { appendArchive, appendValidationData } from '#signing/long-term';
import { dictAt, openPdf } from '#signing/pdf-file';
import { TOKEN_RESERVE_OUTSIDE } from '#signing/reserve';
import { signatureFields } from '#signing/signature-fields';
import { isOver } from '#signing/time-stamp-reading';
import { signablePdf } from '#support/signable-pdf';
import { AT, certifiedPdf } from '#support/signing-kit';
import { contentsOf, openStampedScene } from '#support/stamped-scene';

const scene = await openStampedScene();
const { kit, document, ayu, stamper, signStamped } = scene;

afterAll(() => scene[Symbol.asyncDispose]());

const append = (base: Uint8Array, { segment }: { readonly segment: Uint8Array }): Buffer =>
  Buffer.concat([base, segment]);

const copy = (bytes: Uint8Array): Buffer => Buffer.from(bytes);
const names = (pdf: Uint8Array): string[] => signatureFields(openPdf(pdf)).map(({ name }) => name);

/** What the store in the catalogue holds. */
function storeOf(pdf: Uint8Array): { certificates: Buffer[]; crls: Buffer[] } {
  const file = openPdf(pdf);
  const catalogue = dictAt(file, file.revisions.at(-1)!.trailer.entries.get('Root'));
  const store = dictAt(file, catalogue?.entries.get('DSS'));
  const read = (key: string): Buffer[] => {
    const list = store?.entries.get(key);
    if (list?.kind !== 'array') return [];
    return list.items.map((item) => {
      const number = item.kind === 'ref' ? item.number : -1;
      const found = new RegExp(`\\n${number} 0 obj\\n<< (/Filter /FlateDecode )?/Length (\\d+) >>\\nstream\\n`).exec(
        Buffer.from(pdf).toString('latin1'),
      )!;
      const from = found.index + found[0].length;
      const raw = Buffer.from(pdf).subarray(from, from + Number(found[2]));
      return found[1] === undefined ? raw : inflateSync(raw);
    });
  };
  return { certificates: read('Certs'), crls: read('CRLs') };
}

test('[S47] the archive keeps certificates and lists, each once, over several calls', async () => {
  const signed = await signStamped(document, 'party-1');
  const crl = await kit.authority.crl(AT, []);
  const { root, chain } = kit.authority;
  const first = append(signed, appendValidationData(signed, { certificates: [root, ...chain, root], crls: [crl] }));
  expect(storeOf(first)).toEqual({ certificates: [root, ...chain].map(copy), crls: [Buffer.from(crl)] });
  expect(first.subarray(0, signed.length).equals(signed)).toBe(true);
  expect(appendValidationData(first, { certificates: [root], crls: [crl] }).segment).toHaveLength(0);
  const later = await kit.authority.crl(new Date(AT.getTime() + 86_400_000), []);
  const second = append(first, appendValidationData(first, { certificates: [ayu.certificate, root], crls: [later] }));
  expect(storeOf(second)).toEqual({
    certificates: [root, ...chain, ayu.certificate].map(copy),
    crls: [crl, later].map(copy),
  });
  // The store grew where it was: the catalogue of the first call stands.
  expect(second.subarray(first.length).toString('latin1')).not.toContain('/Catalog');
});

test('[S48] its timestamp takes the place that waits for it and covers the whole document', async () => {
  const signed = await signStamped(document, 'party-1');
  const done = await appendDocumentTimestamp(signed, { stamper });
  const stamped = append(signed, done);
  expect(done.field).toBe('archive-1');
  expect(done.sha256).toBe(createHash('sha256').update(stamped).digest('hex'));
  const words = Buffer.from(done.segment).toString('latin1');
  expect(words.match(/ 0 obj\n/g)).toHaveLength(2);
  expect(words).toContain('/Type /DocTimeStamp /Filter /Adobe.PPKLite /SubFilter /ETSI.RFC3161');
  expect(words).not.toMatch(/\/M |\/Name |\/Reason /);
  const [first, second, length] = /\/ByteRange \[0 (\d+) (\d+) (\d+)\]/.exec(words)!.slice(1).map(Number) as [
    number,
    number,
    number,
  ];
  expect(second + length).toBe(stamped.length);
  const digest = createHash('sha256').update(stamped.subarray(0, first)).update(stamped.subarray(second)).digest();
  const token = contentsOf(done.segment)[0]!;
  expect(token).toHaveLength(stamper.tokenBytes ?? 0);
  expect(isOver(token.subarray(0, 4 + token.readUInt16BE(2)), digest)).toBe(true);
  const roomy = await appendDocumentTimestamp(signed, { stamper, reserve: TOKEN_RESERVE_OUTSIDE });
  expect(contentsOf(roomy.segment)[0]).toHaveLength(TOKEN_RESERVE_OUTSIDE);
});

test('[S48] else the timestamp brings a field of its own, which no page shows, into a form of either kind', async () => {
  for (const locked of [true, false]) {
    const rendered = await certifiedPdf(kit, await signablePdf({ locked }));
    const once = locked ? append(rendered, await appendDocumentTimestamp(rendered, { stamper })) : rendered;
    const done = await appendDocumentTimestamp(once, { stamper });
    const twice = append(once, done);
    expect(done.field).toBe(locked ? 'archive-2' : 'archive-1');
    expect(names(twice)).toEqual([...names(once), done.field]);
    const words = Buffer.from(done.segment).toString('latin1');
    expect(words.match(/ 0 obj\n/g)).toHaveLength(3);
    expect(words).toContain('/Rect [0 0 0 0]');
    expect(words).not.toMatch(/\/Type \/Page\b|\/P \d/);
    expect(words.includes('/Catalog')).toBe(!locked);
  }
});

test('[S48] a token about something else never gets in', async () => {
  const wrong = { ...stamper, stamp: () => stamper.stamp(new Uint8Array(32)) };
  await expect(appendDocumentTimestamp(document, { stamper: wrong })).rejects.toThrow(/another document/);
});

test('[S49] the archive is renewed by data and one more timestamp', async () => {
  const signed = await signStamped(document, 'party-1');
  const { root, chain } = kit.authority;
  const first = append(signed, await appendArchive(signed, { certificates: [root], crls: [], stamper }));
  const renewal = await appendArchive(first, {
    certificates: [kit.authority.timeSigner.certificate],
    crls: [await kit.authority.crl(AT, [])],
    stamper,
  });
  const second = append(first, renewal);
  expect(renewal.field).toBe('archive-2');
  expect(renewal.sha256).toBe(createHash('sha256').update(second).digest('hex'));
  expect(storeOf(second)).toMatchObject({
    certificates: [root, kit.authority.timeSigner.certificate].map(copy),
    crls: [expect.any(Buffer)],
  });
  expect(openPdf(second).revisions).toHaveLength(openPdf(signed).revisions.length + 4);
  expect(chain.map((each) => new X509Certificate(each).ca)).toEqual([true]);
});
