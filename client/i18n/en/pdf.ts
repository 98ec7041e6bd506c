import type { pdfId } from '../id/pdf.ts';
import type { WordsOf } from '../words.ts';

export const pdfEn: WordsOf<typeof pdfId> = {
  pages: 'Pages of the document',
  page: (number, count) => `Page ${number} of ${count}`,
  railPage: (number, isSeen) => `Page ${number}, ${isSeen ? 'read' : 'not read yet'}`,
  reading: (title) => `Text of the document: ${title}`,
  pageFailed: 'The document is kept. This page could not be shown. Reload the page.',
  zoom: 'Size',
  smaller: 'Smaller',
  larger: 'Larger',
};
