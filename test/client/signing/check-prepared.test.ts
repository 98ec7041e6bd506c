import { beforeAll, describe, expect, test } from 'vitest';
import { checkPrepared, type Prepared } from '#client/signing/check-prepared.ts';
import { toHex } from '#client/signing/der.ts';
import { sha256 } from '#client/signing/attributes.ts';
import { signRevision } from '#client/signing/sign-revision.ts';
import { completeSignature } from '#signing/complete';
import { prepareSignature } from '#signing/prepare';
import type { NewObject } from '#signing/revision-writer';
import { verifyPdf } from '#signing/verify';
import { forged, objectLike, replacing } from '#support/revision-forge';
import { signablePdf } from '#support/signable-pdf';
import { AT, certifiedPdf, openSigningKit, prepared, signed, unrefused, type Signatory } from '#support/signing-kit';

let shown: Buffer;
let segment: Buffer;
let root: string;
let ayu: Signatory;

beforeAll(async () => {
  await using kit = await openSigningKit();
  shown = Buffer.from(await certifiedPdf(kit));
  segment = Buffer.from(prepared(shown, 'party-1', 'Ayu').segment);
  root = kit.authority.rootPem;
  ayu = await kit.signatory('Ayu');
});

const check = async (changes: Partial<Prepared> = {}) =>
  checkPrepared({ shown, shownSha256: toHex(await sha256(shown)), segment, field: 'party-1', ...changes });

test('[S18] what the browser signs becomes a valid signature', async () => {
  const signature = unrefused(
    await signRevision({
      shown,
      shownSha256: toHex(await sha256(shown)),
      segment,
      field: 'party-1',
      key: ayu.key,
      certificate: ayu.certificate,
    }),
  ).signature;
  const done = unrefused(
    completeSignature({
      document: shown,
      prepared: segment,
      certificate: ayu.certificate,
      chain: ayu.chain,
      signature,
    }),
  );
  const report = await verifyPdf(Buffer.concat([shown, done.segment]), { roots: [root], now: AT });
  expect(report).toMatchObject({ verdict: 'valid' });
});

test('[S18] every signatory after the first can check as well', async () => {
  let document: Uint8Array = shown;
  for (const field of ['party-1', 'party-2', 'witness-1']) {
    const next = prepared(document, field, 'Ayu').segment;
    const checked = await checkPrepared({
      shown: document,
      shownSha256: toHex(await sha256(document)),
      segment: next,
      field,
    });
    expect(checked).toHaveProperty('digest');
    document = await signed(document, field, ayu);
  }
});

test('[S18] a signature without a drawing of its own is allowed', async () => {
  const plain = unrefused(
    prepareSignature({ document: shown, field: 'party-1', at: AT, reason: 'Setuju', name: 'Ayu', appearance: null }),
  );
  expect(await check({ segment: plain.segment })).toHaveProperty('digest');
});

/** The same length, so that every offset still fits. */
function rewritten(from: RegExp, to: (...found: string[]) => string): Buffer {
  const text = segment.toString('latin1');
  return Buffer.from(
    text.replace(from, (...found: string[]) => to(...found).padEnd(found[0]!.length)),
    'latin1',
  );
}

