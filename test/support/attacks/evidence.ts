import { deflateSync } from 'node:zlib';
import { appendDocumentTimestamp } from '#signing/document-timestamp';
import { appendValidationData } from '#signing/long-term';
import type { NewObject } from '#signing/revision-writer';
import { timeStampToken } from '#signing/time-stamp-token';
import { appended } from '../revision-forge.ts';
import { signedBy, stamperOf, withTimestamp } from '../sealed-documents.ts';
import { AT, type Signatory } from '../signing-kit.ts';
import { attack, CATALOGUE, changed, CONTENT, freeNumber, newest, OTHER_PAGE, type Attack } from './attack.ts';
import { contentsIn, withContents } from './certification.ts';

// Attacks on what proves time and lets a document be judged later.

const TOKEN = '060b2a864886f70d010910020e';
/** Tag and length of the whole, as digits. */
const HEAD = 8;
const later = (minutes: number): Date => new Date(AT.getTime() + minutes * 60_000);

/** A store with these streams, beside whatever else. */
function withStore(document: Buffer, streams: readonly string[], more: readonly NewObject[] = []): Buffer {
  const number = freeNumber(document);
  const references = streams.map((_, index) => `${number + 1 + index} 0 R`).join(' ');
  return appended(document, [
    changed(document, CATALOGUE, '/Type /Catalog', `/Type /Catalog /DSS ${number} 0 R`),
    { number, body: `<< /Type /DSS /Certs [] /CRLs [${references}] >>` },
    ...streams.map((stream, index) => ({ number: number + 1 + index, body: stream })),
    ...more,
  ]);
}

const stream = (bytes: Buffer, filter = ''): string =>
  `<< ${filter}/Length ${bytes.length} >>\nstream\n${bytes.toString('latin1')}\nendstream`;

const withList = (document: Buffer, crl: Uint8Array): Buffer =>
  Buffer.concat([document, appendValidationData(document, { certificates: [], crls: [crl] }).segment]);

/** A token over this SHA-256 by somebody who is no time-stamp authority. */
const tokenBy = async (signatory: Signatory, sha256: Uint8Array): Promise<Uint8Array> =>
  timeStampToken(
    {
      certificate: signatory.certificate,
      chain: signatory.chain,
      sign: async (message) =>
        new Uint8Array(
          await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, signatory.key, Uint8Array.from(message)),
        ),
    },
    { sha256, at: AT, serial: Buffer.from('4711', 'hex'), nonce: null, withCertificates: true },
  );

