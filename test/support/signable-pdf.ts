import { PDFDocument, PDFName, PDFString, StandardFonts, type PDFRef } from 'pdf-lib';

export const FIELD_NAMES = ['certification', 'party-1', 'party-2', 'witness-1'] as const;

/** A one-page document with the same form as an agreement: every signature field in its place, none signed. */
export async function signablePdf(text = 'CONTOH: surat perjanjian kerja sama'): Promise<Uint8Array> {
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
      }),
    );
  });
  page.node.set(PDFName.of('Annots'), context.obj(fields));
  pdf.catalog.set(PDFName.of('AcroForm'), context.obj({ SigFlags: 3, Fields: fields }));
  pdf.setTitle('Contoh');
  return pdf.save({ useObjectStreams: false });
}

/** What a signature draws into its frame. */
export const LOOK = { content: new TextEncoder().encode('BT /F1 9 Tf 6 50 Td (Contoh: ditandatangani) Tj ET') };
