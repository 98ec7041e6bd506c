import { fillByteRange, fillContents } from '#signing/byte-range';
import { completeSignature } from '#signing/complete';
import { openPdf } from '#signing/pdf-file';
import { writeRevision, type NewObject } from '#signing/revision-writer';
import { appended, forged, replacing } from '../revision-forge.ts';
import { certifiedBy, signedBy } from '../sealed-documents.ts';
import { prepared, signatureOver, unrefused, type Signatory } from '../signing-kit.ts';
import { attack, CATALOGUE, changed, freeNumber, overwritten, PAGE, type Attack } from './attack.ts';

// Attacks on certification, locks and certificates: what is added looks permitted, or somebody else signs.

/** A server that lies well: `field` signed by an honest person over a revision that does more. */
export async function signedForgery(
  document: Buffer,
  field: string,
  signatory: Signatory,
  change: (objects: NewObject[]) => NewObject[],
): Promise<Buffer> {
  const revision = prepared(document, field, signatory.name);
  const segment = forged(document, revision.segment, change);
  const [, first, second, length] = /\/ByteRange \[0 (\d+) (\d+) (\d+)\]/.exec(segment.toString('latin1'))!.map(Number);
  const byteRange = [0, first!, second!, length!] as const;
  const { certificate, chain } = signatory;
  const signature = await signatureOver(document, { ...revision, segment, byteRange }, signatory);
  const outcome = completeSignature({ document, prepared: segment, certificate, chain, signature });
  return Buffer.concat([document, unrefused(outcome).segment]);
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const REFERENCE = /\/Reference \[.*\]/;
const SIGNATURE = /\/Type \/Sig\b/;

/** The last signature's Contents under another document's bytes. */
export function withContents(document: Buffer, contents: string): Buffer {
  return overwritten(document, /\/Contents <[0-9a-f]+>/, (found) => {
    const room = found.length - '/Contents <>'.length;
    return `/Contents <${contents.slice(0, room).padEnd(room, '0')}>`;
  });
}

export const contentsIn = (document: Buffer): string =>
  [...document.toString('latin1').matchAll(/\/Contents <([0-9a-f]+)>/g)].at(-1)![1]!;

/** An honest signature over a revision whose trailer says something else, of the same length. */
async function withTrailer(document: Buffer, field: string, signatory: Signatory, from: RegExp, to: string) {
  const revision = prepared(document, field, signatory.name);
  const segment = overwritten(Buffer.from(revision.segment), from, () => to);
  const { certificate, chain } = signatory;
  const signature = await signatureOver(document, { ...revision, segment }, signatory);
  const outcome = completeSignature({ document, prepared: segment, certificate, chain, signature });
  return Buffer.concat([document, unrefused(outcome).segment]);
}

export const certifications: readonly Attack[] = [
  attack('a signed revision whose trailer names other facts', 'forbidden-change', ({ document: { certified }, ayu }) =>
    withTrailer(certified, 'party-1', ayu, /\/Info \d+ 0 R/, '/Info 1 0 R'),
  ),
  attack('a signed revision whose trailer says more', 'forbidden-change', ({ document: { certified }, ayu }) =>
    withTrailer(certified, 'party-1', ayu, /\/Info \d+ 0 R/, '/Inf2 1 0 R'),
  ),
  attack('evil annotation: a note over the text', 'unsigned-revision', ({ document: { certified } }) => {
    const number = freeNumber(certified);
    const body = '<< /Type /Annot /Subtype /FreeText /Rect [0 0 595 842] /Contents (Rp 1) /F 4 >>';
    return appended(certified, [
      changed(certified, PAGE, /\/Annots \[ /, `/Annots [ ${number} 0 R `),
      { number, body },
    ]);
  }),
  attack(
    'sneaky signature: a new field with a drawing over the text',
    ['forbidden-change', 'unsigned-revision'],
    async (scene) => {
      const { certified } = scene.document;
      const number = freeNumber(certified);
      const body =
        '<< /Type /Annot /Subtype /Widget /FT /Sig /T (sneaky) /F 132 /Rect [0 0 595 842] /AP << /N 7 0 R >> >>';
      const form = changed(certified, /\/SigFlags/, /\/Fields \[ ([^\]]*)\]/, `/Fields [ $1 ${number} 0 R ]`);
      return signedBy(appended(certified, [form, { number, body }]), 'sneaky', scene.mallory);
    },
  ),
  attack(
    'the certification is taken out of the catalogue',
    ['unsigned-revision', 'forbidden-change'],
    ({ document: { certified } }) => appended(certified, [changed(certified, CATALOGUE, /\/Perms << [^>]*>>/, '')]),
  ),
  attack('the certification permits more, in place', 'digest-mismatch', ({ document: { certified } }) =>
    overwritten(certified, /\/V \/1\.2 \/P 2/, () => '/V /1.2 /P 3'),
  ),
  attack(
    'a second certification',
    ['forbidden-change', 'certification-mismatch'],
    async ({ document: { certified }, ayu }) =>
      signedForgery(certified, 'party-1', ayu, replacing(SIGNATURE, '/FieldMDP', '/DocMDP')),
  ),
  attack('the lock of a field is changed', ['unsigned-revision', 'field-locked'], ({ document: { signed } }) =>
    appended(signed, [changed(signed, /\/SigFieldLock/, '/Include', '/Exclude')]),
  ),
  attack('a signature without the lock of its field', 'lock-mismatch', async ({ document: { certified }, ayu }) =>
    signedForgery(certified, 'party-1', ayu, replacing(SIGNATURE, REFERENCE, '')),
  ),
  attack('a signature with the lock of another field', 'lock-mismatch', async ({ document: { certified }, ayu }) =>
    signedForgery(certified, 'party-1', ayu, replacing(SIGNATURE, '(party-1) ]', '(party-2) ]')),
  ),
  attack(
    'a signature in a field that another one locked',
    'field-locked',
    async ({ document: { rendered }, kit, ayu, budi }) => {
      const locks = appended(rendered, [
        changed(rendered, /\/SigFieldLock[^]*party-1/, /\/Fields \[[^\]]*\]/, '/Fields [ (party-1) (party-2) ]'),
      ]);
      const once = await signedBy(await certifiedBy(kit, locks), 'party-1', ayu);
      return signedBy(once, 'party-2', budi);
    },
  ),
  attack(
    'signed by somebody whose authority has the same names',
    'unknown-root',
    async ({ document: { certified }, mallory }) => signedBy(certified, 'party-1', mallory),
  ),
  attack(
    'the certificate in the signature is somebody else’s',
    ['signer-certificate', 'cms-malformed', 'signature-mismatch'],
    async ({ document: { certified }, ayu, mallory }) => {
      const signed = await signedBy(certified, 'party-1', ayu);
      const [own, foreign] = [hex(ayu.certificate), hex(mallory.certificate)];
      return withContents(
        signed,
        contentsIn(signed).replace(own, foreign.padEnd(own.length, '0').slice(0, own.length)),
      );
    },
  ),
  attack('a signature from another document', 'digest-mismatch', async ({ document: { certified }, other, ayu }) => {
    const stolen = contentsIn(await signedBy(other.certified, 'party-1', ayu));
    return withContents(await signedBy(certified, 'party-1', ayu), stolen);
  }),
  attack(
    'a signature whose place is filled by an issuer’s certificate',
    'cms-malformed',
    ({ document: { signed }, kit }) => withContents(signed, Buffer.from(kit.authority.chain[0]!).toString('hex')),
  ),
  attack('a signature that was prepared and never made', 'cms-malformed', ({ document: { certified } }) =>
    Buffer.concat([certified, prepared(certified, 'party-1', 'Ayu').segment]),
  ),
  attack(
    'a timestamp field with a place on the page',
    ['forbidden-change', 'time-stamp-malformed'],
    ({ document: { signed } }) => {
      const number = freeNumber(signed);
      const body = `<< /Type /Annot /Subtype /Widget /FT /Sig /T (archive-9) /F 132 /Rect [0 0 595 842] /V ${number + 1} 0 R >>`;
      const form = changed(signed, /\/SigFlags/, /\/Fields \[ ([^\]]*)\]/, `/Fields [ $1 ${number} 0 R ]`);
      const stamp = `<< /Type /DocTimeStamp /Filter /Adobe.PPKLite /SubFilter /ETSI.RFC3161\n/ByteRange [0 /********** /********** /**********]\n/Contents <${'00'.repeat(1024)}>\n>>`;
      const unfilled = writeRevision(openPdf(signed), [form, { number, body }, { number: number + 1, body: stamp }]);
      const { segment, byteRange } = fillByteRange(signed.length, unfilled);
      fillContents(signed.length, segment, byteRange, Buffer.from('3003020100', 'hex'));
      return Buffer.concat([signed, segment]);
    },
  ),
];
