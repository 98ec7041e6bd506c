import type { Canvas } from './canvas.ts';
import { decimal } from './text.ts';

/** D44: the standard structure types (ISO 32000-2, 14.8.4) that the paper uses. */
type TagName =
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

export const rootTag = (): Tag => ({ name: 'Document', kids: [] });

export function addTag(parent: Tag, name: TagName, more: Partial<Omit<Tag, 'name' | 'kids'>> = {}): Tag {
  const tag: Tag = { name, kids: [], ...more };
  parent.kids.push(tag);
  return tag;
}

/** What `draw` draws belongs to `tag`. Lines of one paragraph that follow one another on a page are one piece. */
export function tagged(canvas: Canvas, tag: Tag, draw: () => void): void {
  const { operators, owners } = canvas;
  if (owners.at(-1) === tag && operators.at(-1) === 'EMC') operators.pop();
  else {
    const mcid = owners.push(tag) - 1;
    tag.kids.push({ page: canvas.page, mcid });
    operators.push(`/${tag.name}<</MCID ${mcid}>>BDC`);
  }
  draw();
  operators.push('EMC');
}

/** What `draw` draws is no content: rules, frames, running heads and feet. */
export function artifact(canvas: Canvas, draw: () => void, kind = ''): void {
  canvas.operators.push(kind === '' ? '/Artifact BMC' : `/Artifact<</Type/Pagination/Subtype/${kind}>>BDC`);
  draw();
  canvas.operators.push('EMC');
}

/** A picture's place, which a reader needs to show it. Points. */
export const placedAt = (x: number, y: number, width: number, height: number): string =>
  `<</O/Layout/BBox[${[x, y, x + width, y + height].map(decimal).join(' ')}]>>`;