export const evidences: readonly Attack[] = [
  attack(
    'a time-stamp from another signature',
    'time-stamp-mismatch',
    async ({ kit, document: { certified }, other, ayu }) => {
      const stamper = stamperOf(kit);
      const document = await signedBy(certified, 'party-1', ayu, { stamper });
      const own = contentsIn(document);
      for (;;) {
        const foreign = contentsIn(await signedBy(other.certified, 'party-1', ayu, { stamper }));
        // Signature values differ in length by a byte or two: one of the same length is needed.
        if (foreign.indexOf(TOKEN) !== own.indexOf(TOKEN)) continue;
        if (foreign.slice(0, HEAD) !== own.slice(0, HEAD)) continue;
        const moved = own.slice(0, own.indexOf(TOKEN)) + foreign.slice(foreign.indexOf(TOKEN));
        return withContents(document, moved);
      }
    },
  ),
  attack('a document timestamp from another file', 'digest-mismatch', ({ document: { archived }, other }) =>
    withContents(archived, contentsIn(other.archived)),
  ),
  attack('a document timestamp of zeros', 'time-stamp-malformed', ({ document: { archived } }) =>
    withContents(archived, ''),
  ),
  attack(
    'a signature in the place of a document timestamp',
    'time-stamp-malformed',
    ({ document: { archived, signed } }) => withContents(archived, contentsIn(signed)),
  ),
  attack('a document timestamp by a signatory', 'time-stamp-certificate', async ({ document: { longTerm }, ayu }) => {
    const { segment } = await appendDocumentTimestamp(longTerm, {
      stamper: { name: 'x', attestedBy: 'external', stamp: (hash) => tokenBy(ayu, hash) },
    });
    return Buffer.concat([longTerm, segment]);
  }),
  attack('a time-stamp whose own signature was damaged', 'time-stamp-signature', ({ document: { archived } }) => {
    const contents = contentsIn(archived);
    const end = contents.replace(/0+$/, '').length - 4;
    return withContents(
      archived,
      `${contents.slice(0, end)}${contents[end] === '7' ? '6' : '7'}${contents.slice(end + 1)}`,
    );
  }),
  attack(
    'a signature that claims to be younger than its time-stamp',
    'time-stamp-contradicted',
    async ({ kit, document: { certified }, ayu }) =>
      signedBy(certified, 'party-1', ayu, { at: later(90), stamper: stamperOf(kit) }),
  ),
  attack(
    'a signature under a document timestamp of earlier',
    'time-stamp-contradicted',
    async ({ kit, document: { certified }, ayu }) =>
      withTimestamp(await signedBy(certified, 'party-1', ayu, { at: later(60) }), stamperOf(kit)),
  ),
  attack(
    'a revocation list that somebody of the same name signed',
    'evidence-mismatch',
    async ({ document: { stamped }, stranger }) => withList(stamped, await stranger.authority.crl(AT, [], AT)),
  ),
  attack(
    'a revocation list that was changed',
    ['evidence-mismatch', 'evidence-malformed'],
    async ({ kit, document: { stamped } }) => {
      const crl = Buffer.from(await kit.authority.crl(AT, [], AT));
      crl[crl.length - 3] = crl[crl.length - 3]! ^ 1;
      return withList(stamped, crl);
    },
  ),
  attack('something in the place of a revocation list', 'evidence-malformed', ({ document: { stamped } }) =>
    withStore(stamped, [stream(Buffer.from('no list'))]),
  ),
  attack('a zip bomb in the place of a revocation list', 'evidence-malformed', ({ document: { stamped } }) =>
    withStore(stamped, [stream(deflateSync(Buffer.alloc(60_000_000)), '/Filter /FlateDecode ')]),
  ),
  attack('a page text beside the evidence', 'unsigned-revision', ({ document: { stamped } }) =>
    withStore(stamped, [], [{ number: newest(stamped, CONTENT).number, body: OTHER_PAGE }]),
  ),
  attack('the page text as evidence', ['unsigned-revision', 'evidence-malformed'], ({ document: { stamped } }) => {
    const { number } = newest(stamped, CONTENT);
    const store = { number: freeNumber(stamped), body: `<< /Type /DSS /CRLs [${number} 0 R] >>` };
    const catalogue = changed(stamped, CATALOGUE, '/Type /Catalog', `/Type /Catalog /DSS ${store.number} 0 R`);
    return appended(stamped, [catalogue, store, { number, body: OTHER_PAGE }]);
  }),
  attack('an action beside the evidence', 'unsigned-revision', ({ document: { stamped } }) => {
    const number = freeNumber(stamped);
    const catalogue = changed(
      stamped,
      CATALOGUE,
      '/Type /Catalog',
      `/Type /Catalog /OpenAction << /S /JavaScript >> /DSS ${number} 0 R`,
    );
    return appended(stamped, [catalogue, { number, body: '<< /Type /DSS /CRLs [] >>' }]);
  }),
  attack('evidence that is taken out', 'unsigned-revision', ({ document: { archived } }) =>
    appended(archived, [changed(archived, /\/Type \/DSS/, /\/CRLs \[[^\]]*\]/, '/CRLs []')]),
  ),
  attack('a store that the catalogue no longer names', 'unsigned-revision', ({ document: { archived } }) =>
    appended(archived, [changed(archived, CATALOGUE, /\/DSS \d+ 0 R/, '')]),
  ),
  attack(
    'a note beside the archive’s timestamp',
    ['unsigned-revision', 'forbidden-change'],
    async ({ kit, document: { archived } }) => {
      const number = freeNumber(archived);
      const noted = appended(archived, [
        changed(archived, /\/Type \/Page\b/, /\/Annots \[ /, `/Annots [ ${number} 0 R `),
        { number, body: '<< /Type /Annot /Subtype /FreeText /Rect [0 0 9 9] /F 4 >>' },
      ]);
      return withTimestamp(noted, stamperOf(kit));
    },
  ),
];
