import { pdfEn } from './en/pdf.ts';
import { pdfId } from './id/pdf.ts';
import { words } from './words.ts';

export const pdf = words(pdfId, pdfEn);
