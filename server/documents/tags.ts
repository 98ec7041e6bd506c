import type { Canvas } from './canvas.ts';
import type { Tag, TagName } from './tag.ts';
import { decimal } from './text.ts';

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
