import { appendValidationData } from '#signing/long-term';
import { appended, objectLike } from '../revision-forge.ts';
import { certifiedBy, signedBy } from '../sealed-documents.ts';
import {
  attack,
  CATALOGUE,
  changed,
  CONTENT,
  freeNumber,
  newest,
  OTHER_PAGE,
  PAGE,
  rootOf,
  startOfXref,
  type Attack,
} from './attack.ts';

// Shadow attacks and wrapping: what will be shown later is in the file already, or what was signed is moved aside.

const UNSIGNED = 'unsigned-revision';

/** A revision that is a table alone. */
function tableOnly(document: Buffer, sections: string, root = rootOf(document)): Buffer {
  const at = document.length + 1;
  const trailer = `<< /Size ${freeNumber(document)} /Root ${root} /Prev ${startOfXref(document)} >>`;
  return Buffer.concat([document, Buffer.from(`\nxref\n${sections}trailer\n${trailer}\nstartxref\n${at}\n%%EOF`)]);
}

const entry = (number: number, offset: number, kind: 'n' | 'f'): string =>
  `${number} 1\n${String(offset).padStart(10, '0')} 00000 ${kind} \n`;

export const shadows: readonly Attack[] = [
  attack('hide: the page text is freed', UNSIGNED, ({ document: { signed } }) =>
    tableOnly(signed, entry(newest(signed, CONTENT).number, 0, 'f')),
  ),
  attack('replace: the font is another one', UNSIGNED, ({ document: { signed } }) =>
    appended(signed, [changed(signed, /\/Type \/Font\b/, '/Helvetica', '/Courier')]),
  ),
  attack(
    'hide and replace: another catalogue waits in the file',
    ['unsigned-revision', 'signature-removed'],
    async (scene) => {
      const { rendered } = scene.document;
      const spare = freeNumber(rendered);
      const waiting = appended(rendered, [{ number: spare, body: objectLike(rendered, CATALOGUE).body }]);
      const signed = await signedBy(await certifiedBy(scene.kit, waiting), 'party-1', scene.ayu);
      return tableOnly(signed, '0 1\n0000000000 65535 f \n', `${spare} 0 R`);
    },
  ),
  attack(
    'replace: the table points into an earlier revision',
    ['broken-structure', 'unsigned-revision'],
    ({ document: { signed } }) => {
      const hidden = signed.indexOf(`${newest(signed, /\/Type \/Font\b/).number} 0 obj`);
      return tableOnly(signed, entry(newest(signed, CONTENT).number, hidden, 'n'));
    },
  ),
  attack('the drawing of a signed field is replaced', UNSIGNED, ({ document: { signed } }) =>
    appended(signed, [changed(signed, /\/Subtype \/Form/, '/BBox', '/Matrix [2 0 0 2 0 0] /BBox')]),
  ),
  attack('a signed field gets another drawing', ['unsigned-revision', 'field-locked'], ({ document: { signed } }) =>
    appended(signed, [changed(signed, /\/T \(party-1\)/, /\/AP << \/N \d+/, '/AP << /N 7')]),
  ),
  attack('wrapping: what was signed is moved aside', 'broken-structure', ({ document: { signed } }) => {
    const [, , second] = /\/ByteRange \[0 (\d+) (\d+) (\d+)\]/.exec(
      signed.toString('latin1', signed.lastIndexOf('/ByteRange')),
    )!;
    const gap = Buffer.from(`\n${newest(signed, CONTENT).number} 0 obj\n${OTHER_PAGE}\nendobj\n`);
    return Buffer.concat([signed.subarray(0, Number(second)), gap, signed.subarray(Number(second))]);
  }),
  attack(
    'wrapping: the signature is copied into a new revision',
    ['unsigned-revision', 'signature-removed', 'byte-range'],
    ({ document: { signed } }) => {
      const signature = newest(signed, /\/Type \/Sig\b/);
      const number = freeNumber(signed);
      const field = changed(signed, /\/T \(witness-1\)/, /\/V \d+/, `/V ${number}`);
      return appended(signed, [field, { number, body: signature.body }]);
    },
  ),
  attack(
    'wrapping: another field shows the same signature',
    ['forbidden-change', 'unsigned-revision'],
    async ({ document: { certified }, ayu }) => {
      const once = await signedBy(certified, 'party-1', ayu);
      const { number } = newest(once, /\/Type \/Sig\b/);
      return appended(once, [changed(once, /\/T \(party-2\)/, />>$/, `/V ${number} 0 R >>`)]);
    },
  ),
  attack('two fields of one name', ['broken-structure', 'unsigned-revision'], ({ document: { signed } }) => {
    const number = freeNumber(signed);
    const form = changed(signed, /\/SigFlags/, /\/Fields \[ /, `/Fields [ ${number} 0 R `);
    return appended(signed, [form, { number, body: newest(signed, /\/T \(party-1\)/).body }]);
  }),
  attack('a signature is taken out', 'signature-removed', ({ document: { signed } }) =>
    appended(signed, [changed(signed, /\/T \(party-2\)/, /\/V \d+ 0 R/, '')]),
  ),
  attack('the form loses its fields', 'signature-removed', ({ document: { signed } }) =>
    appended(signed, [changed(signed, /\/SigFlags/, /\/Fields \[[^\]]*\]/, '/Fields []')]),
  ),
  attack('the page loses its signatures', UNSIGNED, ({ document: { signed } }) =>
    appended(signed, [changed(signed, PAGE, /\/Annots \[[^\]]*\]/, '/Annots []')]),
  ),
  attack('hide: the table counts fewer objects than there are', UNSIGNED, async ({ kit, document: { signed } }) => {
    const { root } = kit.authority;
    const { segment } = appendValidationData(signed, { certificates: [root], crls: [] });
    const text = Buffer.from(segment).toString('latin1');
    const counted = text.replace(/\/Size (\d+)/, (_, size: string) => `/Size ${'4'.padEnd(size.length)}`);
    return Buffer.concat([signed, Buffer.from(counted, 'latin1')]);
  }),
  attack('replace: the page waits for an object that comes as evidence', UNSIGNED, async (scene) => {
    const { rendered } = scene.document;
    const waited = freeNumber(rendered) + 100;
    const page = changed(rendered, PAGE, /\/Contents \[/, `/Contents [ ${waited} 0 R`);
    const signed = await signedBy(await certifiedBy(scene.kit, appended(rendered, [page])), 'party-1', scene.ayu);
    return appended(signed, [
      changed(signed, CATALOGUE, '/Type /Catalog', `/Type /Catalog /DSS ${waited + 1} 0 R`),
      { number: waited, body: OTHER_PAGE },
      { number: waited + 1, body: `<< /Type /DSS /OCSPs [${waited} 0 R] >>` },
    ]);
  }),
];
