import { PDFArray, PDFDict, type PDFDocument, PDFName, PDFStream } from 'pdf-lib';

const name = (word: string): PDFName => PDFName.of(word);

/** D72: the typefaces that the pages of a PDF are set in and that it does not bring along, by name. */
export function foreignFontsOf(document: PDFDocument): readonly string[] {
  const found = new Set<string>();
  const seen = new Set<PDFDict>();
  const walk = (resources: PDFDict | undefined): void => {
    if (resources === undefined || seen.has(resources)) return;
    seen.add(resources);
    for (const font of dictionariesIn(resources.lookupMaybe(name('Font'), PDFDict))) {
      if (!isEmbedded(font)) found.add(font.lookupMaybe(name('BaseFont'), PDFName)?.decodeText() ?? '?');
    }
    for (const form of dictionariesIn(resources.lookupMaybe(name('XObject'), PDFDict))) {
      walk(form.lookupMaybe(name('Resources'), PDFDict));
    }
  };
  for (const page of document.getPages()) walk(page.node.Resources());
  return [...found].toSorted();
}

const dictionariesIn = (dictionary: PDFDict | undefined): readonly PDFDict[] =>
  (dictionary?.keys() ?? []).flatMap((key): PDFDict[] => {
    const value = dictionary?.lookup(key);
    if (value instanceof PDFStream) return [value.dict];
    return value instanceof PDFDict ? [value] : [];
  });

/** A typeface that is drawn glyph by glyph (Type3) is in the file by its nature. */
function isEmbedded(font: PDFDict): boolean {
  if (font.lookup(name('Subtype')) === name('Type3')) return true;
  const descendant = font.lookupMaybe(name('DescendantFonts'), PDFArray)?.lookupMaybe(0, PDFDict) ?? font;
  const descriptor = descendant.lookupMaybe(name('FontDescriptor'), PDFDict);
  return ['FontFile', 'FontFile2', 'FontFile3'].some((key) => descriptor?.has(name(key)) === true);
}
