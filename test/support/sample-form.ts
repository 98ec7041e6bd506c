import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PDFDocument, PDFName, PDFString, StandardFonts } from 'pdf-lib';

// Somebody's own form as a template: two pages with fields, places to sign, a script, an action and a link.

const SAMPLE = fileURLToPath(new URL('../../templates/partnership-agreement/sample.json', import.meta.url));

export type FormChange = {
  readonly pdf?: (document: PDFDocument) => void;
  readonly head?: (head: FormHead) => void;
  readonly sample?: (sample: { parties: { field: string }[] }) => void;
};

type FormHead = {
  [name: string]: unknown;
  form: {
    fields: Record<string, string>;
    signatures: { field: string; at: unknown }[];
    qr?: unknown;
    stamp?: unknown;
  };
};

const label = (id: string, en: string) => ({ id: `Pihak ${id}`, en: `${en} Party` });

/** The same form for three parties, who sign in any order. */
export const threeParties: FormChange = {
  head: (head) => {
    head['parties'] = ['party-1', 'party-2', 'party-3'];
    head['signatures'] = [
      { field: 'party-1', label: label('Pertama', 'First') },
      { field: 'party-2', label: label('Kedua', 'Second') },
      { field: 'party-3', label: label('Ketiga', 'Third') },
      { field: 'witness-1', label: { id: 'Saksi', en: 'Witness' } },
    ];
    head.form.signatures.push({ field: 'party-3', at: { page: 2, x: 60, y: 300, width: 200, height: 110 } });
  },
  sample: ({ parties }) => {
    const [first] = parties;
    if (first !== undefined) parties.push({ ...first, field: 'party-3' });
  },
};

/** With a place for the QR code and one for the e-Meterai. */
export const withPlaces: FormChange = {
  head: ({ form }) => {
    form.stamp = { page: 2, x: 60, y: 340, width: 120, height: 80 };
    form.qr = { page: 2, x: 300, y: 340, width: 80, height: 80 };
  },
};

/** The form itself, made as any program makes one. */
export async function sampleForm(change?: (document: PDFDocument) => void): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  const form = document.getForm();
  const [first, second] = [document.addPage([595, 842]), document.addPage([595, 842])];
  first.drawText('FORMULIR PERJANJIAN KERJA SAMA (CONTOH)', { x: 60, y: 780, size: 14, font });
  second.drawText('LEMBAR TANDA TANGAN (CONTOH)', { x: 60, y: 780, size: 14, font });
  const text = (name: string, y: number, height = 22, width = 420) => {
    const field = form.createTextField(name);
    field.addToPage(first, { x: 90, y, width, height, font });
    return field;
  };
  text('nomor', 730);
  text('pihak pertama', 690);
  text('pihak kedua', 650);
  const nib = text('nib', 610, 22, 260);
  nib.setMaxLength(13);
  nib.enableCombing();
  text('nilai', 570);
  text('terbilang', 500, 50).enableMultiline();
  text('kegiatan', 420, 60).enableMultiline();
  form.createCheckBox('kontrak').addToPage(first, { x: 90, y: 380, width: 16, height: 16 });
  form.createCheckBox('prakontrak').addToPage(first, { x: 90, y: 350, width: 16, height: 16 });
  text('keterangan', 300);
  for (const [name, x] of [
    ['ttd pertama', 60],
    ['ttd kedua', 300],
  ] as const) {
    form.createTextField(name).addToPage(second, { x, y: 600, width: 200, height: 110, font });
  }
  document.addJavaScript('greet', 'app.alert("Selamat pagi");');
  const { context } = document;
  first.node.set(PDFName.of('AA'), context.obj({ O: { S: 'JavaScript', JS: PDFString.of('app.alert("buka")') } }));
  const link = {
    Type: 'Annot',
    Subtype: 'Link',
    Rect: [60, 60, 120, 80],
    A: { S: 'URI', URI: PDFString.of('http://x/') },
  };
  first.node.addAnnot(context.register(context.obj(link)));
  const made = await document.save({ useObjectStreams: true });
  if (change === undefined) return made;
  const changed = await PDFDocument.load(made, { updateMetadata: false });
  change(changed);
  return changed.save({ updateFieldAppearances: false });
}

/** Writes the template's folder into `place` and answers with its path. */
export async function sampleFormTemplate(place: string, change: FormChange = {}): Promise<string> {
  const folder = join(place, 'own-form');
  await mkdir(folder, { recursive: true });
  const head: FormHead = {
    name: 'own-form',
    version: '1.0.0',
    title: { id: 'Formulir perjanjian', en: 'Agreement form' },
    languages: ['id'],
    prevailingLanguage: 'id',
    parties: ['party-1', 'party-2'],
    order: 'parallel',
    signatures: [
      { field: 'party-1', label: { id: 'Pihak Pertama', en: 'First Party' } },
      { field: 'party-2', label: { id: 'Pihak Kedua', en: 'Second Party' } },
      { field: 'witness-1', label: { id: 'Saksi', en: 'Witness' } },
    ],
    certification: { id: 'Disahkan penyelenggara', en: 'Certified by the organiser' },
    form: {
      fields: {
        nomor: '{{number}}',
        'pihak pertama': '{{party1.name}}, {{party1.form}}',
        'pihak kedua': '{{party2.name}}, {{party2.form}}',
        nib: '{{party1.nib}}',
        nilai: '{{value.figures}}',
        terbilang: '{{value.words}}',
        kegiatan: '{{activity}}',
        kontrak: '{{#if contract}}x{{/if}}',
        prakontrak: '{{#if contract}}{{else}}x{{/if}}',
        keterangan: '',
      },
      signatures: [
        { field: 'party-1', at: 'ttd pertama' },
        { field: 'party-2', at: 'ttd kedua' },
        { field: 'witness-1', at: { page: 2, x: 60, y: 440, width: 200, height: 110 } },
        { field: 'certification', at: { page: 2, x: 300, y: 440, width: 200, height: 70 } },
      ],
    },
  };
  change.head?.(head);
  await writeFile(join(folder, 'template.json'), JSON.stringify(head, null, 2));
  const sample: { parties: { field: string }[] } = JSON.parse(await readFile(SAMPLE, 'utf8'));
  change.sample?.(sample);
  await writeFile(join(folder, 'sample.json'), JSON.stringify(sample, null, 2));
  await writeFile(join(folder, 'form.pdf'), await sampleForm(change.pdf));
  return folder;
}
