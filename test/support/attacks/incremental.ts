import { appended } from '../revision-forge.ts';
import { signedBy } from '../sealed-documents.ts';
import {
  attack,
  CATALOGUE,
  changed,
  CONTENT,
  freeNumber,
  newest,
  OTHER_PAGE,
  PAGE,
  PAGES,
  rootOf,
  startOfXref,
  type Attack,
} from './attack.ts';

// Incremental saving: something is appended to a file that was signed, with as much structure as a reader needs.

const object = (document: Buffer): string => `${newest(document, CONTENT).number} 0 obj\n${OTHER_PAGE}\nendobj\n`;
const after = (document: Buffer, text: string): Buffer => Buffer.concat([document, Buffer.from(`\n${text}`, 'latin1')]);
const AFTER = ['bytes-after-end', 'broken-structure'];
const UNSIGNED = 'unsigned-revision';

export const incrementals: readonly Attack[] = [
  attack('another page text as a whole revision', UNSIGNED, ({ document: { archived } }) =>
    appended(archived, [{ number: newest(archived, CONTENT).number, body: OTHER_PAGE }]),
  ),
  attack('another page text without table and trailer', AFTER, ({ document: { archived } }) =>
    after(archived, object(archived)),
  ),
  attack('another page text with an end, without a table', AFTER, ({ document: { archived } }) =>
    after(archived, `${object(archived)}startxref\n${startOfXref(archived)}\n%%EOF`),
  ),
  attack('another page text with a trailer, without a table', AFTER, ({ document: { archived } }) =>
    after(
      archived,
      `${object(archived)}trailer\n<< /Size 99 /Root ${rootOf(archived)} >>\nstartxref\n${startOfXref(archived)}\n%%EOF`,
    ),
  ),
  attack('another page text with a table, without a trailer', AFTER, ({ document: { archived } }) =>
    after(
      archived,
      `${object(archived)}xref\n0 1\n0000000000 65535 f \nstartxref\n${archived.length + 1 + object(archived).length}\n%%EOF`,
    ),
  ),
  attack('a trailer that names no revision before', AFTER, ({ document: { archived } }) =>
    after(
      archived,
      `xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 /Root ${rootOf(archived)} >>\nstartxref\n${archived.length + 1}\n%%EOF`,
    ),
  ),
  attack('an empty revision', UNSIGNED, ({ document: { archived } }) => appended(archived, [])),
  attack('a swapped catalogue', UNSIGNED, ({ document: { archived } }) =>
    appended(archived, [changed(archived, CATALOGUE, '/Type /Catalog', '/Type /Catalog /OpenAction 5 0 R')]),
  ),
  attack('a page more', UNSIGNED, ({ document: { archived } }) => {
    const number = freeNumber(archived);
    const page = newest(archived, PAGE).body;
    const pages = changed(archived, PAGES, /\/Kids \[ /, `/Kids [ ${number} 0 R `);
    return appended(archived, [pages, { number, body: page }]);
  }),
  attack('a page less', UNSIGNED, ({ document: { archived } }) =>
    appended(archived, [changed(archived, PAGES, /\/Kids \[[^\]]*\]/, '/Kids []')]),
  ),
  attack('another title', UNSIGNED, ({ document: { archived } }) =>
    appended(archived, [changed(archived, /\/Producer/, /\/Producer/, '/Keywords (x) /Producer')]),
  ),
  attack(
    'a page text swapped between two signatures',
    'unsigned-revision',
    async ({ document: { certified }, ayu, budi }) => {
      const once = await signedBy(certified, 'party-1', ayu);
      const swapped = appended(once, [{ number: newest(once, CONTENT).number, body: OTHER_PAGE }]);
      return signedBy(swapped, 'party-2', budi);
    },
  ),
  attack('a cross-reference stream', 'broken-structure', ({ document: { archived } }) => {
    const at = archived.length + 1;
    const body = `${freeNumber(archived)} 0 obj\n<< /Type /XRef /Size 1 /W [1 2 1] /Root ${rootOf(archived)} /Prev ${startOfXref(archived)} /Length 4 >>\nstream\n0000\nendstream\nendobj\n`;
    return after(archived, `${body}startxref\n${at}\n%%EOF`);
  }),
  attack('an object stream', UNSIGNED, ({ document: { archived } }) =>
    appended(archived, [
      {
        number: freeNumber(archived),
        body: '<< /Type /ObjStm /N 1 /First 4 /Length 9 >>\nstream\n6 0 <<>> \nendstream',
      },
    ]),
  ),
  attack('a table of both kinds', 'broken-structure', ({ document: { archived } }) => {
    const at = archived.length + 1;
    const trailer = `<< /Size 1 /Root ${rootOf(archived)} /Prev ${startOfXref(archived)} /XRefStm 15 >>`;
    return after(archived, `xref\n0 1\n0000000000 65535 f \ntrailer\n${trailer}\nstartxref\n${at}\n%%EOF`);
  }),
  attack('an encryption that comes afterwards', 'broken-structure', ({ document: { archived } }) => {
    const trailer = `<< /Size 1 /Root ${rootOf(archived)} /Prev ${startOfXref(archived)} /Encrypt << >> >>`;
    return after(archived, `xref\n0 0\ntrailer\n${trailer}\nstartxref\n${archived.length + 1}\n%%EOF`);
  }),
  attack('a loop of revisions', 'broken-structure', ({ document: { archived } }) => {
    const at = archived.length + 1;
    return after(
      archived,
      `xref\n0 0\ntrailer\n<< /Size 1 /Root ${rootOf(archived)} /Prev ${at} >>\nstartxref\n${at}\n%%EOF`,
    );
  }),
  attack('bytes after the end', 'bytes-after-end', ({ document: { archived } }) => after(archived, '% nothing\n')),
  attack('one more end of file', AFTER, ({ document: { archived } }) => after(archived, '%%EOF')),
  attack('a file cut in its last revision', AFTER, ({ document: { archived } }) => archived.subarray(0, -40)),
  attack('a file cut in a signature', ['broken-structure', 'bytes-after-end'], ({ document: { signed } }) =>
    signed.subarray(0, signed.lastIndexOf('/Contents <') + 900),
  ),
];