describe('a server that lies is refused', () => {
  test.each<[string, string, () => Promise<Partial<Prepared>> | Partial<Prepared>]>([
    ['other bytes than consent named', 'not-an-extension', () => ({ shownSha256: '0'.repeat(64) })],
    [
      'a revision of another document',
      'not-an-extension',
      async () => {
        const other = await signablePdf('A contract with another price');
        return { segment: prepared(other, 'party-1', 'Ayu').segment };
      },
    ],
    [
      'a whole document instead of a revision',
      'not-an-extension',
      () => ({ segment: Buffer.concat([shown, segment]) }),
    ],
    ['nothing', 'not-an-extension', () => ({ segment: new Uint8Array() })],
    ['bytes after the revision', 'not-an-extension', () => ({ segment: Buffer.concat([segment, Buffer.from('\n%')]) })],
    ['half a revision', 'not-an-extension', () => ({ segment: segment.subarray(0, -9) })],
    [
      'a comment that another reader could take for an object',
      'not-an-extension',
      () => ({ segment: Buffer.concat([Buffer.from('\n% 4 0 obj << >> endobj'), segment]) }),
    ],
    ['two revisions', 'not-an-extension', () => ({ segment: Buffer.concat([segment, segment]) })],
    [
      'a byte range that ends early',
      'bad-byte-range',
      () => ({
        segment: rewritten(/(\/ByteRange \[0 \d+ \d+ )(\d+)/, (_, head, length) => head + String(Number(length) - 1)),
      }),
    ],
    [
      'a byte range with a larger hole',
      'bad-byte-range',
      () => ({
        segment: rewritten(
          /(\/ByteRange \[0 \d+ )(\d+) (\d+)/,
          (_, head, second, length) => `${head}${Number(second) + 9} ${Number(length) - 9}`,
        ),
      }),
    ],
    [
      'a place that is not empty',
      'bad-byte-range',
      () => ({ segment: rewritten(/\/Contents <00/, () => '/Contents <3f') }),
    ],
    [
      'another kind of signature',
      'bad-byte-range',
      () => ({ segment: rewritten(/ETSI\.CAdES\.detached/, () => 'adbe.pkcs7.detached') }),
    ],
  ])('[S18] %s', async (_, refused, lie) => {
    expect(await check(await lie())).toMatchObject({ refused });
  });

  const content: NewObject = {
    number: 6,
    body: '<< /Length 33 >>\nstream\nBT /Helvetica 40 Tf (Rp 1) Tj ET   \nendstream',
  };

  test.each<[string, (objects: NewObject[]) => NewObject[]]>([
    ['replaces what the page says', ([field, signature]) => [field!, signature!, content]],
    ['replaces what the page says besides', (objects) => [...objects, content]],
    ['replaces the catalogue', ([field, signature]) => [field!, signature!, objectLike(shown, /\/Type \/Catalog/)]],
    ['brings an object nobody needs', ([field, signature]) => [field!, signature!, { number: 900, body: '<< >>' }]],
    ['moves the field', replacing(/\/Widget/, /\/Rect \[[^\]]*\]/, '/Rect [0 0 595 842]')],
    ['renames the field', replacing(/\/Widget/, '(party-1)', '(party-2)')],
    ['hides the field', replacing(/\/Widget/, '/F 132', '/F 134')],
    ['gives the field an action', replacing(/\/Widget/, '/F 132', '/F 132 /A << /S /JavaScript >>')],
    ['draws beyond the frame', replacing(/\/Form/, /\/BBox \[[^\]]*\]/, '/BBox [0 0 2 2]')],
    ['turns the drawing', replacing(/\/Form/, '/FormType 1', '/FormType 1 /Matrix [9 0 0 9 0 0]')],
    ['draws with other fonts', replacing(/\/Form/, '/F1 5 0 R', '/F1 6 0 R')],
    ['shows the drawing of another field', replacing(/\/Widget/, /\/AP << \/N \d+ 0 R/, '/AP << /N 7 0 R')],
    [
      'puts its drawing in the place of the page',
      ([field, signature, form]) => [
        { ...field!, body: String(field!.body).replace(/\/AP << \/N \d+/, '/AP << /N 6') },
        signature!,
        { ...form!, number: 6 },
      ],
    ],
    ['certifies besides', replacing(/\/Type \/Sig\b/, /\n>>$/, '\n/Reference [] >>')],
    ['signs nothing', replacing(/\/Widget/, /\/V \d+ 0 R/, '')],
    ['holds no signature', replacing(/\/Type \/Sig\b/, '/Type /Sig ', '/Type /Sug ')],
  ])('[S18] a revision that %s', async (_, change) => {
    const answer = await check({ segment: forged(shown, segment, change) });
    expect(answer).toHaveProperty('refused');
    expect(answer).not.toHaveProperty('digest');
  });

  test("[S18] a revision for somebody else's field", async () => {
    const other = prepared(shown, 'party-2', 'Ayu').segment;
    expect(await check({ segment: other })).toMatchObject({ refused: 'touches-more' });
    expect(await check({ segment: prepared(shown, 'party-1', 'Ayu').segment, field: 'witness-1' })).toMatchObject({
      refused: 'touches-more',
    });
  });

  test('[S18] any byte of the revision changed in its structure', async () => {
    const honest = unrefused(await check());
    for (let at = 0; at < segment.length; at += 97) {
      const changed = Buffer.from(segment);
      changed[at] = changed[at]! ^ 0x05;
      const answer = await check({ segment: changed });
      // A letter of a name, a reason, a date or the drawing may differ: then the digest is another one too.
      if ('digest' in answer) expect(toHex(answer.digest)).not.toBe(toHex(honest.digest));
    }
  });

  test('[S18] refused means unsigned', async () => {
    const answer = await signRevision({
      shown,
      shownSha256: toHex(await sha256(shown)),
      segment: forged(shown, segment, (objects) => [...objects, content]),
      field: 'party-1',
      key: ayu.key,
      certificate: ayu.certificate,
    });
    expect(answer).not.toHaveProperty('signature');
  });
});
