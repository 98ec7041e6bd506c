import { deflateSync } from 'node:zlib';
import { type PDFDocument, PDFName } from 'pdf-lib';
import { attach, type Attachment } from './attachments.ts';
import { writerInto } from './form-writer.ts';
import { textString } from './pdf-writer.ts';
import { SRGB_PROFILE } from './srgb-profile.ts';
import { type FileFacts, TOOL, xmpPacket } from './xmp.ts';

const PACKED_PROFILE = deflateSync(SRGB_PROFILE, { level: 9 });

/**
 * D72: what a filled form says of itself, in Info and XMP alike, what its colours mean, and the data that it was made from. It
 * does not call itself PDF/A: its pages are another program's.
 */
export function writeFileFacts(document: PDFDocument, file: FileFacts, attachments: readonly Attachment[]): void {
  const { catalog, context } = document;
  const { title, author, subject, at, languages } = file;
  document.setTitle(title, { showInWindowTitleBar: true });
  document.setAuthor(author);
  document.setSubject(subject);
  document.setCreator(TOOL);
  document.setProducer(TOOL);
  document.setCreationDate(at);
  document.setModificationDate(at);
  document.setLanguage(languages[0]);
  const pdf = writerInto(context);
  const set = (name: string, body: string): void => catalog.set(PDFName.of(name), pdf.parse(body));
  const metadata = pdf.stream('/Type/Metadata/Subtype/XML', xmpPacket(file, 'none'), 'plain');
  set('Metadata', `${metadata} 0 R `);
  const profile = pdf.stream('/N 3', PACKED_PROFILE, 'deflated');
  set(
    'OutputIntents',
    `[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB IEC61966-2.1)/DestOutputProfile ${profile} 0 R>>]`,
  );
  const attached = attach(pdf, attachments, at);
  set('AF', `[${attached.map(({ specification }) => `${specification} 0 R`).join(' ')}]`);
  const names = attached.map(({ name, specification }) => `${textString(name)}${specification} 0 R`).join(' ');
  set('Names', `<</EmbeddedFiles<</Names[${names}]>>>>`);
}
