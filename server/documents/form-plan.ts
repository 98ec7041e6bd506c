import type { Box } from './canvas.ts';
import type { ParsedBody } from './merge-body.ts';

/** A place on a page of a form. `page` counts from 1; points from the page's lower left. */
export type FormPlace = Box & { readonly page: number };

/** A field of a form as it will be filled; the field itself goes. */
export type FormField = {
  readonly name: string;
  readonly kind: 'text' | 'check';
  readonly content: ParsedBody;
  readonly places: readonly FormPlace[];
  readonly align: 'left' | 'centre' | 'right';
  readonly isMultiline: boolean;
  /** Letters in as many cells of one width; null: written on. */
  readonly cells: number | null;
};

/** D65: a PDF form and what becomes of it. */
export type FormPlan = {
  readonly pdf: Uint8Array;
  readonly fields: readonly FormField[];
  /** Where each signs: the certification first, then the signatories in the template's order. */
  readonly places: readonly (FormPlace & { readonly field: string })[];
  /** D73: for the QR code and for the e-Meterai, where the template names a place. */
  readonly qr: FormPlace | null;
  readonly stamp: FormPlace | null;
  /** D72: typefaces that the form names and does not bring along: other readers may show other letters. */
  readonly foreignFonts: readonly string[];
};
