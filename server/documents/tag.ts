/** D44: the standard structure types (ISO 32000-2, 14.8.4) that the paper uses. */
export type TagName =
  | 'Document'
  | 'Sect'
  | 'H1'
  | 'H2'
  | 'P'
  | 'L'
  | 'LI'
  | 'Lbl'
  | 'LBody'
  | 'Table'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'Figure'
  | 'Form';

/** Content of a page: the marked piece of it with this number. */
export type MarkedPiece = { readonly page: number; readonly mcid: number };
/** The widget of a field. */
export type FieldPiece = { readonly field: string };

/** An element of the structure. What has nothing in it is left out of the file. */
export type Tag = {
  readonly name: TagName;
  readonly kids: (Tag | MarkedPiece | FieldPiece)[];
  /** Where it differs from the document's. */
  readonly language?: string;
  /** What it shows, for those who cannot see it. */
  readonly alt?: string;
  /** Attribute objects, as PDF syntax. */
  readonly attributes?: string;
};
