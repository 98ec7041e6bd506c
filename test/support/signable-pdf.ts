import { PDFDocument, PDFName, PDFString, StandardFonts, type PDFRef } from 'pdf-lib';

export const FIELD_NAMES = ['certification', 'party-1', 'party-2', 'witness-1'] as const;

export type SignablePdf = {
  readonly text?: string;
  /** With a lock in each field but the certification's, and a field for the archive, as agreements have them. */
  readonly locked?: boolean;
};

/** A one-page document with the same form as an agreement: every signature field in its place, none signed. */
export async function signablePdf(asked: string | SignablePdf = {}): Promise<Uint8Array> {
  const { text = 'CONTOH: surat perjanjian kerja sama', locked = false } =
    typeof asked === 'string' ? { text: asked } : asked;
  const pdf = await PDFDocument.create();
  const { context } = pdf;
  const page = pdf.addPage([595, 842]);
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  page.drawText(text, { x: 60, y: 760, size: 14, font });
  const fields: PDFRef[] = FIELD_NAMES.map((name, i) => {
    const look = context.stream('0.8 G 0.5 0.5 229 69 re S', {
      Type: 'XObject',
      Subtype: 'Form',
      FormType: 1,
      BBox: [0, 0, 230, 70],
      Resources: { Font: { F1: font.ref } },
    });
    return context.register(
      context.obj({
        Type: 'Annot',
        Subtype: 'Widget',
        FT: 'Sig',
        T: PDFString.of(name),
        F: 132,
        Rect: [60, 600 - i * 90, 290, 670 - i * 90],
        P: page.ref,
        AP: { N: context.register(look) },
        ...(locked && name !== 'certification'
          ? {
              Lock: context.register(
                context.obj({ Type: 'SigFieldLock', Action: 'Include', Fields: [PDFString.of(name)] }),
              ),
            }
          : {}),
      }),
    );
  });
  if (locked) {
    const widget = { Type: 'Annot', Subtype: 'Widget', FT: 'Sig', F: 132, Rect: [0, 0, 0, 0], P: page.ref };
    fields.push(context.register(context.obj({ ...widget, T: PDFString.of('archive-1') })));
  }
  page.node.set(PDFName.of('Annots'), context.obj(fields));
  const form = context.obj({ SigFlags: 3, Fields: fields });
  // Documents of the first days have their form in the catalogue.
  pdf.catalog.set(PDFName.of('AcroForm'), locked ? context.register(form) : form);
  pdf.setTitle('Contoh');
  return pdf.save({ useObjectStreams: false });
}

/** What a signature draws into its frame. */
export const LOOK = { content: new TextEncoder().encode('BT /F1 9 Tf 6 50 Td (Contoh: ditandatangani) Tj ET') };
